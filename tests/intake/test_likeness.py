"""A paper scanned twice is suggested as one; papers of one template are not, lightly."""

from __future__ import annotations

import dataclasses

import pytest
from PIL import Image, ImageChops

from gongwen.intake import FileForm, Reading, read
from gongwen.intake.likeness import NEAR, fingerprint, near
from tests.intake import samples

TEMPLATE = (
    "{county}使用正版软件工作领导小组办公室文件\n{code}软件办〔{year}〕{serial}号\n关于做好{year}年度国有企业使用正版软件工作的通知\n"
    "各乡镇（街道），区属各国有企业：\n根据《绍兴市推进国有企业使用正版软件工作实施方案（2015—2020年）》，现就有关事项通知如下。\n"
    "一、请各单位认真填写调查表，于{day}前报送{county}文广局。\n二、要加强领导，落实责任，做好软件资产管理和经费保障工作。\n"
    "三、联系人：{person}，联系电话：{phone}。\n{county}使用正版软件工作领导小组办公室\n{year}年6月23日"
)
KEQIAO = dict(
    county="柯桥区", code="柯", year="2015", serial="3", day="7月30日", person="示例甲", phone="80000001"
)
SHANGYU = KEQIAO | dict(county="上虞区", code="虞", person="示例乙", phone="80000002")
NEXT_YEAR = KEQIAO | dict(year="2016", serial="2", day="7月15日")
OTHER_NUMBER = KEQIAO | dict(serial="4")


def said(facts: dict[str, str]) -> str:
    """The fingerprint of the notice with these facts."""
    return fingerprint(Reading(FileForm.TEXT, text=TEMPLATE.format(**facts)))


def scanned(number: int, dpi: int, angle: float, noise: int) -> Image.Image:
    """A page scanned again: other resolution, a little turned, with noise."""
    turned = samples.page(number, dpi).rotate(angle, fillcolor=255, resample=Image.Resampling.BICUBIC)
    if noise:
        generated = Image.effect_noise(turned.size, noise)
        turned = ImageChops.add(turned, generated, 1, -128)
    return turned


def test_a_paper_is_near_itself_and_its_fingerprint_is_short() -> None:
    assert near(said(KEQIAO), said(KEQIAO)) == 1.0
    assert said(KEQIAO).isascii()
    assert len(said(KEQIAO)) < 3_500


@pytest.mark.parametrize("other", [SHANGYU, NEXT_YEAR, OTHER_NUMBER])
def test_notices_of_one_template_are_not_called_one(other: dict[str, str]) -> None:
    assert near(said(KEQIAO), said(other)) < NEAR


def test_a_scan_with_misread_letters_is_called_one() -> None:
    text = TEMPLATE.format(**KEQIAO)
    misread = (
        text.replace("认真填写", "认直填写")
        .replace("落实责任", "落买责任")
        .replace("（2015—2020年）", "(2015-2020年)")
    )
    assert near(said(KEQIAO), fingerprint(Reading(FileForm.PNG, text=misread, confidence=0.9))) >= NEAR


def test_a_page_scanned_again_is_called_one_by_what_it_says() -> None:
    first = fingerprint(read(samples.png(120)))
    again = fingerprint(read(samples.picture(scanned(0, 150, -1.0, 30), "JPEG", quality=60)))
    assert near(first, again) >= NEAR


@pytest.mark.parametrize(("dpi", "angle", "noise"), [(100, 0.7, 0), (150, -1.0, 30), (120, 1.5, 20)])
def test_a_page_scanned_again_is_called_one_by_its_look(dpi: int, angle: float, noise: int) -> None:
    first = fingerprint(read(samples.png(200), ocr=False))
    again = fingerprint(read(samples.picture(scanned(0, dpi, angle, noise), "JPEG", quality=60), ocr=False))
    assert near(first, again) >= NEAR
    others = [
        fingerprint(read(samples.picture(samples.page(number, dpi), "PNG"), ocr=False))
        for number in (1, 2, 5)
    ]
    assert [near(first, other) >= NEAR for other in others] == [False, False, False]


def test_what_says_nothing_and_shows_nothing_is_near_nothing() -> None:
    blank = fingerprint(Reading(FileForm.PDF))
    assert blank == ""
    assert near(blank, blank) == 0.0
    assert near("9:a:b:c:d:e", said(KEQIAO)) == 0.0


def test_text_that_ocr_was_not_sure_of_does_not_count() -> None:
    unsure = Reading(FileForm.PNG, text=TEMPLATE.format(**KEQIAO), confidence=0.3)
    assert fingerprint(unsure) == ""
    assert fingerprint(dataclasses.replace(unsure, confidence=0.9)) == said(KEQIAO)
