"""The characters of a PDF in reading order, read by PDFium.

The order is that of the content streams, except that on page 1 the issuer
mark comes first, then the document number, then the rest: a mark whose
characters are narrowed is drawn after the flow.

PDFium says three things differently from the page: it adds line ends, it
answers U+0002 for a hyphen at the end of a line, and it gives characters
beyond U+FFFF as two halves. All three are undone here.
"""

from __future__ import annotations

import ctypes
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from gongwen.errors import IntegrityError

if TYPE_CHECKING:
    from gongwen.model.composition import Composition

_ONE_AT_A_TIME = threading.Lock()
"""PDFium must not be entered by two threads."""

_HYPHEN_AT_LINE_END = 2


@dataclass(frozen=True, slots=True)
class Zones:
    """Where on a page text stands, in pt from the upper edge of the paper.

    What has its baseline above `top` or below `bottom` of the type area
    (版心) is page furniture, and so is a table head that a page repeats: `heads`
    holds the page, from 1, and where its flow begins. What runs out of the
    paper is not there. On page 1 the issuer mark (发文机关标志) stands above
    `number`, the document number between `number` and `rule`.
    """

    top: float
    bottom: float
    number: float = 0.0
    rule: float = 0.0
    heads: tuple[tuple[int, float], ...] = ()

    @classmethod
    def of(cls, composition: Composition) -> Zones:
        """Return the zones of the pages set from `composition`."""
        sheet, header = composition.sheet, composition.header
        return cls(
            top=sheet.top,
            bottom=sheet.top + sheet.area_height,
            number=sheet.top + header.number_y,
            rule=sheet.top + header.rule_y,
            heads=tuple((page, sheet.top + height) for page, height in composition.heads),
        )


def pdf_text(data: bytes, zones: Zones) -> tuple[str, int]:
    """Return the text within `zones` and the number of pages.

    Raises IntegrityError when the bytes are no PDF.
    """
    with _ONE_AT_A_TIME:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            raise IntegrityError(
                "生成的 PDF 打不开",
                rule="成品须能读回核对",
                advice="请重新生成；仍然如此，请把所用材料交给维护人员",
            ) from error
        try:
            heads = dict(zones.heads)
            units = [
                _units(page, heads.get(number, zones.top), zones) for number, page in enumerate(document, 1)
            ]
        finally:
            document.close()
    first = sorted(units[0], key=lambda unit: _zone(unit[0], zones)) if units else []
    drawn = [*first, *(unit for page in units[1:] for unit in page)]
    return b"".join(unit for _, unit in drawn).decode("utf-16-le", errors="replace"), len(units)


def _zone(baseline: float, zones: Zones) -> int:
    """Return 0 for the issuer mark, 1 for the number, 2 for what follows."""
    return (baseline >= zones.number) + (baseline >= zones.rule)


def _units(page: pdfium.PdfPage, top: float, zones: Zones) -> list[tuple[float, bytes]]:
    """Return the baseline, from the page's upper edge, and the UTF-16 unit of all from `top` in `zones`."""
    (width, height), text = page.get_size(), page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    units = []
    for index in range(raw.FPDFText_CountChars(text)):
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        baseline = height - y.value
        if top <= baseline <= zones.bottom and 0 <= x.value < width:
            unit = raw.FPDFText_GetUnicode(text, index)
            units.append((baseline, b"-\0" if unit == _HYPHEN_AT_LINE_END else _encoded(unit)))
    text.close()
    page.close()
    return units


def _encoded(unit: int) -> bytes:
    return chr(unit).encode("utf-16-le", errors="surrogatepass")
