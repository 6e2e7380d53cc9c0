"""Cells: the values every kind of table file is read as."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gongwen.model import Finding

LARGEST = 20_000_000
"""The most bytes read of one file, and of a workbook once unpacked five times as many."""

RULE = "事实表"


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: its column from 1, its row from 1, its raw content (None when blank)."""

    column: int
    row: int
    raw: object

    @property
    def place(self) -> str:
        """Return B5格."""
        return f"{column_letter(self.column)}{self.row}格"

    @property
    def filled(self) -> bool:
        """Return whether the cell holds anything."""
        return not blank(self.raw)

    @property
    def text(self) -> str:
        """Return the content as a name, without the blanks around it."""
        return str(self.raw).strip() if self.filled else ""


Grid = tuple[tuple[GridCell, ...], ...]
"""The rows that hold anything, each with all its cells up to the last filled one."""


class Line(NamedTuple):
    """A row that holds anything: all its cells up to the last filled one, and what is wrong with them."""

    cells: tuple[GridCell, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def number(self) -> int:
        """Return the row, from 1."""
        return self.cells[0].row


def column_letter(column: int) -> str:
    """Return the name of a column, from 1: A, B … Z, AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def blank(raw: object) -> bool:
    """Return whether a raw content is nothing or white space only."""
    return raw is None or (isinstance(raw, str) and not raw.strip())


def cells_of(row: int, values: Sequence[object]) -> tuple[GridCell, ...]:
    """Return the cells of a row up to the last that is filled."""
    width = max((column for column, raw in enumerate(values, start=1) if not blank(raw)), default=0)
    return tuple(GridCell(column, row, values[column - 1]) for column in range(1, width + 1))


def lines_of(rows: Iterable[Sequence[object]]) -> Iterator[Line]:
    """Yield a Line for each of the rows, counted from 1, that holds anything."""
    for number, values in enumerate(rows, start=1):
        if cells := cells_of(number, values):
            yield Line(cells)
