"""Lists as a workbook: to fill in, as an example, or as they are kept. Same lists, same bytes."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from gongwen.model.directory import LISTS, Column, Directory, ListName, Participation, cells_of
from gongwen.office.directory.keeping import entries_of
from gongwen.office.directory.reading import EXPLANATION

_ROWS = 1000
_HEAD = PatternFill("solid", fgColor="DDEBF7")
_WIDEST, _NARROWEST = 44, 10
_LISTED = {
    "name": "企业名称",
    "code": "统一社会信用代码",
    "tier": "级次",
    "parent": "上级企业",
    "owner": "主管单位",
    "county": "所在区县",
    "person": "联系人",
    "phone": "联系电话",
}
"""The columns of a year's list, in the words of the templates."""

_INTRODUCTION = (
    "这是名录工作簿：每个名录一张表，第一行是栏名（不要改），第二行起一行一个。",
    "栏名后有 * 的必须填；鼠标停在格子上有填写说明；日期写作 2013-10-18；几个名称用；隔开。",
    "撤销的不要删去：填上“撤销日期”和“改设为”，以前的公文照样查得到；改了范围的，另起一行，写启用日期。",
    "导入时，表里没有的行会从名录里移除（以前的版次仍查得到）；整张表没有内容的，那个名录不动。",
    "先看会变什么：gongwen directory import 文件 --dry-run；再导入：去掉 --dry-run，加 --reason 原因。",
)


def workbook_of(directory: Directory) -> bytes:
    """Return the XLSX of these lists; those of an empty directory are blank, to be filled in."""
    workbook = Workbook()
    first = workbook.worksheets[0]
    first.title = EXPLANATION
    _explain(first)
    for name, columns in LISTS.items():
        sheet = workbook.create_sheet(name.value)
        rows = [cells_of(name, entry) for entry in entries_of(directory, name)]
        _fill(sheet, columns, rows)
    for sheet in workbook.worksheets:
        _set_for_print(sheet)
    return _finished(workbook)


def participants_workbook(found: Participation) -> bytes:
    """Return the XLSX of who takes part in a year, one enterprise a row: a table that fill reads."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = f"{found.year}年参加企业"
    columns = [column for column in LISTS[ListName.ENTERPRISES] if column.attribute in _LISTED]
    sheet.append([_LISTED[column.attribute] for column in columns])
    for enterprise in found.enterprises:
        cells = cells_of(ListName.ENTERPRISES, enterprise)
        sheet.append([cells.get(column.heading) for column in columns])
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), _HEAD
    for place in range(1, len(columns) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = 24
    _set_for_print(sheet)
    return _finished(workbook)


def _set_for_print(sheet: Worksheet) -> None:
    """Let the sheet be printed on A4 across, as wide as the page, its headings on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if sheet.title != EXPLANATION:
        sheet.print_title_rows = "1:1"


def _explain(sheet: Worksheet) -> None:
    for line in _INTRODUCTION:
        sheet.append((line,))
    sheet.append(())
    sheet.append(("名录", "栏名", "必填", "填什么", "说明"))
    for cell in sheet[sheet.max_row]:
        cell.font, cell.fill = Font(bold=True), _HEAD
    for name, columns in LISTS.items():
        for column in columns:
            required = "必填" if column.required else ""
            sheet.append((name.value, column.heading, required, column.content.value, column.help))
    for letter, width in zip("ABCDE", (12, 20, 8, 18, 60), strict=True):
        sheet.column_dimensions[letter].width = width


def _fill(sheet: Worksheet, columns: Sequence[Column], rows: Sequence[Mapping[str, str]]) -> None:
    """Write headings and rows as text, so that no figure is taken for a number, and what may be chosen."""
    sheet.append([f"{column.heading}*" if column.required else column.heading for column in columns])
    for row in rows:
        sheet.append([row.get(column.heading) for column in columns])
    sheet.freeze_panes = "B2"
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), _HEAD
    for place, column in enumerate(columns, start=1):
        letter = get_column_letter(place)
        texts = [column.heading + " *", *(row.get(column.heading, "") for row in rows)]
        longest = max(len(text) for text in texts) * 2 + 2
        sheet.column_dimensions[letter].width = min(max(longest, _NARROWEST), _WIDEST)
        sheet.add_data_validation(_validation(column, f"{letter}2:{letter}{_ROWS}"))
        for (cell,) in sheet[f"{letter}2:{letter}{max(len(rows) + 1, 2)}"]:
            cell.number_format = "@"
            cell.alignment = Alignment(vertical="top", wrap_text=True)


def _validation(column: Column, cells: str) -> DataValidation:
    """Return the input message of a column, and its choices where it has any."""
    choices = f'"{",".join(column.choices)}"' if column.choices else None
    validation = DataValidation(
        type="list" if choices else None,
        formula1=choices,
        allow_blank=not column.required,
        promptTitle=column.heading,
        prompt=column.help or column.content.value,
        errorTitle=column.heading,
        error=f"可写：{'、'.join(column.choices)}" if choices else None,
        showInputMessage=True,
        showErrorMessage=bool(choices),
    )
    validation.add(cells)
    return validation


def _finished(workbook: Workbook) -> bytes:
    """Return the file; a text that begins with = stays a text."""
    from gongwen.render.books.clockless import clockless

    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.data_type = "s"
    workbook.properties.creator = "gongwen"
    made = io.BytesIO()
    workbook.save(made)
    return clockless(made.getvalue())
