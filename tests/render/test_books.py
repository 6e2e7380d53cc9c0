"""Books: a workbook that opens ready to print, and pages that repeat their head."""

from __future__ import annotations

import io

import openpyxl
import pypdfium2
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from gongwen.layout.books import BOOK
from gongwen.model.book import Book, Column
from gongwen.render.books.pdf import BookSetter
from gongwen.render.books.xlsx import workbook
from gongwen.render.pdf import PageFrame
from tests.layout.papers import FRAME, typefaces

FRAMES = FRAME.parent / "book"
COLUMNS = (Column("文号", 8, centred=True), Column("标题", 20), Column("备注", 10))
ROW = ("绍市软件办〔2015〕1号", "关于报送总结的通知", "=1+1")
BOOK_OF_60 = Book(
    "发文登记簿",
    COLUMNS,
    tuple((f"绍市软件办〔2015〕{n}号", f"关于第{n}件事的通知", "喆镕堃垚") for n in range(1, 61)),
    "绍兴市使用正版软件工作领导小组办公室",
    "2015年度",
    ("共 60 号",),
)


@pytest.fixture(scope="module")
def setter() -> BookSetter:
    html, css = ((FRAMES / name).read_text("utf-8") for name in ("page.html", "page.css"))
    return BookSetter(PageFrame(html, css), typefaces(), BOOK)


def opened(book: Book) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(workbook(book)))["发文登记簿"]


def test_a_workbook_has_title_head_rows_and_notes_each_as_text() -> None:
    sheet = opened(Book("发文登记簿", COLUMNS, (ROW,), "甲办", "2015年度", ("共 1 号",)))
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["发文登记簿", None, None],
        ["甲办", None, "2015年度"],
        ["文号", "标题", "备注"],
        list(ROW),
        ["共 1 号", None, None],
    ]
    assert sheet["C4"].data_type == "s"


def test_a_workbook_prints_on_a4_turned_with_its_head_on_every_page() -> None:
    sheet = opened(BOOK_OF_60)
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$3:$3", "A4")
    assert sheet.auto_filter.ref == "A3:C63"


def test_a_long_cell_gets_the_height_of_its_lines() -> None:
    sheet = opened(Book("发文登记簿", COLUMNS, ((ROW[0], "字" * 41, ""), ROW)))
    assert sheet.row_dimensions[4].height == 45.0
    assert sheet.row_dimensions[5].height == 30.0


def test_the_same_book_is_the_same_bytes(setter: BookSetter) -> None:
    assert workbook(BOOK_OF_60) == workbook(BOOK_OF_60)
    assert setter.set(BOOK_OF_60) == setter.set(BOOK_OF_60)


def test_every_page_has_the_head_and_its_number_and_no_row_is_lost(setter: BookSetter) -> None:
    pdf = pypdfium2.PdfDocument(setter.set(BOOK_OF_60))
    texts = [page.get_textpage().get_text_range() for page in pdf]
    assert len(texts) > 1
    for number, text in enumerate(texts, start=1):
        assert "文号" in text
        assert f"第 {number} 页，共 {len(texts)} 页" in text
    whole = "".join(texts)
    assert [n for n in range(1, 61) if f"关于第{n}件事的通知" not in whole] == []
    assert whole.count("喆镕堃垚") == 60
    width, height = pdf[0].get_size()
    assert (round(width), round(height)) == (842, 595)
