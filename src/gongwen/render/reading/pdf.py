"""The characters of a PDF in the order of its content streams, read by PDFium.

PDFium says three things differently from the page: it adds line ends, it
answers U+0002 for a hyphen at the end of a line, and it gives characters
beyond U+FFFF as two halves. All three are undone here.
"""

from __future__ import annotations

import ctypes
import threading

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from gongwen.errors import IntegrityError

_ONE_AT_A_TIME = threading.Lock()
"""PDFium must not be entered by two threads."""

_POINTS_PER_MM = 72 / 25.4
_HYPHEN_AT_LINE_END = 2


def pdf_text(data: bytes, bottom: float) -> tuple[str, int]:
    """Return the text above `bottom` and the number of pages.

    `bottom` is the lower edge of the type area (版心) in mm from the upper
    edge of the paper; a character whose baseline lies lower is page
    furniture (页码) and left out. Raises IntegrityError when the bytes are
    no PDF.
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
            units = [unit for page in document for unit in _units(page, bottom * _POINTS_PER_MM)]
            pages = len(document)
        finally:
            document.close()
    return b"".join(units).decode("utf-16-le", errors="replace"), pages


def _units(page: pdfium.PdfPage, bottom: float) -> list[bytes]:
    """Return the UTF-16 units drawn at most `bottom` points below the page's upper edge."""
    lowest = page.get_height() - bottom
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    units = []
    for index in range(raw.FPDFText_CountChars(text)):
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        if y.value >= lowest:
            unit = raw.FPDFText_GetUnicode(text, index)
            units.append(b"-\0" if unit == _HYPHEN_AT_LINE_END else _encoded(unit))
    text.close()
    page.close()
    return units


def _encoded(unit: int) -> bytes:
    return chr(unit).encode("utf-16-le", errors="surrogatepass")
