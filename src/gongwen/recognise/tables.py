"""A grid as a Table of a paper: widths in 字, the head, the least height of rows in 行."""

from __future__ import annotations

from itertools import accumulate, pairwise

from gongwen.model.document import Cell, Table
from gongwen.model.finding import Level
from gongwen.model.notation.tables import LANDSCAPE_CELLS, LINE_CELLS
from gongwen.recognise.pieces import Known, Pieces
from gongwen.recognise.values import Grid

_ALIKE = 0.02


def table_of(grid: Grid, known: Known, pieces: Pieces, pitch: float) -> Table:
    """Return the table; one of the same columns as before keeps its measures. `pitch` is a 行 in pt."""
    rows = tuple(tuple(Cell(one.text, one.columns, one.rows) for one in row) for row in grid.rows)
    rows = tuple(row for row in rows if row) or ((Cell("", len(grid.widths)),),)
    before = next((one for one in known.tables if _same_columns(grid, one)), None)
    same = next((one for one in known.tables if _same_columns(grid, one) and _same_texts(one, rows)), before)
    if same is not None:
        head = _whole_head(grid, min(grid.head or same.head, len(rows)))
        return Table(_texts_of(rows, same), same.widths, head, same.height)
    head = grid.head or 1 if len(rows) > 1 else 0
    head = _whole_head(grid, min(head, len(rows)))
    if not grid.head and len(rows) > 1:
        pieces.warn(grid.place, "没有设标题行，把第一行当作表头；请核对", Level.WARNING)
    return Table(rows, _widths(grid, pieces), head, _height(grid, head, pitch))


def _same_columns(grid: Grid, table: Table) -> bool:
    if len(grid.widths) != len(table.widths):
        return False
    total, whole = sum(grid.widths), sum(table.widths)
    pairs = zip(grid.widths, table.widths, strict=True)
    return all(abs(own / total - wanted / whole) < _ALIKE for own, wanted in pairs)


def _same_texts(table: Table, rows: tuple[tuple[Cell, ...], ...]) -> bool:
    said = [one.text for row in rows for one in row]
    return bool(said) and [one.text for one in table.rows[0]] == [one.text for one in rows[0]]


def _texts_of(rows: tuple[tuple[Cell, ...], ...], same: Table) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows with the white space that texts had before around them."""
    written = {one.text.strip(" \t\n\u3000"): one.text for row in same.rows for one in row}
    return tuple(
        tuple(Cell(written.get(one.text, one.text), one.columns, one.rows) for one in row) for row in rows
    )


def _whole_head(grid: Grid, head: int) -> int:
    """Return the head lengthened to the end of the cells that reach over its foot."""
    while True:
        ends = [index + one.rows for index, row in enumerate(grid.rows[:head]) for one in row]
        reach = min(max(ends, default=head), len(grid.rows))
        if reach <= head:
            return head
        head = reach


def _widths(grid: Grid, pieces: Pieces) -> tuple[int, ...]:
    """Return whole 字 to each column, in the proportions of the grid, as many as the page has."""
    cells = LANDSCAPE_CELLS if grid.landscape else LINE_CELLS
    total, count = sum(grid.widths), len(grid.widths)
    if count > cells:
        pieces.warn(grid.place, f"有{count}栏，一页排不下，最多{cells}栏", Level.ERROR)
        return tuple([1] * count)
    edges = [0, *(round(edge / total * cells) for edge in accumulate(grid.widths))]
    for place in range(1, count + 1):
        edges[place] = max(edges[place], edges[place - 1] + 1)
    for place in range(count, 0, -1):
        edges[place] = min(edges[place], cells - (count - place))
    return tuple(right - left for left, right in pairwise(edges))


def _height(grid: Grid, head: int, pitch: float) -> float:
    """Return the least height of the rows below the head, in tenths of 行; a rule's room is less than one."""
    heights = [one for one in grid.heights[head:] if one]
    return max(1.0, round(min(heights, default=0.0) / pitch, 1))
