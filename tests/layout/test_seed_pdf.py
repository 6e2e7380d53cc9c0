"""The printed notice of 2015, measured in mm against GB/T 9704-2012 by independent readers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.layout import measure
from tests.layout.measure import TYPE_AREA, Box, Page, Row
from tests.layout.papers import seed_composition, setter

POINT = 25.4 / 72
PITCH, CELL = 28.95 * POINT, 15.75 * POINT
PAGES = 8
CLOSING = "，。、；：！？）〕】》”’"


def near(value: Any, within: float = 0.1) -> Any:
    return pytest.approx(value, abs=within)


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seed") / "paper.pdf"
    path.write_bytes(setter().set(seed_composition()))
    return path


@pytest.fixture(scope="module")
def pages(pdf: Path) -> tuple[Page, ...]:
    return measure.load(pdf)


def row(page: Page, text: str) -> Row:
    return next(row for row in measure.type_area_rows(page) if text in row.text)


def grid_row(row: Row) -> float:
    """Which row of the grid a row stands in, from 1, by the middle of its em box."""
    box = measure.em_box(row)
    return ((box.top + box.bottom) / 2 - TYPE_AREA.top) / PITCH + 0.5


def faces(row: Row) -> set[str]:
    return {char.font.partition("+gw-")[2] for char in row.chars if char.text.strip()}


def edge(row: Row) -> float:
    """Where what is printed of a row ends: a last mark beyond the type area ends with its left half."""
    last = max(row.chars, key=lambda char: char.x0)
    half = last.text in CLOSING and last.x1 > TYPE_AREA.right + 0.3
    return last.x0 + last.size / 2 if half else last.x1


def is_full(row: Row) -> bool:
    """Say whether a row is a line that was filled: its next character had no room."""
    return edge(row) > TYPE_AREA.right - CELL / 2


def test_there_are_as_many_pages_as_laid_out_and_the_last_is_even(pages: tuple[Page, ...]) -> None:
    assert len(pages) == seed_composition().pages == PAGES
    assert {(round(page.width), round(page.height)) for page in pages} == {(210, 297)}


def test_full_lines_reach_from_28_to_184_mm_and_none_runs_over(pages: tuple[Page, ...]) -> None:
    for page in pages[:6]:
        rows = measure.type_area_rows(page)
        assert min(row.left for row in rows) == near(28)
        assert max(edge(row) for row in rows) == near(184, 0.3)
        assert all(edge(row) == near(184, 0.3) for row in rows if is_full(row))


def test_a_full_page_has_22_rows_on_the_grid_from_37_mm(pages: tuple[Page, ...]) -> None:
    for number in (4, 5):
        rows = measure.type_area_rows(pages[number - 1])
        assert [grid_row(row) for row in rows] == near(list(range(1, 23)), 0.02)
        assert measure.pitches(rows) == near([PITCH] * 21, 0.01)


def test_a_full_line_has_28_characters_or_with_marks_one_more_or_less(pages: tuple[Page, ...]) -> None:
    counted = [
        len(row.text)
        for page in pages[:6]
        for row in measure.type_area_rows(page)
        if is_full(row)
        and row.left < 28.1
        and {round(char.size, 1) for char in row.chars} == {round(16 * POINT, 1)}
        and not any(char.text.isascii() for char in row.chars)
    ]
    assert len(counted) > 20
    assert set(counted) == {27, 28, 29}
    assert counted.count(28) > 2 * (counted.count(27) + counted.count(29))


def test_the_mark_begins_35_mm_below_the_type_areas_top(pdf: Path) -> None:
    mark = measure.ink(pdf, 1, Box(0, 0, 210, 110), red=True)
    assert mark is not None
    assert mark.top == near(72)
    assert mark.left >= 28
    assert mark.right <= 184


def test_the_red_rule_is_156_mm_long_and_4_mm_below_the_number(pdf: Path, pages: tuple[Page, ...]) -> None:
    (rule,) = measure.horizontal_rules(pages[0])
    assert measure.is_red(rule.colour)
    assert (rule.box.left, rule.box.right) == (near(28), near(184))
    number = row(pages[0], "〔2015〕3号")
    inked = measure.ink(pdf, 1, Box(28, number.baseline - 7, 184, rule.box.top - 0.2))
    assert inked is not None
    assert rule.box.top - inked.bottom == near(4)
    assert inked.left + inked.right == near(28 + 184, 1)


def test_two_rows_stand_between_mark_and_number_and_between_rule_and_title(pages: tuple[Page, ...]) -> None:
    header = seed_composition().header
    mark = measure.em_box(row(pages[0], "国有资产监督管理委员会"))
    number = measure.em_box(row(pages[0], "〔2015〕3号"))
    assert header.organs[1].size * POINT == near(mark.height, 0.3)
    leading = PITCH - 16 * POINT
    assert number.top - mark.bottom == near(2 * PITCH + leading / 2, 0.5)
    (rule,) = measure.horizontal_rules(pages[0])
    title = measure.em_box(row(pages[0], "关于印发《"))
    assert title.top - rule.box.bottom == near(2 * PITCH + (PITCH - 22 * POINT) / 2, 0.3)


def test_one_row_stands_between_title_and_addressees(pages: tuple[Page, ...]) -> None:
    last = row(pages[0], "》的通知")
    addressees = row(pages[0], "各区、县（市）使用正版软件")
    assert grid_row(addressees) - grid_row(last) == near(2, 0.02)
    assert addressees.left == near(28)


def test_the_pages_are_numbered_at_their_outer_side_7_mm_below(pdf: Path, pages: tuple[Page, ...]) -> None:
    for page in pages:
        number = measure.page_number(page)
        assert number is not None
        assert number.text == f"—{page.number}—"
        first = number.chars[0]
        dash = measure.ink(pdf, page.number, Box(first.x0, 263, first.x1, 290))
        assert dash is not None
        assert dash.top == near(269)
        if page.number % 2:
            assert number.right == near(184 - 14 * POINT)
        else:
            assert number.left == near(28 + 14 * POINT)
        assert faces(number) == {"FandolSong-Regular"}
        assert {round(char.size, 2) for char in number.chars} == {round(14 * POINT, 2)}


def test_the_imprint_ends_with_the_type_area_of_the_last_page(pages: tuple[Page, ...]) -> None:
    rules = measure.horizontal_rules(pages[-1])
    assert [rule.thickness for rule in rules] == [near(0.35, 0.01), near(0.25, 0.01), near(0.35, 0.01)]
    assert rules[-1].box.bottom == near(262, 0.05)
    assert all((rule.box.left, rule.box.right) == (near(28), near(184)) for rule in rules)
    assert not any(measure.is_red(rule.colour) for rule in rules)
    cc, printing = measure.type_area_rows(pages[-1])
    assert cc.text == "抄送：省使用正版软件工作领导小组、市人民政府办公室。"
    assert printing.text == "绍兴市使用正版软件工作领导小组办公室2015年6月23日印发"
    assert cc.left == printing.left == near(28 + 14 * POINT)
    assert printing.right == near(184 - 14 * POINT)
    assert rules[0].y < cc.baseline < rules[1].y < printing.baseline < rules[2].y


@pytest.mark.parametrize(
    ("page", "text", "face"),
    [
        (1, "绍兴市使用正版软件工作领导小组办公室", "FandolSong-Bold"),
        (1, "〔2015〕3号", "FandolFang-Regular"),
        (1, "关于印发《绍兴市", "FandolSong-Bold"),
        (1, "各区、县（市）", "FandolFang-Regular"),
        (3, "实施方案（2015", "FandolSong-Bold"),
        (3, "一、指导思想", "FandolHei-Regular"),
        (3, "（一）指导思想", "FandolKai-Regular"),
        (3, "1.加强领导", "FandolFang-Regular"),
        (6, "附件：绍兴市", "FandolFang-Regular"),
        (7, "附件", "FandolHei-Regular"),
        (7, "绍兴市国有企业使用软件情况调查表", "FandolSong-Bold"),
        (7, "（1）非预装", "FandolFang-Regular"),
        (8, "抄送：", "FandolFang-Regular"),
    ],
)
def test_every_element_is_set_in_its_face(pages: tuple[Page, ...], page: int, text: str, face: str) -> None:
    assert faces(row(pages[page - 1], text)) == {face}


def test_sealed_names_stand_above_the_date_that_is_centred_under_them_with_room_for_two_seals(
    pages: tuple[Page, ...],
) -> None:
    lead = next(one for one in measure.type_area_rows(pages[1]) if one.text.endswith("小组办公室"))
    other = row(pages[1], "监督管理委员会")
    date = row(pages[1], "2015年6月23日")
    assert lead.right == other.right == near(184 - 2 * CELL)
    assert lead.left == other.left == near(184 - 20 * CELL)
    assert date.left + date.right == near(lead.left + lead.right)
    last = row(pages[1], "联系电话：85121653")
    steps = [grid_row(lead) - grid_row(last), grid_row(other) - grid_row(lead)]
    assert [*steps, grid_row(date) - grid_row(other)] == near([3, 5, 1], 0.02)


def test_the_annex_has_a_page_of_its_own_before_the_imprint(pages: tuple[Page, ...]) -> None:
    label, title, *_ = measure.type_area_rows(pages[6])
    assert (label.text, title.text) == ("附件", "绍兴市国有企业使用软件情况调查表")
    assert (grid_row(label), grid_row(title)) == (near(1, 0.02), near(3, 0.02))
    assert label.left == near(28)
    assert title.left + title.right == near(28 + 184, 0.1)


def test_the_annex_note_is_one_row_below_the_text_and_two_characters_in(pages: tuple[Page, ...]) -> None:
    note, last = row(pages[5], "附件：绍兴市"), row(pages[5], "行通报。")
    assert grid_row(note) - grid_row(last) == near(2, 0.02)
    assert note.left == near(28 + 2 * CELL)


def test_the_form_has_a_two_row_head_and_fills_the_width(pages: tuple[Page, ...]) -> None:
    rules = measure.horizontal_rules(pages[6])
    whole = [rule for rule in rules if rule.length > 155.5]
    assert (min(rule.box.left for rule in rules), max(rule.box.right for rule in rules)) == (
        near(28),
        near(184),
    )
    assert whole[0].box.top == near(37 + 7 * PITCH)
    assert whole[-1].box.bottom == near(37 + 16 * PITCH + 0.25)
    heads = [row(pages[6], text) for text in ("非正版", "软件名称数量")]
    assert heads[1].baseline - heads[0].baseline == near(PITCH)
    after = row(pages[6], "认定说明：")
    assert grid_row(after) == near(17, 0.02)
