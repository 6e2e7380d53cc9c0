"""Pages are filled row by row; what belongs together stays together; nothing vanishes."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from gongwen.layout.blocks import set_blocks
from gongwen.layout.lines import Setter
from gongwen.layout.paging import Filled, fill_pages
from gongwen.layout.signature import set_signature
from gongwen.layout.tables import set_table
from gongwen.model import FormLine, Heading, Paragraph, Part, Table
from gongwen.model.composition import Block, TableBlock
from gongwen.model.document import Block as Said
from gongwen.model.document import Cell, Signature
from tests.layout.papers import composed, filling, paper, typefaces, words

SETTER = Setter(typefaces())


def blocks(*said: Said) -> list[Block]:
    return list(set_blocks(Part("题", said), SETTER))


def filled(*said: Said) -> Filled:
    return fill_pages(blocks(*said), 22, 22)


def signed(*said: Said) -> list[Block]:
    signature = Signature(("绍兴市人民政府",), dt.date(2015, 6, 23))
    return [*blocks(*said), *set_signature(signature, SETTER)]


@pytest.mark.parametrize(("rows", "pages", "free"), [(1, 1, 21), (22, 1, 0), (23, 2, 21), (220, 10, 0)])
def test_a_paragraph_flows_over_pages_of_22_rows(rows: int, pages: int, free: int) -> None:
    result = filled(filling(rows))
    assert (result.pages, result.free, result.breaks) == (pages, free, set())


def test_the_first_page_may_have_fewer_rows() -> None:
    result = fill_pages(blocks(filling(10)), 4, 22)
    assert (result.pages, result.free) == (2, 16)


def test_a_heading_goes_to_the_next_page_with_its_text() -> None:
    result = filled(filling(20), Heading(1, 1, "标题"), Heading(2, 1, "小题"), filling(3))
    assert (result.pages, result.breaks, result.free) == (2, {1}, 17)


def test_a_heading_stays_where_one_line_of_its_text_fits() -> None:
    result = filled(filling(19), Heading(1, 1, "标题"), Heading(2, 1, "小题"), filling(3))
    assert (result.pages, result.breaks, result.free) == (2, set(), 20)


def test_a_heading_longer_than_a_page_flows() -> None:
    result = filled(filling(10), Heading(1, 1, words(28 * 30)), filling(1))
    assert result.pages == 2


def test_the_signature_takes_two_lines_of_the_text_along() -> None:
    result = fill_pages(signed(filling(20)), 22, 22)
    assert (result.pages, result.cuts, result.breaks) == (2, {(0, 18)}, set())
    assert result.free == 22 - 2 - 3


def test_the_signature_takes_a_short_last_paragraph_whole_and_its_heading_too() -> None:
    result = fill_pages(signed(filling(19), Heading(2, 1, "小题"), filling(1)), 22, 22)
    assert (result.pages, result.cuts, result.breaks) == (2, set(), {1})
    assert result.free == 22 - 2 - 3


def test_the_signature_stays_where_it_fits() -> None:
    result = fill_pages(signed(filling(19)), 22, 22)
    assert (result.pages, result.free, result.cuts) == (1, 0, set())


def listing(rows: int, *, head: int = 1, height: float = 1.0) -> Table:
    body = tuple((Cell(str(number)), Cell(f"第{number}家企业")) for number in range(rows))
    return Table(((Cell("序号"), Cell("名称")),) * head + body, (6, 22), head, height)


def piece_rows(table: TableBlock) -> list[float]:
    """The heights of a table's pieces, repeated heads included."""
    head = sum(row.rows for row in table.body[: table.head])
    return [
        sum(row.rows for row in piece) + (head if number else 0) for number, piece in enumerate(table.pieces)
    ]


