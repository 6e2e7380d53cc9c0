"""Book → XLSX: a sheet that opens ready to read, filter and print."""

from __future__ import annotations

import io
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from gongwen.model.book import Book, Column
from gongwen.render.books.clockless import clockless

_LONGEST_NAME = 31
_UNSAFE = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
_CELL_OF_CHARACTER = 2.2
"""A 字 is about this many of the digits that a column's width is counted in."""

_LINE = 15.0
"""The height of a line in pt."""

_TITLE, _ABOVE, _HEAD = 1, 2, 3


def workbook(book: Book) -> bytes:
    """Return `book` as an XLSX: title, line above, head that stays in view, rows as text, notes.

    Nothing a cell holds is ever read as a formula.
    """
    made = Workbook()
    made.properties.creator, made.properties.title = "gongwen", book.title
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.title = book.title.translate(_UNSAFE)[:_LONGEST_NAME]
    _write_opening(sheet, book)
    _write_rows(sheet, book)
    _prepare_page(sheet, book)
    written = io.BytesIO()
    made.save(written)
    return clockless(written.getvalue())


def _write_opening(sheet: Worksheet, book: Book) -> None:
    count = len(book.columns)
    sheet.merge_cells(start_row=_TITLE, end_row=_TITLE, start_column=1, end_column=count)
    _put(sheet, _TITLE, 1, book.title).font = Font(size=18, bold=True)
    sheet.cell(_TITLE, 1).alignment = Alignment(horizontal="center")
    _put(sheet, _ABOVE, 1, book.left)
    _put(sheet, _ABOVE, count, book.right).alignment = Alignment(horizontal="right")


def _write_rows(sheet: Worksheet, book: Book) -> None:
    edge = Side(style="thin")
    border = Border(edge, edge, edge, edge)
    lines = [[column.name for column in book.columns], *book.rows]
    for number, texts in enumerate(lines, start=_HEAD):
        sheet.row_dimensions[number].height = _LINE * max(map(_lines, texts, book.columns))
        for place, (column, text) in enumerate(zip(book.columns, texts, strict=True), start=1):
            cell = _put(sheet, number, place, text)
            cell.border = border
            centred = column.centred or number == _HEAD
            cell.alignment = Alignment("center" if centred else "left", "center", wrap_text=True)
            if number == _HEAD:
                cell.font = Font(bold=True)
    for number, note in enumerate(book.notes, start=_HEAD + len(lines)):
        _put(sheet, number, 1, note)


def _lines(text: str, column: Column) -> int:
    """Return how many lines `text` takes in its column: a program that opens it need not measure."""
    return sum(max(1, ceil(_width(part) / column.width)) for part in text.split("\n"))


def _width(text: str) -> float:
    return sum(1.0 if east_asian_width(mark) in "WFA" else 0.5 for mark in text)


def _prepare_page(sheet: Worksheet, book: Book) -> None:
    for place, column in enumerate(book.columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width * _CELL_OF_CHARACTER
    sheet.freeze_panes = f"A{_HEAD + 1}"
    last = get_column_letter(len(book.columns))
    sheet.auto_filter.ref = f"A{_HEAD}:{last}{_HEAD + len(book.rows)}"
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer: Any = sheet.oddFooter
    footer.center.text = "第 &P 页，共 &N 页"


def _put(sheet: Worksheet, row: int, column: int, text: str) -> Any:
    cell = sheet.cell(row, column)
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    if text:
        cell.data_type = "s"
    return cell
