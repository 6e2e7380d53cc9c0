"""Fill pages with rows: where each block falls, which ones begin a page.

Every row of a block may begin a page; rows of a table, form rows and glued
blocks stay with what follows. The result is what WeasyPrint and Word do with
the same grid, and is checked against the rendered pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongwen.model.composition import Block, FormBlock, TableBlock, TextBlock


_EPSILON = 1e-6


@dataclass(frozen=True, slots=True)
class Filled:
    """Pages used, rows left on the last, and the blocks that must begin a page."""

    pages: int
    free: float
    breaks: frozenset[int]


def fill_pages(blocks: Sequence[Block], first: int, rows: int) -> Filled:
    """Fill pages of `rows` rows, the first one having only `first`."""
    pages, free = 1, float(first)
    breaks: set[int] = set()
    for chain in _chains(blocks):
        needed = sum(_units(blocks[index])[0] for index in chain[:-1]) + _units(blocks[chain[-1]])[0]
        if needed > free + _EPSILON and free < (first if pages == 1 else rows):
            if free:
                breaks.add(chain[0])
            pages, free = pages + 1, float(rows)
        for index in chain:
            for unit in _units(blocks[index]):
                if unit > free + _EPSILON:
                    pages, free = pages + 1, float(rows)
                free -= unit
    return Filled(pages, max(free, 0), frozenset(breaks))


def _chains(blocks: Sequence[Block]) -> list[list[int]]:
    """Group each run of glued blocks with the block they are glued to."""
    chains: list[list[int]] = [[]]
    for index, block in enumerate(blocks):
        chains[-1].append(index)
        if not block.glued:
            chains.append([])
    return [chain for chain in chains if chain]


def _units(block: Block) -> list[float]:
    """Return the heights in rows of the pieces that a page break may not cut."""
    match block:
        case TextBlock(glued=False, lines=lines):
            return [1] * len(lines)
        case TableBlock(body=body, head=head):
            rest = [row.rows for row in body[head + 1 :]]
            return [sum(row.rows for row in body[: head + 1]), *rest]
        case FormBlock():
            return [1]
    return [block.rows]
