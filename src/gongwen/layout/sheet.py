"""compose_sheet (版式): a form (调查表) that goes out by itself, laid out as the 附件 it is (7.3.7).

附件 stands in row 1 and the title in row 3, as in the notice. In row 2, which
is blank there, stands the 编号; the QR code stands right of it, in the corner
of the type area, its quiet zone free.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache, partial

from gongwen.layout import standard
from gongwen.layout.blocks import set_blocks, set_flush, set_title
from gongwen.layout.lines import Setter
from gongwen.layout.paging import fill_pages, paged
from gongwen.model import Block as Said
from gongwen.model import FormSheet, Part
from gongwen.model.composition import (
    Blank,
    Block,
    Composition,
    FormBlock,
    QrCode,
    SetHeader,
    SetImprint,
    SetSection,
    unbroken,
)
from gongwen.model.typefaces import Typefaces

_MOST_KEPT = 256
_NO_HEADER = SetHeader(standard.MARK, (), None, (), (), None, 0.0)
_NO_IMPRINT = SetImprint(
    standard.IMPRINT, None, "", "", 0.0, 0.0, 0.0, 0.0, 0, False, False, 0.0, (), ruled=False
)


def compose_sheet(sheet: FormSheet, typefaces: Typefaces) -> Composition:
    """Return `sheet` laid out, without 版头 and 版记, its pages numbered from 1."""
    return SheetComposer(typefaces).compose(sheet)


class SheetComposer:
    """Lays out one form after the other; what they have in common is broken into lines once."""

    def __init__(self, typefaces: Typefaces) -> None:
        self._setter = Setter(typefaces)
        self._title = lru_cache(_MOST_KEPT)(partial(_title, setter=self._setter))
        self._set = lru_cache(_MOST_KEPT)(partial(_set, setter=self._setter))

    def compose(self, sheet: FormSheet) -> Composition:
        """Return `sheet` laid out, without 版头 and 版记, its pages numbered from 1."""
        blocks = list(self._blocks(sheet))
        filled = fill_pages(blocks, standard.SHEET.rows, standard.SHEET.rows)
        breaks, cuts = frozenset(filled.breaks), frozenset(filled.cuts)
        section = SetSection(sheet.part.title, paged(blocks, filled), breaks, cuts)
        return Composition(
            sheet.part.title,
            "",
            sheet.due,
            standard.SHEET,
            _NO_HEADER,
            (section,),
            _NO_IMPRINT,
            standard.STYLES,
            filled.pages,
            draft=False,
            heads=tuple((page, rows * standard.PITCH.pt) for page, rows in filled.heads),
        )

    def _blocks(self, sheet: FormSheet) -> Iterator[Block]:
        size = standard.CODE_SIZE.pt
        beside = size + standard.CODE_GAP.pt
        area = standard.SHEET.area_width
        label = set_flush("附件", standard.ANNEX_LABEL, self._setter, glued=True)
        yield replace(label, code=QrCode(area - size, 0.0, size, str(sheet.mark)))
        number = f"编号：{sheet.mark.respondent}"
        x = area - beside - self._setter.width(standard.FORM, number)
        yield FormBlock(standard.FORM, (unbroken(standard.FORM, number, x),), glued=True)
        yield from self._title(sheet.part.title)
        for block in sheet.part.blocks:
            yield from self._set(block)
        yield from _set(replace(sheet.part, blocks=()), setter=self._setter)


def _title(title: str, *, setter: Setter) -> tuple[Block, ...]:
    blank = Blank(int(standard.TITLE_TO_ADDRESSEES.value))
    return set_title(title, standard.ANNEX_TITLE, setter), blank


def _set(block: Said | Part, *, setter: Setter) -> tuple[Block, ...]:
    part = block if isinstance(block, Part) else Part("", (block,))
    return tuple(set_blocks(part, setter))
