"""Marks the layout sets itself are never printed twice."""

from __future__ import annotations

import pytest

from gongwen.drafting import Draft, Facts, draft, read_template
from gongwen.model import Level
from tests.drafting.small import HEAD

FIELDS = '[字段.甲]\n类型 = "文字"\n'


def typed(element: str, text: str) -> Draft:
    """Return the draft of a small paper with an element as a clerk typed it."""
    template = read_template("small", lambda _: (f"{element}：{{{{ 甲 }}}}\n{HEAD}内容。\n", FIELDS))
    return draft(template, Facts({"甲": text}))


def notes(made: Draft) -> list[str]:
    return [finding.sentence for finding in made.findings if finding.level is Level.NOTE]


@pytest.mark.parametrize("text", ["各单位：", "各单位:", "各单位： ", "各单位。"])
def test_the_colon_after_the_addressees_is_taken_off(text: str) -> None:
    made = typed("主送", text)
    assert made.document.addressees == "各单位"
    assert notes(made) == ["“主送”里多写的标点由程序排印，已去掉，按“各单位”排"]


def test_the_stop_after_the_copied_organs_is_taken_off() -> None:
    assert typed("抄送", "甲办，乙办。").document.imprint.cc == "甲办，乙办"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("（联系人：张三）", "联系人：张三"),
        ("(此件公开发布)", "此件公开发布"),
        ("（此件（含附件）公开）。", "此件（含附件）公开"),
        ("（甲）和（乙）", "（甲）和（乙）"),
    ],
)
def test_only_parentheses_around_the_whole_note_are_taken_off(text: str, note: str) -> None:
    assert typed("附注", text).document.note == note


def test_parentheses_around_the_signatory_are_taken_off() -> None:
    assert typed("签发人", "（张三）").document.header.signatories == ("张三",)


def test_an_element_typed_without_marks_is_left_alone_and_not_noted() -> None:
    made = typed("主送", "各区、县（市）人民政府")
    assert (made.document.addressees, notes(made)) == ("各区、县（市）人民政府", [])


def test_a_title_that_ends_in_a_mark_is_a_warning() -> None:
    template = read_template("small", lambda _: (HEAD.rstrip() + "。\n内容。\n", ""))
    (finding,) = [one for one in draft(template, Facts({})).findings if "标点" in one.sentence]
    assert str(finding) == (
        "警告｜事实·标题｜标题末尾有“。”；标题末尾不用标点，请删去（GB/T 9704-2012 7.3.1）"
    )
