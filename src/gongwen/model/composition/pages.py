"""The whole paper: 版头, sections, 版记, pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from gongwen.model.composition.blocks import Block, Line, Said, TextBlock, said
from gongwen.model.composition.seals import Adjustment, SealBox
from gongwen.model.composition.styling import Align, Sheet, Style


@dataclass(frozen=True, slots=True)
class Clearance:
    """留白: a page that ends at `y` pt, before it is full; `line` of `block` stands on it."""

    block: int
    line: int
    y: float


@dataclass(frozen=True, slots=True)
class SetSection:
    """A part that begins a page of its own; `title` is its bookmark.

    `breaks` are the positions of blocks, `cuts` those of blocks and lines in
    them, that begin a page to stand with what they belong to; `clearances`
    are what stays empty before `cuts`. A `landscape` part is set on the sheet
    turned (8).
    """

    title: str
    blocks: tuple[Block, ...]
    breaks: frozenset[int] = frozenset()
    cuts: frozenset[tuple[int, int]] = frozenset()
    landscape: bool = False
    clearances: tuple[Clearance, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkLine:
    """A line of the 发文机关标志: em box of `size` pt at x and y, characters `scale` as wide as high.

    `spacing` is added between characters, before scaling.
    """

    text: str
    x: float
    y: float
    size: float
    scale: float
    spacing: float
    width: float


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A text of 版头: its row of the grid begins at y, its first character at x.

    `align` says which of its edges stays where it is in faces of other widths.
    """

    style: Style
    text: str
    x: float
    y: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class PlacedRule:
    """A red rule, `height` pt thick, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class SetHeader:
    """版头 (7.2, 10): the organs' lines, the suffix (文件) or None, texts above and below them.

    `above` are 份号, 密级, 紧急程度 from row 1; `below` what follows the mark,
    row by row. `rule` (分隔线) ends it; `page_rules` stand at their places on
    page 1 (信函). The flow begins at `height`. What lies above the type area
    has a negative y.
    """

    mark_style: Style
    organs: tuple[MarkLine, ...]
    suffix: MarkLine | None
    above: tuple[PlacedText, ...]
    below: tuple[PlacedText, ...]
    rule: PlacedRule | None
    height: float
    page_rules: tuple[PlacedRule, ...] = ()

    @property
    def rules(self) -> tuple[PlacedRule, ...]:
        """Return every rule of page 1."""
        return (*self.page_rules, self.rule) if self.rule else self.page_rules

    @property
    def top(self) -> float:
        """Return where 版头 begins: 0, or less where the mark stands above the type area."""
        return min((0.0, *(line.y for line in self.organs)))

    def said(self) -> Iterator[Said]:
        """Yield the texts of each row in reading order."""
        yield from (((one.style, one.text),) for one in self.above)
        yield from (((self.mark_style, line.text),) for line in self.organs)
        if self.suffix:
            yield ((self.mark_style, self.suffix.text),)
        for _, row in groupby(self.below, lambda one: one.y):
            yield tuple((one.style, one.text) for one in row)


@dataclass(frozen=True, slots=True)
class SetImprint:
    """版记: the cc lines, the printing line, its rules' thicknesses (7.4).

    `office_lines` are `office` as it is broken beside `printed`, which stands
    on the last of them. `main` are the addressees (主送) when they are too many
    for page 1 (7.3.2): above cc, with no rule between them.
    `own_page`: it begins a new page; `blank_before`: a blank page precedes it
    and neither is numbered (7.5). `lead` is the space from the end of the
    flow to its first rule, `height` its own from first to last rule. Without
    `ruled` (信函, 10.1) there are neither rules nor a printing line; with no
    rows there is no 版记.
    """

    style: Style
    cc: TextBlock | None
    office: str
    printed: str
    inset: float
    thick: float
    thin: float
    height: float
    rows: int
    own_page: bool
    blank_before: bool
    lead: float
    office_lines: tuple[Line, ...]
    main: TextBlock | None = None
    ruled: bool = True

    @property
    def organs(self) -> tuple[TextBlock, ...]:
        """Return the lists of organs, 主送 before 抄送."""
        return tuple(block for block in (self.main, self.cc) if block)

    def said(self) -> Iterator[Said]:
        """Yield the texts of each paragraph in reading order."""
        yield from (((self.style, block.text),) for block in self.organs)
        if self.ruled:
            yield ((self.style, self.office),)
            yield ((self.style, self.printed),)


@dataclass(frozen=True, slots=True)
class Composition:
    """A laid-out 公文, `pages` long; `draft` marks every page 草稿.

    `heads` are the pages, from 1, that begin with a repeated table head, and
    its height. Page 1 of 信函 is not numbered (10.1). `seals` are the places
    of the seals, whether or not images of them are printed; `adjustment` is
    None where the signature shares a page with text as it is (7.3.5.5).
    `turned` are the pages of landscape parts (8).
    """

    title: str
    issuer: str
    date: dt.date
    sheet: Sheet
    header: SetHeader
    sections: tuple[SetSection, ...]
    imprint: SetImprint
    styles: tuple[Style, ...]
    pages: int
    draft: bool
    heads: tuple[tuple[int, float], ...] = ()
    first_numbered: bool = True
    seals: tuple[SealBox, ...] = ()
    adjustment: Adjustment | None = None
    turned: frozenset[int] = frozenset()

    def text(self) -> str:
        """Return all that is said, in reading order, one paragraph or cell a line."""
        return "".join("".join(text for _, text in one) + "\n" for one in self._said())

    def spoken(self) -> Iterator[tuple[Style, str]]:
        """Yield every text with its style, in reading order; page numbers are not said."""
        for one in self._said():
            yield from one

    def _said(self) -> Iterator[Said]:
        yield from self.header.said()
        for section in self.sections:
            for block in section.blocks:
                yield from said(block)
        yield from self.imprint.said()
