"""The whole paper: 版头, sections, 版记, pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from gongwen.model.composition.blocks import Block, Line, TextBlock, spoken
from gongwen.model.composition.styling import Sheet, Style


@dataclass(frozen=True, slots=True)
class SetSection:
    """A part that begins a page of its own; `title` is its bookmark.

    `breaks` are the positions of blocks, `cuts` those of blocks and lines in
    them, that begin a page to stand with what they belong to.
    """

    title: str
    blocks: tuple[Block, ...]
    breaks: frozenset[int] = frozenset()
    cuts: frozenset[tuple[int, int]] = frozenset()


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
class Composition:
    """A laid-out 公文, `pages` long; `draft` marks every page 草稿.

    `heads` are the pages, from 1, that begin with a repeated table head, and
    its height.
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
                yield from spoken(block)
        yield from ((imprint.style, block.text) for block in (imprint.main, imprint.cc) if block)
        yield imprint.style, imprint.office
        yield imprint.style, imprint.printed
