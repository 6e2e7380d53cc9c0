"""The clauses of GB/T 9704-2012 as looked at in a recognised paper, one module for each part of it.

Every module has `results(paper)`, which yields a Result for each clause of
its part.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.check.clauses import annexes, body, closing, grid, header, imprint, numbers, special, title
from gongwen.check.paper import Paper
from gongwen.check.values import Result

__all__ = ["results"]

_PARTS = (grid, header, special, title, body, closing, annexes, imprint, numbers)


def results(paper: Paper) -> Iterator[Result]:
    """Yield the results of all clauses, in the standard's order."""
    for part in _PARTS:
        yield from part.results(paper)
