"""Tables set into rows of the grid, none taller than a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from gongwen.layout import standard
from gongwen.layout.lines import Setter
from gongwen.layout.paging import groups
from gongwen.model import Table
from gongwen.model.composition import Align, SetCell, SetRow, Sheet, TableBlock


def set_table(table: Table, setter: Setter, sheet: Sheet = standard.SHEET) -> TableBlock:
    """Return the table as wide as the type area of `sheet`, its text broken, head and first column centred.

    A row, or rows joined by a cell, that would not stand on one page under
    the head is divided.
    """
    rule, style = standard.TABLE_RULE.pt, standard.TABLE
    total = sum(table.widths)
    columns = tuple(width / total * (sheet.area_width - rule) for width in table.widths)
    rows = _fitted(list(_rows(table, columns, setter)))
    page = sheet.rows
    head = sum(row.rows for row in rows[: table.head])
    repeated = table.head if head <= page / 2 else 0
    limit = page - (head if repeated else 0.0)
    body = (*rows[:repeated], *_divided(rows[repeated:], limit, len(columns)))
    return TableBlock(
        style, columns, body, repeated, rule, standard.TABLE_PADDING.pt, standard.TABLE_PITCH.pt
    )


def _height(lines: int) -> float:
    """Return the rows of the grid that a cell with so many lines takes; with one line, one."""
    pitch, line = standard.PITCH.pt, standard.TABLE_PITCH.pt
    return (lines * line + pitch - line) / pitch


def _rows(table: Table, columns: Sequence[float], setter: Setter) -> Iterator[SetRow]:
    """Yield the rows at their least heights; joined cells do not count."""
    beside = 2 * standard.TABLE_PADDING.pt + standard.TABLE_RULE.pt
    taken: dict[int, int] = {}
    for index, row in enumerate(table.rows):
        cells, x = [], 0
        tallest = 1.0 if index < table.head else table.height
        for cell in row:
            while taken.get(x, 0) > index:
                x += 1
            align = Align.CENTRE if index < table.head or x == 0 else Align.LEFT
            width = sum(columns[x : x + cell.columns]) - beside
            lines = setter.set(standard.TABLE, cell.text, width, align=align)
            cells.append(SetCell(lines, cell.columns, cell.rows, cell.text))
            if cell.rows == 1:
                tallest = max(tallest, _height(len(lines)))
            for column in range(x, x + cell.columns):
                taken[column] = index + cell.rows
            x += cell.columns
        yield SetRow(tuple(cells), tallest)


def _fitted(rows: list[SetRow]) -> list[SetRow]:
    """Return the rows, the last one under a joined cell heightened where the cell's text needs it."""
    for index, row in enumerate(rows):
        for cell in row.cells:
            under = rows[index : index + cell.rows]
            lacking = _height(len(cell.lines)) - sum(one.rows for one in under)
            if cell.rows > 1 and lacking > 0:
                last = index + len(under) - 1
                rows[last] = replace(rows[last], rows=rows[last].rows + lacking)
    return rows


def _divided(rows: Sequence[SetRow], limit: float, columns: int) -> Iterator[SetRow]:
    for start, end in pairwise([*groups(rows), len(rows)]):
        group = rows[start:end]
        if sum(row.rows for row in group) <= limit:
            yield from group
        else:
            for row in _loosened(group, columns):
                yield from _cut(row, limit)


def _loosened(group: Sequence[SetRow], columns: int) -> Iterator[SetRow]:
    """Yield the rows with joined cells ended in their first row, empty cells below them."""
    above: dict[int, tuple[int, int]] = {}
    for index, row in enumerate(group):
        cells: list[SetCell] = []
        begun = iter(row.cells)
        x = 0
        while x < columns:
            until, wide = above.get(x, (0, 1))
            if until > index:
                cells.append(SetCell((), wide, 1, ""))
            else:
                cell = next(begun)
                above[x] = (index + cell.rows, cell.columns)
                wide = cell.columns
                cells.append(replace(cell, rows=1))
            x += wide
        tallest = max(row.rows, *(_height(len(cell.lines)) for cell in cells))
        yield SetRow(tuple(cells), tallest)


def _cut(row: SetRow, limit: float) -> Iterator[SetRow]:
    """Yield `row` in pieces of at most `limit` rows of the grid; an empty row is lowered to that."""
    step = int((limit - _height(0)) / (_height(1) - _height(0)))
    lines = max(len(cell.lines) for cell in row.cells)
    if lines <= step:
        yield replace(row, rows=min(row.rows, limit))
        return
    for start in range(0, lines, step):
        cells = tuple(_piece(cell, start, start + step) for cell in row.cells)
        yield SetRow(cells, _height(max(len(cell.lines) for cell in cells)))


def _piece(cell: SetCell, start: int, end: int) -> SetCell:
    lines = cell.lines[start:end]
    return replace(cell, lines=lines, text="".join(line.text for line in lines))
