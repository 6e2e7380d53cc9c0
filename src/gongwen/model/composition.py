"""Composition (版式): styled blocks and measures, the same for every renderer.

All lengths are points (pt). x counts from the left edge of the type area
(版心), y from its top, unless a field says otherwise. Lines are broken here
once; a renderer that breaks its own (Word) is expected to break alike.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from gongwen.model.typefaces import Role

PT_PER_MM = 72 / 25.4


class Align(Enum):
    """How a block stands between its left and right edge; the value is CSS's word."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page: paper, type area, grid, page number, colours (GB/T 9704-2012 5, 7.5)."""

    width: float
    height: float
    top: float
    left: float
    area_width: float
    area_height: float
    pitch: float
    rows: int
    cell: float
    number_size: float
    number_dash_top: float
    number_inset: float
    red: str

    @property
    def bottom(self) -> float:
        """Return the margin below the type area."""
        return self.height - self.top - self.area_height

    @property
    def right(self) -> float:
        """Return the margin right of the type area."""
        return self.width - self.left - self.area_width


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: `key` for programs, `name` for the clerk in Word.

    `size` in pt, `tracking` pt added to every character, `outline` the heading
    level in the document's structure, 0 for none.
    """

    key: str
    name: str
    role: Role
    size: float
    tracking: float = 0.0
    outline: int = 0
    red: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One set line: its text, where it begins, and pt added between characters to fill it."""

    text: str
    x: float
    spacing: float


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph: its text whole, and as it is broken into lines.

    `left`, `right` and `first` (extra of the first line, may be negative) are
    indents in pt. `glued` keeps it on the page of what follows.
    """

    style: Style
    text: str
    lines: tuple[Line, ...]
    align: Align = Align.JUSTIFY
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    glued: bool = False

    @property
    def rows(self) -> int:
        """Return how many rows of the grid the block takes."""
        return len(self.lines)


@dataclass(frozen=True, slots=True)
class Blank:
    """Empty rows of the grid."""

    rows: int
    glued: bool = True


@dataclass(frozen=True, slots=True)
class FormBlock:
    """A row of a form; each segment begins at its x."""

    style: Style
    segments: tuple[Line, ...]
    glued: bool = False
    rows: int = 1


@dataclass(frozen=True, slots=True)
class SetCell:
    """A table cell: broken text, how many columns and rows it covers."""

    lines: tuple[Line, ...]
    columns: int
    rows: int
    text: str


@dataclass(frozen=True, slots=True)
class SetRow:
    """A table row of `rows` grid rows' height; holds the cells that begin in it."""

    cells: tuple[SetCell, ...]
    rows: float


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table; `columns` are widths in pt, the first `head` rows repeat on each page.

    `columns` reach from the middle of one vertical rule to the middle of the
    next, so that the outer edges of the rules are `rule` pt further apart.
    `padding` keeps text off the rules at its sides, `pitch` is the distance
    of lines in a cell. `starts` are the rows that begin a page.
    """

    style: Style
    columns: tuple[float, ...]
    body: tuple[SetRow, ...]
    head: int
    rule: float
    padding: float
    pitch: float
    glued: bool = False
    starts: tuple[int, ...] = ()

    @property
    def pieces(self) -> tuple[tuple[SetRow, ...], ...]:
        """Return the rows page by page, without the heads that later pages repeat."""
        edges = (0, *self.starts, len(self.body))
        return tuple(self.body[start:end] for start, end in pairwise(edges))

    @property
    def rows(self) -> float:
        """Return how many rows of the grid the block takes."""
        return sum(row.rows for row in self.body)


Block = TextBlock | Blank | FormBlock | TableBlock


@dataclass(frozen=True, slots=True)
class SetSection:
    """A part that begins a page of its own; `title` is its bookmark.

    `breaks` are the positions of blocks that begin a page because they would
    otherwise stand apart from what they belong to; `cuts` are lines that do,
    each the position of a block and of a line in it.
    """

    title: str
    blocks: tuple[Block, ...]
    breaks: frozenset[int] = frozenset()
    cuts: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class MarkLine:
    """A line of the 发文机关标志: em box of `size` pt, characters `scale` as wide as high.

    x and y are those of the em box; `spacing` is added between characters,
    before scaling.
    """

    text: str
    x: float
    y: float
    size: float
    scale: float
    spacing: float
    width: float


@dataclass(frozen=True, slots=True)
class SetHeader:
    """版头: the organs' lines, the suffix (文件) or None, the number, the red rule.

    `top` holds the 份号, 密级, 紧急程度 lines, one a row from row 1;
    `number_y` and `rule_y` are tops; the flow begins at `height`.
    """

    mark_style: Style
    organs: tuple[MarkLine, ...]
    suffix: MarkLine | None
    number_style: Style
    number: str
    number_y: float
    rule_y: float
    rule: float
    height: float
    top: tuple[tuple[Style, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SetImprint:
    """版记: the cc lines, the printing line, its rules' thicknesses (7.4).

    `office_lines` are `office` as it is broken beside `printed`, which stands
    on the last of them. `main` are the addressees (主送) when they are too many
    for page 1 (7.3.2): above cc, with no rule between them.

    `own_page`: it begins a new page; `blank_before`: a blank page precedes it
    and neither is numbered (7.5). `lead` is the space from the end of the
    flow to its first rule, `height` its own from first to last rule.
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


@dataclass(frozen=True, slots=True)
class RepeatedHead:
    """A table head said before, at the top of `page` (from 1), `height` pt from the type area's top."""

    page: int
    height: float


@dataclass(frozen=True, slots=True)
class Composition:
    """A laid-out 公文, `pages` long; `draft` marks every page 草稿.

    `heads` are the places where a page repeats the head of a table.
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
    heads: tuple[RepeatedHead, ...] = ()

    def text(self) -> str:
        """Return all that is said, in reading order, one paragraph or cell a line."""
        return "\n".join(text for _, text in self.spoken()) + "\n"

    def spoken(self) -> Iterator[tuple[Style, str]]:
        """Yield every text with its style, in reading order; page numbers are not said."""
        header, imprint = self.header, self.imprint
        yield from header.top
        yield from ((header.mark_style, line.text) for line in header.organs)
        if header.suffix:
            yield header.mark_style, header.suffix.text
        yield header.number_style, header.number
        for section in self.sections:
            for block in section.blocks:
                yield from _spoken(block)
        yield from ((imprint.style, block.text) for block in (imprint.main, imprint.cc) if block)
        yield imprint.style, imprint.office
        yield imprint.style, imprint.printed


def _spoken(block: Block) -> Iterator[tuple[Style, str]]:
    match block:
        case TextBlock():
            yield block.style, block.text
        case FormBlock():
            yield from ((block.style, line.text) for line in block.segments)
        case TableBlock():
            for row in block.body:
                yield from ((block.style, cell.text) for cell in row.cells if cell.text)
