"""Read the lists from a workbook: one sheet a list, all findings of all rows at once."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Sequence, Set
from contextlib import closing
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any

from gongwen.errors import FactsError
from gongwen.model import Finding, Level
from gongwen.model.directory import LISTS, Column, Entry, Fault, ListName, entry_of
from gongwen.model.directory.content import read_content
from gongwen.model.directory.names import meant, near
from gongwen.office.desk.gridfile import GridCell, content_of, read_xlsx

RULE = "名录工作簿"
EXPLANATION = "说明"
"""A sheet of this name explains and is not read."""

Lists = dict[ListName, tuple[Entry, ...]]


@dataclass
class ReadLists:
    """What a workbook holds: the rows of each sheet that has any, where they stand, what is wrong."""

    name: str
    content: bytes
    lists: Lists = field(default_factory=dict)
    rows: dict[ListName, list[int]] = field(default_factory=dict)
    columns: dict[ListName, dict[str, int]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def placed(self, fault: Fault) -> Finding:
        """Return a fault between the rows as a finding at its cell."""
        row = self.rows[fault.list][fault.index]
        column = self.columns[fault.list].get(fault.heading, 1)
        return Finding(self.place(fault.list.value, column, row), fault.rule, fault.sentence, fault.level)

    def place(self, sheet: str, column: int, row: int) -> str:
        """Return what a clerk can look up: 绍兴市.xlsx 企业 B5格."""
        return f"{self.name} {sheet} {GridCell(column, row, None).place}"


def read_lists(path: Path) -> ReadLists:
    """Return what the workbook at `path` holds; wrong cells and rows are findings, not errors.

    Raises NotFoundError when there is no such file, StorageError when the
    system does not let us read it, FactsError when it is no workbook or has
    no sheet of ours.
    """
    read = ReadLists(path.name, content_of(path, "请只留下名录的几张表"))
    known = {name.value: name for name in ListName}
    sheets = _sheets(read.content, path.name)
    for title, grid in sheets.items():
        if title in known:
            _read_sheet(read, known[title], grid)
        elif title != EXPLANATION:
            sentence = f"没有名叫「{title}」的名录，这张表没有读；可用：{'、'.join(known)}"
            read.findings.append(Finding(f"{path.name} {title}", RULE, sentence, Level.WARNING))
    if not set(sheets) & set(known):
        raise FactsError(
            f"{path.name} 里没有一张表是名录",
            rule=f"每个名录一张表，表名是：{'、'.join(known)}",
            advice="请用 gongwen directory template 写出空白的工作簿，照它填",
        )
    return read


@dataclass(frozen=True, slots=True)
class _Unreadable:
    """A cell that holds no content of its own: a formula without result, or an error value."""

    sentence: str


_Grid = list[tuple[int, tuple[object, ...]]]
"""The filled rows of a sheet: number from 1, raw cells."""


def _sheets(content: bytes, name: str) -> dict[str, _Grid]:
    """Return the visible sheets by title. Raises FactsError for what is no XLSX workbook."""
    read_xlsx(content, name, [])
    if not content.startswith(b"PK"):
        raise FactsError(f"{name} 不是 XLSX 工作簿", rule="名录只读 XLSX", advice="请另存为 .xlsx 再导入")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        written, computed = (_raw_sheets(content, data_only=only) for only in (False, True))
    return {title: _merged(rows, computed[title]) for title, rows in written.items()}


def _raw_sheets(content: bytes, *, data_only: bool) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of the visible sheets, as formulas or as the values Excel last computed."""
    import openpyxl

    workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=data_only)
    with closing(workbook):
        found: dict[str, list[tuple[object, ...]]] = {}
        for sheet in workbook.worksheets:
            if sheet.sheet_state == "visible":
                sheet.reset_dimensions()
                found[sheet.title] = [tuple(map(_raw, row)) for row in sheet.iter_rows()]
        return found


def _raw(cell: Any) -> object:
    if cell.data_type == "f":
        return _Unreadable("公式没有算出结果，请在 Excel 或 WPS 里打开并保存一次，或改写成内容")
    return _Unreadable(f"这一格是错误值 {cell.value}，请改正") if cell.data_type == "e" else cell.value


