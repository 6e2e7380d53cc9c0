"""横排附件 (8): set on the sheet turned, 15 rows of 40 字, its pages foretold."""

from __future__ import annotations

import pytest

from gongwen.errors import FactsError
from gongwen.layout import standard
from gongwen.model import Paragraph, Part
from gongwen.model.composition import TableBlock, TextBlock
from gongwen.model.document import Cell, Document, Table
from gongwen.model.notation import parse, write
from tests.layout import measure
from tests.layout.papers import composed, filling, paper, setter, words

MM = 72 / 25.4


def table(rows: int) -> Table:
    """A table of two head rows and so many others, each one row of the grid high."""
    head = (
        (Cell("序号", rows=2), Cell("软件", columns=3), Cell("备注", rows=2)),
        (Cell("名称"), Cell("版本"), Cell("数量")),
    )
    body = tuple(
        (Cell(str(n)), Cell("操作系统软件"), Cell(f"V{n}"), Cell("12"), Cell("已安装，正在使用"))
        for n in range(1, rows + 1)
    )
    return Table((*head, *body), (4, 12, 8, 6, 10), head=2, height=1)


def lying(*blocks: Table | Paragraph, title: str = "软件登记表") -> Part:
    """A landscape annex."""
    return Part(title, blocks, landscape=True)


def mixed() -> Document:
    """A notice with an upright annex between two landscape ones of three pages."""
    upright = Part("说明", (Paragraph(words(60)),))
    return paper(filling(10), attachments=(lying(table(30)), upright, lying(table(30), title="分布表")))


def test_the_sheet_is_the_upright_one_turned_to_the_left() -> None:
    sheet = standard.LANDSCAPE_SHEET
    assert (sheet.width / MM, sheet.height / MM) == pytest.approx((297, 210))
    margins = (sheet.top, sheet.right, sheet.bottom, sheet.left)
    assert [side / MM for side in margins] == pytest.approx([28, 37, 26, 35])
    assert (sheet.area_width / MM, sheet.area_height / MM) == pytest.approx((225, 156))
    assert sheet.area_width == pytest.approx(standard.LANDSCAPE_WIDTH.pt)
    assert sheet.area_height == pytest.approx(standard.LANDSCAPE_HEIGHT.pt)
    assert sheet.rows == standard.LANDSCAPE_ROWS.value == 15
    assert sheet.area_width // sheet.cell == standard.LANDSCAPE_CELLS.value == 40


def test_full_lines_have_40_characters() -> None:
    composition = composed(paper(attachments=(lying(Paragraph(words(38 + 40 + 5))),)))
    block = composition.sections[1].blocks[-1]
    assert isinstance(block, TextBlock)
    assert [len(line.text) for line in block.lines] == [38, 40, 5]


def test_the_label_is_row_1_and_the_title_row_3() -> None:
    composition = composed(paper(attachments=(lying(table(3)),)))
    section = composition.sections[1]
    label, gap, title, below, form = section.blocks
    assert section.landscape
    assert isinstance(label, TextBlock)
    assert isinstance(title, TextBlock)
    assert (label.text, title.text) == ("附件", "软件登记表")
    assert [label.rows, gap.rows, title.rows, below.rows] == [1, 1, 1, 1]
    assert isinstance(form, TableBlock)
    assert (sum(form.columns) + form.rule) / MM == pytest.approx(225)


def test_a_long_table_repeats_its_head_on_the_pages_foretold() -> None:
    composition = composed(mixed())
    assert composition.turned == {3, 4, 5, 7, 8, 9}
    assert [page for page, _ in composition.heads] == [4, 5, 8, 9]
    (form,) = (one for one in composition.sections[1].blocks if isinstance(one, TableBlock))
    assert form.starts == (11, 24)
    assert composition.pages == len(measure.load(setter().set(composition))) == 10


@pytest.mark.parametrize(("rows", "pages", "blank"), [(3, 4, False), (15, 6, True)])
def test_the_imprint_never_stands_on_a_landscape_page(rows: int, pages: int, blank: bool) -> None:
    """A page of text, a blank side where the annex ends on an even page, and 版记 on an even one."""
    composition = composed(paper(filling(10), attachments=(lying(table(rows)),)))
    assert composition.imprint.own_page
    assert composition.imprint.blank_before is blank
    assert composition.pages == pages
    assert composition.pages not in composition.turned


@pytest.mark.parametrize("count", range(9, 40, 3))
def test_the_pages_foretold_are_those_set(count: int) -> None:
    composition = composed(paper(attachments=(lying(table(count), Paragraph(words(count * 9))),)))
    assert composition.pages == len(measure.load(setter().set(composition)))


def written(width: int, section: str) -> str:
    """A paper in the notation with a table so many 字 wide in its annex."""
    text = write(paper(attachments=(Part("表", (Table(((Cell("甲"),),), (28,), 0, 1.0),)),)))
    return text.replace("【附件】", f"【{section}】").replace("|-28-|", f"|-{width}-|")


def test_a_table_of_40_characters_is_written_and_read_in_a_landscape_annex_only() -> None:
    document = parse(written(40, "横排附件"))
    assert parse(write(document)) == document
    for width, section in ((41, "横排附件"), (40, "附件")):
        with pytest.raises(FactsError):
            parse(written(width, section))
