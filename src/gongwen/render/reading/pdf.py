"""The characters of a PDF in reading order, read by PDFium.

The order is that of the content streams: what a reader copies.

PDFium says three things differently from the page: it adds line ends, it
answers U+0002 for a hyphen at the end of a line, and it gives characters
beyond U+FFFF as two halves. All three are undone here.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from gongwen.errors import IntegrityError

if TYPE_CHECKING:
    from gongwen.model.composition import Composition

ONE_AT_A_TIME = threading.Lock()
"""PDFium must not be entered by two threads."""

_HYPHEN_AT_LINE_END = 2
_HYPHENS = {_HYPHEN_AT_LINE_END: "-", 0xFFFE: "-"}
_SLACK = 10.0
"""By how many pt a turned line may begin before or end after the type area; 页码 is further off."""


@dataclass(frozen=True, slots=True)
class Zones:
    """Where on a page text stands, in pt from the upper edge of the paper.

    What has its baseline above `top` or below `bottom` of the type area
    (版心) is page furniture, and so is a table head that a page repeats: `heads`
    holds the page, from 1, and where its flow begins; on page 1 of 信函 the mark
    stands above the type area. What runs out of the paper is not there. On a
    page of `turned` lines run upwards; it says how far from the left edge of
    the paper its flow begins (8).
    """

    top: float
    bottom: float
    heads: tuple[tuple[int, float], ...] = ()
    turned: tuple[tuple[int, float], ...] = ()

    @classmethod
    def of(cls, composition: Composition) -> Zones:
        """Return the zones of the pages set from `composition`."""
        sheet = composition.sheet
        heads = dict(composition.heads)
        tops = {1: composition.header.top, **heads}
        return cls(
            top=sheet.top,
            bottom=sheet.top + sheet.area_height,
            heads=tuple((n, sheet.top + tops[n]) for n in sorted(tops) if n not in composition.turned),
            turned=tuple((n, sheet.left + heads.get(n, 0.0)) for n in sorted(composition.turned)),
        )


def pdf_text(data: bytes, zones: Zones) -> tuple[str, int]:
    """Return the text within `zones` and the number of pages.

    Raises IntegrityError when the bytes are no PDF.
    """
    heads, turned = dict(zones.heads), dict(zones.turned)
    with reading(data) as document:
        pages = [
            _page_text(page, heads.get(number, zones.top), zones, turned.get(number))
            for number, page in enumerate(document, 1)
        ]
    return b"".join(pages).decode("utf-16-le", errors="replace"), len(pages)


def whole_pages(data: bytes | Path) -> Iterator[str]:
    """Yield all that each page of a PDF says, page furniture too, in drawing order, without white space.

    Many times faster than `pdf_text`; no other PDF can be read until the last
    page was. Raises IntegrityError when `data` is no PDF.
    """
    with reading(data) as document:
        for page in document:
            text = page.get_textpage()
            said = text.get_text_range()
            text.close()
            page.close()
            yield "".join(said.translate(_HYPHENS).split())


@contextmanager
def reading(data: bytes | Path) -> Iterator[pdfium.PdfDocument]:
    """Open a PDF, the bytes or the file, for one reader at a time. Raises IntegrityError when it is none."""
    with ONE_AT_A_TIME:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            raise IntegrityError(
                "生成的 PDF 打不开",
                rule="成品须能读回核对",
                advice="请重新生成；仍然如此，请把所用材料交给维护人员",
            ) from error
        try:
            yield document
        finally:
            document.close()


def _page_text(page: pdfium.PdfPage, top: float, zones: Zones, turned: float | None) -> bytes:
    """Return the UTF-16 units, in drawing order, of all from `top` in `zones`; `turned` as in them."""
    (width, height), text = page.get_size(), page.get_textpage()
    lowest, highest = height - zones.bottom, height - top
    leftmost = 0.0
    if turned is not None:
        lowest, highest, leftmost = lowest - _SLACK, highest + _SLACK, turned
    x, y = ctypes.c_double(), ctypes.c_double()
    units = []
    for index in range(raw.FPDFText_CountChars(text)):
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        if lowest <= y.value <= highest and leftmost <= x.value < width:
            unit = raw.FPDFText_GetUnicode(text, index)
            units.append(b"-\0" if unit == _HYPHEN_AT_LINE_END else _encoded(unit))
    text.close()
    page.close()
    return b"".join(units)


def _encoded(unit: int) -> bytes:
    return chr(unit).encode("utf-16-le", errors="surrogatepass")