def _merged(written: list[tuple[object, ...]], computed: list[tuple[object, ...]]) -> _Grid:
    """Return the filled rows: what was computed, or what stands there when nothing was."""
    merged = (
        tuple(value if _filled(value) else typed for typed, value in zip_longest(formulas, values))
        for formulas, values in zip_longest(written, computed, fillvalue=())
    )
    return [(number, row) for number, row in enumerate(merged, start=1) if any(map(_filled, row))]


def _filled(raw: object) -> bool:
    return raw is not None and not (isinstance(raw, str) and not raw.strip())


def _read_sheet(read: ReadLists, name: ListName, grid: _Grid) -> None:
    """Read one list: its headings, then every row; nothing below the headings leaves the list alone."""
    if not grid:
        return
    number, heads = grid[0]
    columns = _columns(read, name, number, heads)
    if len(grid) == 1:
        sentence = "这张表没有内容，这个名录没有动"
        read.findings.append(Finding(f"{read.name} {name.value}", RULE, sentence, Level.NOTE))
        return
    if columns is None:
        return
    entries: list[Entry] = []
    read.rows[name] = []
    read.columns[name] = {column.heading: place for place, column in columns.items()}
    for row, cells in grid[1:]:
        if entry := _read_row(read, name, row, cells, columns):
            entries.append(entry)
            read.rows[name].append(row)
    read.lists[name] = tuple(entries)


def _columns(read: ReadLists, name: ListName, row: int, heads: Sequence[object]) -> dict[int, Column] | None:
    """Return the column under each heading; None when a required one is missing."""
    known = {column.heading: column for column in LISTS[name]}
    found: dict[int, Column] = {}
    for place, raw in enumerate(heads, start=1):
        text = str(raw or "").strip().removesuffix("*").strip()
        where = read.place(name.value, place, row)
        if text in known and known[text] not in found.values():
            found[place] = known[text]
        elif text:
            twice = text in known
            advice = "写了两次" if twice else f"不是这个名录的栏名，{meant(near(text, known)) or '请删去'}"
            read.findings.append(Finding(where, RULE, f"「{text}」{advice}"))
    missing = [one.heading for one in LISTS[name] if one.required and one not in found.values()]
    if missing:
        sentence = f"缺少「{'」「'.join(missing)}」这{'几' if len(missing) > 1 else '一'}栏"
        read.findings.append(Finding(f"{read.name} {name.value} 第{row}行", RULE, sentence))
        return None
    return found


def _read_row(
    read: ReadLists, name: ListName, row: int, cells: Sequence[object], columns: dict[int, Column]
) -> Entry | None:
    """Return the value of one row from its right cells, each wrong one told by itself.

    None when one that must be filled is wrong or missing.
    """
    filled: dict[str, object] = {}
    wrong: set[str] = set()
    for place, raw in enumerate(cells, start=1):
        column = columns.get(place)
        if not _filled(raw):
            continue
        where = read.place(name.value, place, row)
        if column is None:
            read.findings.append(Finding(where, RULE, f"「{raw}」上面没有栏名"))
        elif sentence := _complaint(column, raw):
            read.findings.append(Finding(where, column.content.value, f"「{column.heading}」：{sentence}"))
            wrong.add(column.heading)
        else:
            filled[column.heading] = raw
    read.findings.extend(_unfilled(read, name, row, filled.keys() | wrong, columns))
    lacking = any(column.required and column.heading not in filled for column in columns.values())
    return None if lacking else entry_of(name, filled)


def _complaint(column: Column, raw: object) -> str:
    """Return what is wrong with a cell, or nothing."""
    if isinstance(raw, _Unreadable):
        return raw.sentence
    try:
        read_content(column.content, raw)
    except ValueError as error:
        return str(error)
    return ""


def _unfilled(
    read: ReadLists, name: ListName, row: int, filled: Set[str], columns: dict[int, Column]
) -> Iterable[Finding]:
    for place, column in columns.items():
        if column.required and column.heading not in filled:
            where = read.place(name.value, place, row)
            yield Finding(where, "必填", f"「{column.heading}」没有填。{column.help}")
