"""Fill pages with rows: which blocks, lines and table rows begin a page.

Any line may begin a page. Glued blocks stay with the first line of what
follows, table rows joined by a cell with each other, the head of a table with
its first rows; a signature does not begin a page alone: lines of the text go
along (7.3.5.5), all but the one that page 1 must show (7.3.3). The result is
what WeasyPrint and Word do with the same grid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from gongwen.layout import standard
from gongwen.model.composition import Blank, Block, FormBlock, SetRow, TableBlock, TextBlock

_EPSILON = 1e-6
_TAKEN_ALONG = 2


@dataclass(frozen=True, slots=True)
class CutEnd:
    """Where a page ends by a cut: after `rows` rows of `page`, on which `line` of `block` stands."""

    block: int
    line: int
    page: int
    rows: float


@dataclass(slots=True)
class Filled:
    """Pages used, rows left on the last, and what begins a page.

    `breaks` are blocks, `cuts` lines of blocks, `starts` rows of tables, by
    position. `heads` are the pages, from 1, that begin with a repeated table
    head, and the rows it takes. `places` are the page on which each block
    begins, and the rows above it there. `ends` are the pages that end by a cut.
    """

    pages: int
    free: float
    breaks: set[int] = field(default_factory=set)
    cuts: set[tuple[int, int]] = field(default_factory=set)
    starts: dict[int, tuple[int, ...]] = field(default_factory=dict)
    heads: list[tuple[int, float]] = field(default_factory=list)
    places: dict[int, tuple[int, float]] = field(default_factory=dict)
    ends: list[CutEnd] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Lonely:
    """A signature that would begin a page: its first block, the rows it lacks on the page before."""

    block: int
    page: int
    lacking: float


def fill_pages(blocks: Sequence[Block], first: int, rows: int) -> Filled:
    """Fill pages of `rows` rows, the first one having only `first`."""
    filler = _Filler(blocks, first, rows, None)
    lonely = filler.run()
    along = taken_along(blocks, lonely.block) if lonely else None
    if along is None:
        return filler.filled
    taking = _Filler(blocks, first, rows, along)
    taking.run()
    return taking.filled


def lonely_signature(blocks: Sequence[Block], first: int, rows: int) -> Lonely | None:
    """Return what would be wrong with the signature if no text went along with it."""
    return _Filler(blocks, first, rows, None).run()


def paged(blocks: Sequence[Block], filled: Filled) -> tuple[Block, ...]:
    """Return the blocks, each table with the rows at which it begins a page."""
    return tuple(
        replace(block, starts=filled.starts[index])
        if isinstance(block, TableBlock) and index in filled.starts
        else block
        for index, block in enumerate(blocks)
    )


def opening_rows(blocks: Sequence[Block]) -> float:
    """Return how many rows the blocks take up to the first line that is glued to nothing."""
    return _least(blocks, _chains(blocks)[0])


def groups(body: Sequence[SetRow]) -> list[int]:
    """Return the rows at which the groups begin that no page break may cut, joined cells holding them."""
    edges, reach = [], 0
    for index, row in enumerate(body):
        if index >= reach:
            edges.append(index)
        reach = max([reach, *(index + cell.rows for cell in row.cells)])
    return edges


class _Filler:
    """One filling; the block and line `forced` begin a page in any case."""

    def __init__(
        self, blocks: Sequence[Block], first: int, rows: int, forced: tuple[int, int] | None
    ) -> None:
        self._blocks = blocks
        self._rows = rows
        self._capacity = float(first)
        self._forced = forced
        self._fresh = True
        self.filled = Filled(1, float(first))

    def run(self) -> Lonely | None:
        """Fill the pages; say where a signature begins a page alone."""
        lonely, signed = None, False
        for chain in _chains(self._blocks):
            needed = _least(self._blocks, chain)
            page, free = self.filled.pages, self.filled.free
            if not self._fresh and self._lacks(needed) and needed <= self._rows:
                self._turn_with(chain[0])
            if not signed and _signs(self._blocks, chain):
                signed = True
                if self._fresh and chain[0]:
                    lonely = Lonely(chain[0], page, needed - free)
            for index in chain:
                self._place(index)
        return lonely

    def _lacks(self, rows: float) -> bool:
        return rows > self.filled.free + _EPSILON

    def _turn(self) -> None:
        if not self._fresh:
            self.filled.pages += 1
            self.filled.free = self._capacity = float(self._rows)
            self._fresh = True

    def _turn_with(self, block: int) -> None:
        """Begin a page with a block that could begin on this one, or be cut by its end."""
        first = self._blocks[block]
        if not self._fresh and (isinstance(first, TableBlock) or not self._lacks(_units(first)[0])):
            self.filled.breaks.add(block)
        self._turn()

    def _take(self, rows: float) -> None:
        self.filled.free = max(0.0, self.filled.free - rows)
        self._fresh = False

    def _begin(self, index: int) -> None:
        self.filled.places.setdefault(index, (self.filled.pages, self._capacity - self.filled.free))

    def _place(self, index: int) -> None:
        block = self._blocks[index]
        if isinstance(block, TableBlock):
            self._place_table(index, block)
            return
        begun = 0
        for line, unit in enumerate(_units(block)):
            if (index, line) == self._forced and not line:
                self._turn_with(index)
            elif (index, line) == self._forced and not self._fresh:
                self._cut(index, line, begun)
            elif self._lacks(unit):
                self._turn()
                begun = line
            self._begin(index)
            self._take(unit)

    def _cut(self, index: int, line: int, begun: int) -> None:
        """End the page before `line` of a block; `begun` is the first line of the block on it."""
        amid = (begun + line) // 2 if begun else 0
        end = CutEnd(index, amid, self.filled.pages, self._capacity - self.filled.free)
        self.filled.cuts.add((index, line))
        self.filled.ends.append(end)
        self._turn()

    def _place_table(self, index: int, table: TableBlock) -> None:
        """Place the rows; where a page ends in the table, the next one repeats its head."""
        head = sum(row.rows for row in table.body[: table.head])
        edges = _table_edges(table)
        starts = []
        for place, unit in zip(edges, _units(table), strict=False):
            turns = self._lacks(unit) or (index, place) == self._forced
            if turns and not place:
                self._turn_with(index)
            elif turns:
                self._turn()
                starts.append(place)
                if head:
                    self.filled.heads.append((self.filled.pages, head))
                self._take(head)
            self._begin(index)
            self._take(unit)
        if starts:
            self.filled.starts[index] = tuple(starts)


def taken_along(blocks: Sequence[Block], signature: int) -> tuple[int, int] | None:
    """Return the block and line from which the text goes with the signature to its page.

    None where page 1 would show no text without them.
    """
    chain = next(chain for chain in _chains(blocks) if chain[-1] == signature - 1)
    match blocks[chain[-1]]:
        case TextBlock(lines=lines) if len(lines) > _TAKEN_ALONG:
            return chain[-1], len(lines) - _TAKEN_ALONG
        case TableBlock() as table if len(edges := _table_edges(table)) > 2:
            return chain[-1], edges[-2]
        case TextBlock(lines=lines) if not chain[0]:
            return (chain[-1], 1) if len(lines) > 1 else None
    return next(index for index in chain if not isinstance(blocks[index], Blank)), 0


def _signs(blocks: Sequence[Block], chain: Sequence[int]) -> bool:
    """Return whether a chain is a signature that no text is glued to."""
    styles = (block.style for index in chain if isinstance(block := blocks[index], TextBlock | FormBlock))
    return next(styles, None) == standard.SIGNATURE


def _least(blocks: Sequence[Block], chain: Sequence[int]) -> float:
    """Return the rows a chain needs on one page: all its blocks but the last, and the last's first piece."""
    return sum(blocks[index].rows for index in chain[:-1]) + _units(blocks[chain[-1]])[0]


def _chains(blocks: Sequence[Block]) -> list[list[int]]:
    """Group each run of glued blocks with the block they are glued to."""
    chains: list[list[int]] = [[]]
    for index, block in enumerate(blocks):
        chains[-1].append(index)
        if not block.glued:
            chains.append([])
    return [chain for chain in chains if chain]


def _table_edges(table: TableBlock) -> list[int]:
    """Return the rows at which the pieces of a table begin, and the end; the head is with its first rows."""
    return [0, *(row for row in groups(table.body) if row > table.head), len(table.body)]


def _units(block: Block) -> list[float]:
    """Return the heights in rows of the pieces that a page break may not cut."""
    match block:
        case TextBlock(lines=lines, leading=leading):
            return [leading] * len(lines)
        case TableBlock(body=body):
            return [sum(row.rows for row in body[one:two]) for one, two in pairwise(_table_edges(block))]
    return [float(block.rows)]
