"""Make docs/条款对照.md: every clause of `gongwen check`, in PDF and DOCX, on the papers of examples/条款.

Run with `make clauses`; ends with 1 when a cell is red. The DOCX is measured
as LibreOffice prints it. Needs soffice.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

from docs.clauses import tables
from docs.clauses.comparing import compare
from docs.clauses.occasions import known, occasions
from docs.clauses.papers import Entry, Made, listed, make, printed
from docs.clauses.readings import Cell, cell, read
from docs.clauses.tables import Column
from gongwen.check import Clause

PAGE = Path(__file__).with_name("条款对照.md")
_AT_ONCE = 2


def columns(entries: Iterable[Entry]) -> tuple[Column, ...]:
    """Return every paper made, printed, read and compared."""
    with ProcessPoolExecutor(_AT_ONCE) as workers:
        made = list(workers.map(make, entries))
        whole = [replace(paper, printed=data) for paper, data in zip(made, printed(made), strict=True)]
        return tuple(workers.map(column, whole))


def column(made: Made) -> Column:
    """Return what every clause came to on a paper."""
    pdf, docx = read(made)
    cells: dict[Clause, tuple[Cell, Cell]] = {}
    for clause in known():
        occasion = occasions()[clause]
        cells[clause] = (
            cell(clause, occasion, made, pdf, pdf=True),
            cell(clause, occasion, made, docx, pdf=False),
        )
    return Column(made.entry, cells, compare(made))


def main() -> int:
    """Write the page; return 1 when a cell is red."""
    found = columns(listed())
    PAGE.write_text(tables.page(found), encoding="utf-8")
    red = tables.red(found)
    for line in red:
        print(line)
    return 1 if red else 0


if __name__ == "__main__":
    sys.exit(main())
