"""A table of WordprocessingML as a grid: merged cells, widths, heights, the head."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from gongwen.recognise.values import Grid, Line, Square
from gongwen.recognise.word.package import W, whole

Lines = Callable[[etree._Element], tuple[Line, ...]]
_TWIPS = 20
_MOST = 63
"""How many columns Word gives a table."""


@dataclass
class _Cell:
    left: int
    right: int
    text: str
    rows: int = 1


def read_grid(table: etree._Element, lines: Lines, *, landscape: bool) -> Grid:
    """Return the grid of a table; cells joined below each other are one."""
    rows = list(_rows(table))
    said: list[Line] = []
    edges = _edges(table, rows)
    grid: list[list[_Cell]] = []
    open_: dict[int, _Cell] = {}
    for row in rows:
        begun: list[_Cell] = []
        for cell, left, right in _cells(row, len(edges) - 1):
            inner = lines(cell)
            text = "\n".join(one.text.strip(" \t\n\u3000") for one in inner).strip("\n")
            said.extend(inner)
            above = open_.get(left)
            if _merge(cell) == "continue" and above is not None and above.right == right:
                above.rows += 1
                above.text = "\n".join(one for one in (above.text, text) if one)
                continue
            made = _Cell(left, right, text)
            begun.append(made)
            for column in range(left, right):
                open_.pop(column, None)
            open_[left] = made
        grid.append(begun)
    squares = tuple(tuple(Square(one.text, one.right - one.left, one.rows) for one in row) for row in grid)
    widths = tuple((end - start) / _TWIPS for start, end in pairwise(edges))
    place = said[0].place if said else "表格"
    head = 0
    while head < len(rows) and rows[head].find(f"{W}trPr/{W}tblHeader") is not None:
        head += 1
    heights = tuple(_height(row) for row in rows)
    return Grid(squares, widths, heights, head, f"表格（{place}）", tuple(said), landscape)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the table's own rows, those in wrappers too."""
    for child in table:
        if child.tag == f"{W}tr":
            yield child
        elif isinstance(child.tag, str) and child.tag not in (f"{W}tblPr", f"{W}tblGrid", f"{W}tbl"):
            yield from _rows(child)


def _own_cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif isinstance(child.tag, str) and child.tag not in (f"{W}trPr", f"{W}tc"):
            yield from _own_cells(child)


def _edges(table: etree._Element, rows: list[etree._Element]) -> list[int]:
    """Return where the columns begin and end, in twips; as many as the widest row has cells for."""
    edges = [0]
    for column in table.iterfind(f"{W}tblGrid/{W}gridCol"):
        edges.append(edges[-1] + max(1, whole(column.get(f"{W}w"))))
    most = max((sum(_span(one) for one in _own_cells(row)) for row in rows), default=1)
    while len(edges) - 1 < most:
        edges.append(edges[-1] + 1000)
    return edges


def _cells(row: etree._Element, columns: int) -> Iterator[tuple[etree._Element, int, int]]:
    """Yield each cell with the columns it begins and ends at; the first and the last one fill the row."""
    before = row.find(f"{W}trPr/{W}gridBefore")
    skipped = 0 if before is None else whole(before.get(f"{W}val"))
    cells = list(_own_cells(row))
    at = 0
    for index, cell in enumerate(cells):
        end = at + _span(cell) + (0 if index else skipped)
        if index == len(cells) - 1:
            end = columns
        yield cell, at, min(max(end, at + 1), columns)
        at = end


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if span is None else min(max(1, whole(span.get(f"{W}val"))), _MOST)


def _merge(cell: etree._Element) -> str:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return "" if merge is None else merge.get(f"{W}val", "continue")


def _height(row: etree._Element) -> float:
    height = row.find(f"{W}trPr/{W}trHeight")
    return 0.0 if height is None else whole(height.get(f"{W}val")) / _TWIPS
