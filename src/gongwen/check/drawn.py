"""What a PDF draws, read by PDFium: characters, straight lines, ink.

Every length is in mm and counts from the upper left corner of the page, font
sizes are in pt.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image, ImageChops

from gongwen.check.rules import MM, Box, Rule, joined, page_rules
from gongwen.errors import FactsError
from gongwen.render.reading.pdf import ONE_AT_A_TIME

_HYPHEN_AT_LINE_END = 2
_DPI = 300
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Char:
    """A drawn character: origin `x`, end of its advance `right`, em `size` in pt, `scale` width by height."""

    text: str
    x: float
    right: float
    baseline: float
    size: float
    scale: float
    font: str
    colour: Colour
    stroked: bool = False
    sideways: bool = False

    @property
    def red(self) -> bool:
        """Say whether the character is the red of a header, in any recipe."""
        return is_red(self.colour)


@dataclass(frozen=True)
class Page:
    """A page, its number from 1, its upright characters and its rules.

    `sideways` are characters that run up the page, placed as they are read
    with the page turned: x from the lower edge, baseline from the left one.
    """

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    rules: tuple[Rule, ...]
    sideways: tuple[Char, ...] = ()
    source: bytes = field(default=b"", repr=False, compare=False)

    @cached_property
    def picture(self) -> Image.Image:
        """Return the page drawn at 300 dots an inch."""
        with ONE_AT_A_TIME:
            document = pdfium.PdfDocument(self.source)
            try:
                picture: Image.Image = document[self.number - 1].render(scale=_DPI / 72).to_pil()
                return picture.convert("RGB")
            finally:
                document.close()

    def ink(self, box: Box, *, red: bool = False) -> Box | None:
        """Return the box of what is inked within `box`, exact to 0.1 mm; None when nothing is."""
        scale = _DPI / 25.4
        left, top = max(0, round(box.left * scale)), max(0, round(box.top * scale))
        area = self.picture.crop((left, top, round(box.right * scale), round(box.bottom * scale)))
        first, second, _ = area.split()
        depth = ImageChops.subtract(first, second) if red else ImageChops.invert(area.convert("L"))
        seen = depth.point([0] * 100 + [255] * 156).getbbox()
        if seen is None:
            return None
        x0, y0, x1, y1 = seen
        return Box((left + x0) / scale, (top + y0) / scale, (left + x1) / scale, (top + y1) / scale)


def is_red(colour: Colour) -> bool:
    """Say whether a colour is red as headers and seals are."""
    red, green, blue = colour
    return red > 170 and green < 105 and blue < 105


def load(data: bytes) -> tuple[Page, ...]:
    """Return the pages of a PDF. Raises FactsError for bytes that are no readable PDF."""
    with ONE_AT_A_TIME:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            raise _unreadable(data, error) from error
        try:
            return tuple(_page(page, number, data) for number, page in enumerate(document, 1))
        except pdfium.PdfiumError as error:
            raise _unreadable(data, error) from error
        finally:
            document.close()


def _unreadable(data: bytes, error: pdfium.PdfiumError) -> FactsError:
    if "password" in str(error).lower() or b"/Encrypt" in data[-4096:]:
        return FactsError("这个 PDF 加了密，打不开", advice="请用没有密码的 PDF 再查")
    return FactsError("这个 PDF 已经损坏，打不开", advice="请重新导出或重新传送后再查")


def _page(page: pdfium.PdfPage, number: int, data: bytes) -> Page:
    left, bottom, right, top = page.get_mediabox()
    rules = joined(list(page_rules(page, top)))
    text = page.get_textpage()
    try:
        chars = tuple(_chars(text, left, bottom, top))
    finally:
        text.close()
        page.close()
    upright = tuple(char for char in chars if not char.sideways)
    sideways = tuple(char for char in chars if char.sideways)
    return Page(number, (right - left) * MM, (top - bottom) * MM, upright, rules, sideways, data)


def _chars(page: pdfium.PdfTextPage, left: float, bottom: float, top: float) -> Iterator[Char]:
    """Yield the characters that are upright or run up the page, halves beyond U+FFFF joined."""
    half = 0
    for index in range(raw.FPDFText_CountChars(page)):
        code = raw.FPDFText_GetUnicode(page, index)
        if raw.FPDFText_IsGenerated(page, index) == 1:
            continue
        if 0xD800 <= code < 0xDC00:
            half = code
            continue
        if half and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((half - 0xD800) << 10) + code - 0xDC00
        half = 0
        char = _char(page, index, "-" if code == _HYPHEN_AT_LINE_END else chr(code), left, bottom, top)
        if char is not None:
            yield char


def _char(
    page: pdfium.PdfTextPage, index: int, text: str, left: float, bottom: float, top: float
) -> Char | None:
    x, y, matrix, box = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX(), raw.FS_RECTF()
    raw.FPDFText_GetCharOrigin(page, index, x, y)
    raw.FPDFText_GetMatrix(page, index, matrix)
    raw.FPDFText_GetLooseCharBox(page, index, box)
    sideways = matrix.b > 0 and abs(matrix.a) < 0.01 * matrix.b
    across, down = (matrix.b, -matrix.c) if sideways else (matrix.a, matrix.d)
    if not down or (not sideways and abs(matrix.b) > 0.01 * abs(matrix.a)):
        return None
    begin, end, base = (x.value - left, box.right - left, top - y.value)
    if sideways:
        begin, end, base = (y.value - bottom, box.top - bottom, x.value - left)
    return Char(
        text,
        begin * MM,
        max(end, begin) * MM,
        base * MM,
        round(raw.FPDFText_GetFontSize(page, index) * abs(down), 2),
        abs(across / down),
        _font(page, index),
        _colour(page, index),
        _stroked(page, index),
        sideways,
    )


def _font(page: pdfium.PdfTextPage, index: int) -> str:
    buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int()
    raw.FPDFText_GetFontInfo(page, index, buffer, 256, flags)
    name = buffer.value.decode("utf-8", errors="replace")
    return name.partition("+")[2] or name


def _colour(page: pdfium.PdfTextPage, index: int) -> Colour:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetFillColor(page, index, red, green, blue, alpha)
    return red.value, green.value, blue.value


def _stroked(page: pdfium.PdfTextPage, index: int) -> bool:
    """Say whether the outline is drawn too, as programs do that make a bold of their own."""
    drawn = raw.FPDFText_GetTextObject(page, index)
    return bool(drawn) and raw.FPDFTextObj_GetTextRenderMode(drawn) == raw.FPDF_TEXTRENDERMODE_FILL_STROKE
