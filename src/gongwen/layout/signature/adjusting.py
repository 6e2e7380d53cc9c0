"""7.3.5.5: a signature that would stand alone comes onto a page with text.

First its own blank rows are lessened as far as the seal allows, then the
lines of that page are brought a little closer together. Where it cannot come
to the text, the text comes to it: the lines of the page before are set a
little apart, so that some flow over by themselves, and only then are lines
taken along from a page that is not full.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, inf
from typing import TypedDict, Unpack

from gongwen.layout import standard
from gongwen.layout.paging import Filled, Lonely, fill_pages, lonely_signature, taken_along
from gongwen.model.composition import Adjustment, Blank, Block, TextBlock

_A_LITTLE_MORE = 1e-3
_TWIPS = standard.PITCH.pt * 20
_FLOWING = (2, 1)
"""How many lines shall flow over, what is better first."""

Way = tuple[Sequence[Block], Adjustment]


@dataclass(frozen=True, slots=True)
class Settled:
    """The blocks of a part as they are set at last, how they fill the pages, and what was done."""

    blocks: Sequence[Block]
    filled: Filled
    adjustment: Adjustment | None = None


def settle(build: Callable[[float], Sequence[Block]], spare: float, first: float, rows: int) -> Settled:
    """Return the blocks with the signature beside text.

    `build` makes them with so many rows saved before and between the 署名, at
    most `spare`; the first page has room for `first` rows, the others for `rows`.
    """
    blocks, whole = build(0.0), int(first)
    lonely = lonely_signature(blocks, whole, rows)
    if lonely is None:
        return Settled(blocks, fill_pages(blocks, whole, rows))
    page = _Page(blocks, lonely, first, rows)
    for way in _ways(build, spare, page):
        if lonely_signature(way[0], whole, rows) is None:
            return Settled(way[0], fill_pages(way[0], whole, rows), way[1])
    along = taken_along(blocks, lonely.block)
    if along is None:
        return Settled(blocks, fill_pages(blocks, whole, rows))
    if not along[1]:
        blocks = _altered(blocks, range(along[0], lonely.block), glued=True)
    return Settled(blocks, fill_pages(blocks, whole, rows), Adjustment(taken=True))


class _Page:
    """The page on which the text before a lonely signature ends."""

    def __init__(self, blocks: Sequence[Block], lonely: Lonely, first: float, rows: int) -> None:
        self.blocks, self.lonely = blocks, lonely
        self._rooms = int(first), rows
        filled = fill_pages(blocks[: lonely.block], *self._rooms)
        begins = {index for index, (page, _) in filled.places.items() if page == lonely.page}
        self.movable = [index for index in sorted(begins) if isinstance(blocks[index], TextBlock)]
        self.height = sum(blocks[index].rows for index in self.movable)
        whole = self._rooms[lonely.page > 1]
        self.room = first if lonely.page == 1 else standard.AREA_HEIGHT.pt / standard.PITCH.pt
        self.fixed = whole - filled.free - self.height

    @property
    def ends_with_text(self) -> bool:
        """Return whether its last block is text that begins on it."""
        return self.lonely.block - 1 in self.movable

    def flow_well(self, blocks: Sequence[Block]) -> bool:
        """Return whether with `blocks` 正文 begins on page 1 (7.3.3), and no page with an empty row."""
        text = next(index for index, block in enumerate(blocks) if not block.glued)
        places = fill_pages(blocks, *self._rooms).places
        heads = [blocks[index] for index, (page, rows) in places.items() if page > 1 and not rows]
        return places[text][0] == 1 and not any(isinstance(head, Blank) for head in heads)


def _ways(build: Callable[[float], Sequence[Block]], spare: float, page: _Page) -> Iterator[Way]:
    """Yield what may be tried, the least change first."""
    saved = min(spare, page.lonely.lacking + _A_LITTLE_MORE)
    lacking = page.lonely.lacking - saved
    if lacking <= 0:
        yield build(saved), Adjustment(saved=saved)
    elif page.height:
        leading = floor((1 - (lacking + _A_LITTLE_MORE) / page.height) * _TWIPS) / _TWIPS
        if leading >= standard.SQUEEZE.value:
            yield _altered(build(saved), page.movable, leading=leading), Adjustment(saved, leading)
    if page.ends_with_text:
        yield from _looser(page)


def _looser(page: _Page) -> Iterator[Way]:
    """Yield the blocks with the lines of the page so far apart that its last ones have no room there."""
    for lines in _FLOWING:
        height = page.height - lines + 1
        leading = (ceil((page.room - page.fixed) / height * _TWIPS) + 1) / _TWIPS if height > 0 else inf
        if leading <= standard.LOOSEN.value:
            looser = _altered(page.blocks, page.movable, leading=leading)
            if page.flow_well(looser):
                yield looser, Adjustment(leading=leading)


class _Changes(TypedDict, total=False):
    """What is changed of a text."""

    leading: float
    glued: bool


def _altered(blocks: Sequence[Block], places: Sequence[int], **changes: Unpack[_Changes]) -> Sequence[Block]:
    """Return the blocks with the texts at `places` changed."""
    return [
        replace(block, **changes) if index in places and isinstance(block, TextBlock) else block
        for index, block in enumerate(blocks)
    ]
