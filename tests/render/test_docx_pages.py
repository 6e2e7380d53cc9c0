"""The DOCX as LibreOffice sets it: the same pages as the PDF, measured against GB/T 9704-2012."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import pytest

from gongwen.model.composition import TableBlock
from tests.layout import measure
from tests.layout.measure import Box, Page
from tests.render.conftest import Looked

BELOW = 262.5


def texts(page: Page) -> list[str]:
    return [row.text for row in measure.type_area_rows(page)]


def numbers(looked: Looked) -> list[str | None]:
    found = (measure.page_number(page) for page in looked.pages)
    return [row.text if row else None for row in found]


@pytest.mark.parametrize(("name", "saved", "closer"), [("saved", 0.36, 1.0), ("closer", 0.25, 0.983)])
def test_a_signature_brought_to_the_text_stays_on_its_page(
    looked: Mapping[str, Looked], name: str, saved: float, closer: float
) -> None:
    paper = looked[name]
    assert len(paper.pages) == paper.composition.pages
    assert paper.composition.adjustment is not None
    assert paper.composition.adjustment.saved == pytest.approx(saved, abs=0.01)
    assert paper.composition.adjustment.leading == pytest.approx(closer, abs=0.001)
    page = paper.composition.seals[-1].page
    rows = [row.text for row in measure.type_area_rows(paper.pages[page - 1])]
    assert "2015年6月23日" in rows
    assert any(len(text) == 28 for text in rows)


@pytest.mark.parametrize("name", ["seed", "draft", "blank", "table"])
def test_has_the_pages_that_were_composed(looked: Mapping[str, Looked], name: str) -> None:
    assert len(looked[name].pages) == looked[name].composition.pages


def test_the_parts_of_the_notice_begin_the_pages_they_begin_in_the_pdf(looked: Mapping[str, Looked]) -> None:
    pages = looked["seed"].pages
    assert len(pages) == 8
    assert texts(pages[2])[:2] == ["绍兴市推进国有企业使用正版软件工作", "实施方案（2015—2020年）"]
    assert texts(pages[6])[:2] == ["附件", "绍兴市国有企业使用软件情况调查表"]
    assert texts(pages[7]) == [
        "抄送：省使用正版软件工作领导小组、市人民政府办公室。",
        "绍兴市使用正版软件工作领导小组办公室2015年6月23日印发",
    ]


def test_the_title_is_broken_by_meaning(looked: Mapping[str, Looked]) -> None:
    title = ["关于印发《绍兴市推进国有企业", "使用正版软件工作实施方案", "（2015—2020年）》的通知"]
    assert texts(looked["seed"].pages[0])[4:7] == title


def test_a_full_page_has_22_rows_on_the_grid(looked: Mapping[str, Looked]) -> None:
    for number in (4, 5):
        rows = measure.type_area_rows(looked["seed"].pages[number - 1])
        assert len(rows) == 22
        assert all(abs(pitch - 10.213) < 0.05 for pitch in measure.pitches(rows))
        assert measure.em_box(rows[0]).top == pytest.approx(40, abs=0.3)
        assert measure.em_box(rows[-1]).bottom <= 262


def test_full_lines_have_28_characters_and_end_at_the_right_edge(looked: Mapping[str, Looked]) -> None:
    rows = [row for page in looked["seed"].pages[2:6] for row in measure.type_area_rows(page)]
    han = [row for row in rows if not any(char.isascii() for char in row.text)]
    full = [row for row in han if len(row.text) == 28]
    assert max(len(row.text) for row in han) == 29
    assert all(sum(char in "，。、；“”《》" for char in row.text) > 1 for row in han if len(row.text) == 29)
    assert len(full) >= 20
    assert all(row.left == pytest.approx(28, abs=0.5) for row in full)
    assert all(row.right == pytest.approx(184, abs=0.7) for row in full)


def test_paragraphs_begin_two_characters_in(looked: Mapping[str, Looked]) -> None:
    rows = measure.type_area_rows(looked["seed"].pages[4])
    first = next(row for row in rows if row.text.startswith("2.学习培训"))
    assert first.left == pytest.approx(28 + 2 * 5.556, abs=0.2)


def test_the_mark_stands_35_mm_below_the_type_area_in_red(looked: Mapping[str, Looked]) -> None:
    for name in ("seed", "draft"):
        seen = measure.ink(looked[name].pdf, 1, red=True)
        assert seen is not None
        assert seen.top == pytest.approx(72, abs=0.5)


def test_the_organs_are_stacked_at_equal_width_with_their_suffix_centred(
    looked: Mapping[str, Looked],
) -> None:
    lead, suffix, second = measure.type_area_rows(looked["seed"].pages[0])[:3]
    assert suffix.text == "文件"
    assert (lead.left, lead.right) == pytest.approx((second.left, second.right), abs=0.5)
    assert suffix.baseline == pytest.approx((lead.baseline + second.baseline) / 2, abs=0.5)
    assert suffix.right == pytest.approx(184, abs=0.5)


@pytest.mark.parametrize("name", ["seed", "draft", "blank", "table"])
def test_the_red_rule_is_156_mm_long_4_mm_below_the_number(looked: Mapping[str, Looked], name: str) -> None:
    page = looked[name].pages[0]
    (rule,) = [rule for rule in measure.horizontal_rules(page) if measure.is_red(rule.colour)]
    number = next(row for row in measure.type_area_rows(page) if "〔2015〕" in row.text)
    ink = measure.ink(looked[name].pdf, 1, Box(28, number.baseline - 6, 184, rule.box.top - 0.2))
    assert ink is not None
    assert (rule.box.left, rule.box.right) == pytest.approx((28, 184), abs=0.3)
    assert rule.box.height == pytest.approx(0.5, abs=0.1)
    assert rule.box.top - ink.bottom == pytest.approx(4, abs=0.5)


def test_the_date_begins_two_characters_right_of_an_organ_without_seal(looked: Mapping[str, Looked]) -> None:
    organ, date = measure.type_area_rows(looked["draft"].pages[0])[-2:]
    assert date.text == "2015年6月23日"
    assert date.left - organ.left == pytest.approx(2 * 5.556, abs=0.3)


def test_sealed_names_keep_room_for_their_seals_and_the_date_begins_where_laid_out(
    looked: Mapping[str, Looked],
) -> None:
    lead, other, date = measure.type_area_rows(looked["seed"].pages[1])[-3:]
    assert date.text == "2015年6月23日"
    assert lead.right == pytest.approx(184 - 2 * 5.556, abs=0.5)
    assert other.baseline - lead.baseline == pytest.approx(5 * 10.213, abs=0.2)
    assert date.baseline - other.baseline == pytest.approx(10.213, abs=0.1)
    (box,) = (one for one in looked["seed"].composition.seals if one.organ.startswith("绍兴市人民政府"))
    middle = 28 + (box.x + box.width / 2) * 25.4 / 72
    assert (other.left + other.right) / 2 == pytest.approx(middle, abs=0.5)
    assert (date.left + date.right) / 2 == pytest.approx(middle, abs=1.5)


def test_the_signature_layouts_have_their_images_where_the_seals_belong(
    looked: Mapping[str, Looked],
) -> None:
    box = looked["sealed"].composition.seals[-1]
    left, top = 28 + box.x * 25.4 / 72, 37 + box.y * 25.4 / 72
    seen = measure.ink(looked["sealed"].pdf, box.page, Box(left - 3, top - 3, left + 45, top + 45), red=True)
    assert seen is not None
    assert (seen.left, seen.top) == pytest.approx((left, top), abs=1)
    assert (seen.width, seen.height) == pytest.approx((42, 42), abs=0.5)
    rows = measure.type_area_rows(looked["sealed"].pages[box.page - 1])
    assert [row.text for row in rows[-3:-1]] == ["绍兴市人民政府绍兴市财政局绍兴市国资委", "2015年6月23日"]


@pytest.mark.parametrize("name", ["seed", "draft", "blank", "table"])
def test_the_imprint_ends_with_the_type_area_of_an_even_last_page(
    looked: Mapping[str, Looked], name: str
) -> None:
    paper = looked[name]
    assert len(paper.pages) % 2 == 0
    last = measure.horizontal_rules(paper.pages[-1])[-1]
    assert last.box.bottom == pytest.approx(262, abs=0.3)
    assert (last.box.left, last.box.right) == pytest.approx((28, 184), abs=0.3)
    assert last.box.height == pytest.approx(0.35, abs=0.05)


def test_the_imprints_rows_are_ruled_thick_thin_thick(looked: Mapping[str, Looked]) -> None:
    rules = measure.horizontal_rules(looked["seed"].pages[-1])
    assert [rule.box.height for rule in rules] == pytest.approx([0.35, 0.25, 0.35], abs=0.05)
    assert [lower.y - upper.y for upper, lower in pairwise(rules)] == pytest.approx([10.21] * 2, abs=0.2)


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(looked: Mapping[str, Looked]) -> None:
    paper = looked["seed"]
    assert numbers(paper) == [f"—{number}—" for number in range(1, 9)]
    odd, even = (measure.page_number(page) for page in paper.pages[:2])
    assert odd is not None
    assert even is not None
    assert odd.right == pytest.approx(184 - 4.94, abs=0.3)
    assert even.left == pytest.approx(28 + 4.94, abs=0.3)


def test_the_dash_of_the_page_number_is_7_mm_below_the_type_area(looked: Mapping[str, Looked]) -> None:
    row = measure.page_number(looked["seed"].pages[1])
    assert row is not None
    dash = measure.ink(looked["seed"].pdf, 2, Box(row.chars[0].x0, BELOW, row.chars[0].x1, 290))
    assert dash is not None
    assert dash.top == pytest.approx(269, abs=0.5)


def test_a_blank_page_before_the_imprint_and_the_imprints_page_have_no_number(
    looked: Mapping[str, Looked],
) -> None:
    paper = looked["blank"]
    assert paper.composition.imprint.blank_before
    assert numbers(paper) == ["—1—", "—2—", None, None]
    assert texts(paper.pages[2]) == []


def test_every_page_of_a_draft_says_so_above_the_type_area(looked: Mapping[str, Looked]) -> None:
    def above(name: str) -> list[list[str]]:
        pages = looked[name].pages
        return [
            [row.text for row in measure.rows(c for c in page.chars if c.baseline < 37)] for page in pages
        ]

    assert above("draft") == [["草稿"], ["草稿"]]
    assert above("seed") == [[]] * 8


def test_copy_number_secrecy_and_urgency_take_the_first_rows(looked: Mapping[str, Looked]) -> None:
    rows = measure.type_area_rows(looked["draft"].pages[0])[:3]
    assert [row.text for row in rows] == ["000001", "机密★1年", "特急"]
    assert measure.pitches(rows) == pytest.approx((10.213, 10.213), abs=0.05)


def test_awkward_values_and_rare_characters_are_drawn(looked: Mapping[str, Looked]) -> None:
    rows = texts(looked["draft"].pages[0])
    assert "王喆、李镕、张堃、𬱖，A&B<公司>" in rows
    assert "附件：{{地名}}{_{}_}{%trx%}" in rows


def test_a_long_table_repeats_its_head_and_keeps_its_rows(looked: Mapping[str, Looked]) -> None:
    paper = looked["table"]
    with_table = [text for page in paper.pages if "操作系统软件" in (text := "".join(texts(page)))]
    assert len(with_table) == 3
    assert all(text.count("软件项目") == 1 for text in with_table)
    assert sum(text.count("操作系统软件") for text in with_table) == 30


def test_the_form_is_as_wide_as_the_type_area_and_as_high_as_its_rows(looked: Mapping[str, Looked]) -> None:
    rules = measure.horizontal_rules(looked["seed"].pages[6])
    assert (rules[0].box.left, rules[0].box.right) == pytest.approx((28, 184), abs=0.3)
    (form,) = (
        block for block in looked["seed"].composition.sections[2].blocks if isinstance(block, TableBlock)
    )
    assert form.rows == 9
    assert rules[-1].y - rules[0].y == pytest.approx(9 * 10.213, abs=0.6)
