"""The first visible sheet with content of a workbook: XLSX by openpyxl, old XLS by calamine."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from gongwen.errors import FactsError
from gongwen.model import Finding
from gongwen.office.desk.gridfile.cells import LARGEST, RULE, Grid, GridCell, Line, blank, cells_of, lines_of
from gongwen.office.desk.gridfile.text import csv_lines

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PAGES = (b"<html", b"<table", b"<!doctype", b"<?xml")
_AGAIN = "请用 Excel 或 WPS 打开后另存为 .xlsx 再试"


def read_lines(content: bytes, name: str) -> Iterator[Line]:
    """Yield the rows of a table file, whatever it is called: XLSX, XLS, CSV in UTF-8 or GB18030.

    Raises FactsError, at the first row or later, for what cannot be read.
    """
    if content.startswith((_OLE, b"PK")):
        yield from book_lines(content, name)
    elif content.lstrip(b"\xef\xbb\xbf \r\n\t")[:9].lower().startswith(_PAGES):
        raise FactsError(
            f"{name} 里面是网页，不是表格文件",
            rule="只读 XLSX、XLS 和 CSV",
            advice=f"{_AGAIN}，不要只改文件名",
        )
    else:
        yield from csv_lines(content, name)


def book_lines(content: bytes, name: str) -> Iterator[Line]:
    """Yield the rows of the first visible sheet with content of a workbook.

    A formula without a computed value, and a cell that holds an error, is a Finding.
    """
    if content.startswith(_OLE):
        yield from _old(content, name)
        return
    _check_container(content, name)
    try:
        yield from _quietly(_new(content, name))
    except FactsError:
        raise
    except Exception as error:  # openpyxl raises nearly anything when a workbook is damaged
        raise _damaged(name) from error


def read_xlsx(content: bytes, name: str, findings: list[Finding]) -> Grid:
    """Return the cells of the first visible sheet with content, the findings of all rows in `findings`."""
    lines = list(book_lines(content, name))
    for line in lines:
        findings.extend(line.findings)
    return tuple(line.cells for line in lines)


def merged_ranges(content: bytes) -> tuple[tuple[int, int, int, int], ...]:
    """Return the merged cells of that sheet, each first row and column, last row and column, from 1.

    What cannot be read has none: reading its rows tells why.
    """
    if not content.startswith((_OLE, b"PK")):
        return ()
    try:
        with _book(content, "") as book:
            sheet = _shown(book)
            found = (sheet.merged_cell_ranges or []) if sheet else []
    except FactsError:
        return ()
    return tuple((top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in found)


def sheets_passed_over(content: bytes) -> tuple[str, ...]:
    """Return the names of further visible sheets with content, which are not read."""
    if not content.startswith((_OLE, b"PK")):
        return ()
    try:
        with _book(content, "") as book:
            return tuple(sheet.name for sheet in _all_shown(book))[1:]
    except FactsError:
        return ()


def _damaged(name: str) -> FactsError:
    return FactsError(f"{name} 读不下去，可能已经损坏", rule="只读完整的 XLSX、XLS 工作簿", advice=_AGAIN)


def _locked(name: str) -> FactsError:
    return FactsError(
        f"{name} 加了密码，打不开",
        rule="只读没有密码的工作簿",
        advice="请在 Excel 或 WPS 里去掉密码，另存为 .xlsx",
    )


def _check_container(content: bytes, name: str) -> None:
    """Raise FactsError for what is no workbook, or one too large to be a table of facts."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            unpacked = sum(member.file_size for member in container.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise FactsError(
            f"{name} 不是 XLSX 工作簿，或没有保存完整", rule="只读 XLSX、XLS 工作簿", advice=_AGAIN
        ) from None
    if unpacked > 5 * LARGEST:
        raise FactsError(
            f"{name} 展开后有{unpacked // 1_000_000}兆，太大了", advice="请另存为只有这一张表的文件"
        )


def _new(content: bytes, name: str) -> Iterator[Line]:
    import openpyxl

    with ExitStack() as stack:
        books = [
            openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=data_only)
            for data_only in (False, True)
        ]
        for book in books:
            stack.enter_context(closing(book))
        for written, computed in zip(books[0].worksheets, books[1].worksheets, strict=True):
            if written.sheet_state != "visible":
                continue
            written.reset_dimensions()
            computed.reset_dimensions()
            rows = zip_longest(written.iter_rows(), computed.iter_rows(), fillvalue=())
            empty = True
            for number, (cells, values) in enumerate(rows, start=1):
                if line := _line(number, cells, values, name):
                    empty = False
                    yield line
            if not empty:
                return


def _quietly(lines: Iterator[Line]) -> Iterator[Line]:
    """Yield what `lines` yields, without the warnings openpyxl gives on its way."""
    while True:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            line = next(lines, None)
        if line is None:
            return
        yield line


def _line(number: int, written: Any, computed: Any, name: str) -> Line | None:
    """Return a row from its cells with formulas and those with values; None for a blank one."""
    values: list[object] = [None] * max(len(written), len(computed))
    filled = False
    findings = []
    for column, (typed, valued) in enumerate(zip_longest(written, computed), start=1):
        cell = valued if valued is not None and not blank(valued.value) else typed
        if cell is None or blank(cell.value):
            continue
        filled = True
        sentence = ""
        if cell.data_type == "f":
            sentence = "公式没有算出结果，请在 Excel 或 WPS 里打开并保存一次，或改写成内容"
        elif cell.data_type == "e":
            sentence = f"这一格是错误值 {cell.value}，请改正"
        else:
            values[column - 1] = cell.value
        if sentence:
            findings.append(Finding(f"{name} {GridCell(column, number, None).place}", RULE, sentence))
    if not filled:
        return None
    return Line(cells_of(number, values) or (GridCell(1, number, None),), tuple(findings))


def _old(content: bytes, name: str) -> Iterator[Line]:
    if _ENCRYPTED in content:
        raise _locked(name)
    with _book(content, name) as book:
        sheet = _shown(book)
        if sheet is not None:
            yield from lines_of(sheet.to_python(skip_empty_area=False))


@contextmanager
def _book(content: bytes, name: str) -> Iterator[CalamineWorkbook]:
    """Yield the workbook as calamine reads it; FactsError for whatever it cannot read."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        yield book
    except PasswordError:
        raise _locked(name) from None
    except (CalamineError, ValueError, OSError) as error:
        raise _damaged(name) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how a fault inside Rust arrives
            raise
        raise _damaged(name) from None


def _shown(book: CalamineWorkbook) -> CalamineSheet | None:
    return next(_all_shown(book), None)


def _all_shown(book: CalamineWorkbook) -> Iterator[CalamineSheet]:
    """Yield the visible sheets that hold anything."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    for about in book.sheets_metadata:
        if about.visible is SheetVisibleEnum.Visible and about.typ is SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_name(about.name)
            if sheet.total_height:
                yield sheet
