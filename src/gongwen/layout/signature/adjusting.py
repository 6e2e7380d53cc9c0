"""7.3.5.5: a signature that would stand alone comes onto a page with text.

First its own blank rows are lessened as far as the seal allows, then the
lines of that page are brought a little closer together, and only then do
lines of the text go along to the next page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import floor

from gongwen.layout import standard
from gongwen.layout.paging import Filled, Lonely, fill_pages, lonely_signature
from gongwen.model.composition import Adjustment, Block, TextBlock

_A_LITTLE_MORE = 1e-3
_TWIPS = standard.PITCH.pt * 20


@dataclass(frozen=True, slots=True)
class Settled:
    """The blocks of a part as they are set at last, how they fill the pages, and what was done."""

    blocks: Sequence[Block]
    filled: Filled
    adjustment: Adjustment | None = None


def settle(build: Callable[[float], Sequence[Block]], spare: float, first: int, rows: int) -> Settled:
    """Return the blocks with the signature beside text.

    `build` makes them with so many rows saved before and between the 署名, at
    most `spare`; the first page has `first` rows, the others `rows`.
    """
    blocks = build(0.0)
    lonely = lonely_signature(blocks, first, rows)
    if lonely is None:
        return Settled(blocks, fill_pages(blocks, first, rows))
    saved = min(spare, lonely.lacking + _A_LITTLE_MORE)
    for way in _ways(build, blocks, lonely, saved, first, rows):
        if way is not None and lonely_signature(way[0], first, rows) is None:
            return Settled(way[0], fill_pages(way[0], first, rows), way[1])
    return Settled(blocks, fill_pages(blocks, first, rows), Adjustment(taken=True))


def _ways(
    build: Callable[[float], Sequence[Block]],
    blocks: Sequence[Block],
    lonely: Lonely,
    saved: float,
    first: int,
    rows: int,
) -> list[tuple[Sequence[Block], Adjustment] | None]:
    """Return what may be tried, the least change first."""
    tight = build(saved)
    lacking = lonely.lacking - saved
    if lacking <= 0:
        return [(tight, Adjustment(saved=saved))]
    places = fill_pages(blocks[: lonely.block], first, rows).places
    movable = [
        index
        for index, (page, _) in places.items()
        if page == lonely.page and isinstance(blocks[index], TextBlock)
    ]
    height = sum(blocks[index].rows for index in movable)
    leading = floor((1 - (lacking + _A_LITTLE_MORE) / height) * _TWIPS) / _TWIPS if height else 0.0
    if leading < standard.SQUEEZE.value:
        return []
    closer = [_closer(block, leading) if index in movable else block for index, block in enumerate(tight)]
    return [(closer, Adjustment(saved=saved, leading=leading))]


def _closer(block: Block, leading: float) -> Block:
    return replace(block, leading=leading) if isinstance(block, TextBlock) else block