def only_table(*said: Said) -> tuple[TableBlock, int]:
    """Lay the blocks out on full pages; return the table among them and the pages."""
    composition = composed(paper(filling(1), attachments=(Part("题", said),)))
    section = composition.sections[1]
    (table,) = [block for block in section.blocks if isinstance(block, TableBlock)]
    return table, composition.pages


def test_a_table_taller_than_a_page_repeats_its_head_and_loses_no_row() -> None:
    table, _ = only_table(listing(60))
    assert piece_rows(table) == [18, 22, 22, 2]
    said = [cell.text for row in table.body for cell in row.cells]
    assert said[2:] == [text for number in range(60) for text in (str(number), f"第{number}家企业")]


def test_the_pages_that_repeat_a_head_are_known_with_its_height() -> None:
    composition = composed(paper(filling(1), attachments=(Part("题", (listing(60),)),)))
    assert composition.heads == ((3, 28.95), (4, 28.95), (5, 28.95))


def test_rows_joined_by_a_cell_are_not_parted() -> None:
    rows: list[tuple[Cell, ...]] = [(Cell("组别"), Cell("名称"))]
    for group in range(9):
        rows.append((Cell(f"第{group}组", 1, 4), Cell("甲")))
        rows += [(Cell(name),) for name in "乙丙丁"]
    table, _ = only_table(Table(tuple(rows), (6, 22), 1))
    assert piece_rows(table) == [17, 21]
    assert table.starts == (17,)


def test_a_cell_longer_than_a_page_is_divided_and_loses_no_character() -> None:
    text = words(2000)
    table, _ = only_table(Table(((Cell("项"), Cell("内容")), (Cell("甲"), Cell(text))), (4, 24), 1))
    assert "".join(row.cells[1].text for row in table.body[1:]) == text
    assert all(rows <= 22 for rows in piece_rows(table))


def test_joined_rows_taller_than_a_page_are_loosened() -> None:
    rows = (
        (Cell("组"), Cell("名称")),
        (Cell("全组", 1, 40), Cell("0")),
        *((Cell(str(n)),) for n in range(1, 40)),
    )
    table, _ = only_table(Table(rows, (6, 22), 1))
    assert all(rows <= 22 for rows in piece_rows(table))
    assert [row.cells[-1].text for row in table.body[1:]] == [str(number) for number in range(40)]
    assert all(len(row.cells) == 2 for row in table.body)


def test_a_joined_cell_makes_room_for_its_text() -> None:
    table = set_table(Table(((Cell(words(60), 1, 2), Cell("甲")), (Cell("乙"),)), (10, 18)), SETTER)
    assert sum(row.rows for row in table.body) > 4


def test_a_head_taller_than_half_a_page_is_not_repeated() -> None:
    table = set_table(listing(30, head=12), SETTER)
    assert table.head == 0


def test_the_columns_and_one_rule_make_the_type_area() -> None:
    table = set_table(listing(1), SETTER)
    assert sum(table.columns) + table.rule == pytest.approx(156 * 72 / 25.4)
    assert table.columns[1] / table.columns[0] == pytest.approx(22 / 6)


def test_a_form_line_too_long_for_its_share_is_set_below_the_other() -> None:
    (short,) = blocks(FormLine(("企业名称（盖章）：", "企业领导（签字）：")))
    assert short.rows == 1
    assert len(blocks(FormLine((words(15), "签字：")))) == 2


def test_every_block_of_the_document_is_in_the_composition_once() -> None:
    said = [Paragraph(f"第{number}段") for number in range(40)]
    text = composed(paper(*said)).text()
    assert [text.count(f"第{number}段\n") for number in range(40)] == [1] * 40
    places = [text.index(f"第{number}段\n") for number in range(40)]
    assert all(one < two for one, two in pairwise(places))


def test_a_heading_that_is_a_whole_paragraph_may_end_a_page() -> None:
    result = filled(filling(20), Heading(2, 1, words(40) + "。"), filling(3))
    assert (result.pages, result.breaks, result.free) == (2, set(), 19)
