"""The blocks of the flow: paragraphs, blanks, form rows, tables, broken into lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from gongwen.model.composition.seals import QrCode, Seal
from gongwen.model.composition.styling import Align, Style, gaps


@dataclass(frozen=True, slots=True)
class Line:
    """One set line: its text, where it begins, and pt added between characters to fill it.

    `extra` lists positions of characters and the pt added after each: the gap
    between 汉字 and digits, less what neighbouring punctuation is squeezed.
    `squeezed` is how many pt punctuation gives up in all, negative the room
    left on a paragraph's last line that is nearly full.
    """

    text: str
    x: float
    spacing: float
    extra: tuple[tuple[int, float], ...] = ()
    squeezed: float = 0.0

    def part(self, start: int, end: int) -> Line:
        """Return the characters from `start` to `end` with the room between and after them."""
        extra = tuple((place - start, room) for place, room in self.extra if start <= place < end)
        return Line(self.text[start:end], self.x, self.spacing, extra)

    def pieces(self) -> Iterator[tuple[str, float]]:
        """Yield the text piece by piece, with the pt added after each piece."""
        start = 0
        for place, length in self.extra:
            yield self.text[start : place + 1], length
            start = place + 1
        if start < len(self.text) or not self.text:
            yield self.text[start:], 0.0


def unbroken(style: Style, text: str, x: float = 0.0) -> Line:
    """Return `text` as one line that begins at `x`, with its gaps between 汉字 and digits."""
    return Line(text, x, 0.0, tuple((place - 1, style.gap) for place in gaps(text)))


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph: its text whole, and as it is broken into lines.

    `left`, `right` and `first` (extra of the first line, may be negative) are
    indents in pt. `glued` keeps it on the page of what follows. `label` is
    set in `label_style` and begins the text. `leading` is the height of its
    lines in rows of the grid; `seals` press on it, a `code` stands beside it.
    """

    style: Style
    text: str
    lines: tuple[Line, ...]
    align: Align = Align.JUSTIFY
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    glued: bool = False
    label: str = ""
    label_style: Style | None = None
    leading: float = 1.0
    seals: tuple[Seal, ...] = ()
    code: QrCode | None = None

    def runs(self, text: str, *, begins: bool = True) -> Said:
        """Split `text`, the paragraph or its line, into runs of one style; its first line `begins` it."""
        if self.label_style is None or not begins:
            return ((self.style, text),)
        end = len(self.label)
        return ((self.label_style, text[:end]), (self.style, text[end:]))

    def parts(self, line: Line) -> Iterator[tuple[Style, Line]]:
        """Yield the first line in parts of one style."""
        start = 0
        for style, text in self.runs(line.text):
            yield style, line.part(start, start + len(text))
            start += len(text)

    @property
    def rows(self) -> float:
        """Return how many rows of the grid the block takes."""
        return len(self.lines) * self.leading


@dataclass(frozen=True, slots=True)
class Blank:
    """Empty rows of the grid, or parts of one."""

    rows: float
    glued: bool = True


@dataclass(frozen=True, slots=True)
class FormBlock:
    """A row of texts side by side, of a form or of a joint signature; each segment begins at its x."""

    style: Style
    segments: tuple[Line, ...]
    glued: bool = False
    rows: float = 1.0
    seals: tuple[Seal, ...] = ()


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

    `columns` reach from the middle of one vertical rule to that of the next.
    `padding` keeps text off the rules, `pitch` is the distance of lines in a
    cell. `starts` are the rows that begin a page.
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


Said = tuple[tuple[Style, str], ...]
"""What one paragraph, cell or row says: its texts, each with its style."""


def said(block: Block) -> Iterator[Said]:
    """Yield the texts of each paragraph or cell of `block`, in reading order."""
    match block:
        case TextBlock():
            yield block.runs(block.text)
        case FormBlock():
            yield from (((block.style, line.text),) for line in block.segments)
        case TableBlock():
            for row in block.body:
                yield from (((block.style, cell.text),) for cell in row.cells if cell.text)
