"""XLSX and XLS: every sheet with its name, a row a paragraph."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from gongwen.intake.containers.xmls import tree_of
from gongwen.intake.containers.zips import Package
from gongwen.intake.readers.extract import Extract
from gongwen.intake.trouble import damaged, locked, too_large
from gongwen.intake.values import FileForm

if TYPE_CHECKING:
    from gongwen.intake.limits import Limits

_PARSED = (".rels", "workbook.xml", "styles.xml", "[Content_Types].xml")


def read(content: bytes, form: FileForm, limits: Limits) -> Extract:
    """Return the sheets of a workbook in order: the name, then each filled row, cells parted by tabs.

    The parts of an XLSX are counted and looked through for entities before
    the library sees them.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    if form is FileForm.XLSX:
        _check(content, limits)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        found, cells = Extract(), 0
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python()
            cells += sum(map(len, rows))
            if cells > limits.cells:
                raise too_large(form.value, f"有 {cells} 个以上的单元格")
            found.paragraphs += [name, *(_row(row) for row in rows if any(cell != "" for cell in row))]
    except PasswordError as error:
        raise locked(form.value) from error
    except CalamineError as error:
        raise damaged(form.value, "工作表读不出") from error
    return found


def _check(content: bytes, limits: Limits) -> None:
    """Raise Unreadable for what an XLSX of honest origin has not."""
    package = Package(content, "XLSX", limits)
    for entry in package.entries:
        part = package.part(entry)
        if entry.filename.endswith(_PARSED) or (entry.filename.endswith(".xml") and b"<!" in part[:4096]):
            tree_of(part, "XLSX")


def _row(row: list[int | float | str | bool | time | date | datetime | timedelta]) -> str:
    """Return the cells of a row as staff would write them."""
    return "\t".join(map(_cell, row)).rstrip()


def _cell(value: object) -> str:
    """Return one cell: whole numbers without a point, dates as 2015-06-23, line ends as spaces."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return " ".join(str(value).split())
