"""PDF: its own text with the place of every line, and pictures of pages that have none."""

from __future__ import annotations

import re
import time
from itertools import islice
from typing import TYPE_CHECKING, Any

from gongwen.intake.joining import Line
from gongwen.intake.readers.extract import Extract
from gongwen.intake.readers.pictures import LOOKS, look_of
from gongwen.intake.trouble import bomb, damaged, locked, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

    from gongwen.intake.limits import Limits

_PASSWORD = 4
_LINE_END = re.compile(r"\r?\n")
_SPOILT = re.compile("[\ufffd\ue000-\uf8ff\x00]")
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")
_CLOSE = 0.5
_MOST_DRAWN = 10_000
_SCANNED = 4
_DPI = 72
_OCR_DPI = 170
_LOOK_DPI = 50
_LONGEST_SIDE = 3_400
_USUAL_SIZE = 16.0


def read(content: bytes, limits: Limits, first: int = 0) -> Extract:
    """Return the lines of the pages from `first` on, as many as half the time allows.

    `following` is the page to go on with, None when all are read. Pages that
    have hardly any text but something drawn are `pictures`. A document
    whose pages take longer than any honest ones is left there, with a trouble.
    """
    begun = time.monotonic()
    with _opened(content) as document:
        count = len(document)
        found = Extract(pages=count)
        last = min(count, limits.pages)
        for number in range(first, last):
            _read_page(document, number, found, limits)
            spent, pages = time.monotonic() - begun, number + 1 - first
            if spent > limits.seconds / 2 and number + 1 < last:
                if spent > pages * limits.page_seconds:
                    last = number + 1
                else:
                    found.following = number + 1
                break
        if last < count and found.following is None:
            found.troubles.append(too_large("PDF", f"有 {count} 页，只读了前 {last} 页").sentence)
    return found


def _read_page(document: Any, number: int, found: Extract, limits: Limits) -> None:
    """Add one page to what was found."""
    page = _page(document, number)
    lines = _lines(page)
    if _is_picture(page, lines, limits):
        found.pictures.append(number)
        lines = []
        if number < LOOKS:
            found.looks.append(look_of(_drawn(page, _LOOK_DPI)))
    found.laid_out.append(lines)
    page.close()


def drawn_pages(content: bytes, pages: list[int]) -> Iterator[tuple[int, Image]]:
    """Give the pages asked for as grey pictures fit for OCR."""
    with _opened(content) as document:
        for number in pages:
            page = _page(document, number)
            yield number, _drawn(page, _OCR_DPI)
            page.close()


def _opened(content: bytes) -> Any:
    """Return the opened document; raises Unreadable where it is locked or broken."""
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "assword" in str(error):
            raise locked("PDF") from error
        raise damaged("PDF", "打不开") from error


def _page(document: Any, number: int) -> Any:
    """Return a page; raises Unreadable where it cannot be loaded."""
    import pypdfium2

    try:
        return document[number]
    except pypdfium2.PdfiumError as error:
        raise damaged("PDF", f"第 {number + 1} 页打不开") from error


def _lines(page: Any) -> list[Line]:
    """Return the lines of a page with their edges in widths of its usual character."""
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    found, place = [], 0
    for piece in _LINE_END.split(text):
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            first = _box(text_page, place + lead)
            last = _box(text_page, place + len(piece.rstrip()) - 1)
            found.append((_without_made_spaces(text_page, piece.strip(), place + lead), first, last))
        place += len(piece) + (2 if text[place + len(piece) : place + len(piece) + 2] == "\r\n" else 1)
    text_page.close()
    sizes = sorted(max(1.0, last[2] - last[0], last[3] - last[1]) for _, _, last in found)
    size = sizes[len(sizes) // 2] if sizes else _USUAL_SIZE
    return [
        Line(piece, first[0] / size, last[2] / size, (first[3] - first[1]) / size)
        for piece, first, last in found
    ]


def _without_made_spaces(text_page: Any, piece: str, place: int) -> str:
    """Return a line without the spaces that PDFium makes between Chinese and figures set close together."""
    import pypdfium2.raw as pdfium

    kept = []
    for index, letter in enumerate(piece):
        if letter == " " and _WIDE.search(piece[index - 1 : index + 2]):
            before, after = _box(text_page, place + index - 1), _box(text_page, place + index + 1)
            close = after[0] - before[2] < _CLOSE * max(1.0, before[3] - before[1], after[3] - after[1])
            if close and pdfium.FPDFText_IsGenerated(text_page, place + index) == 1:
                continue
        kept.append(letter)
    return "".join(kept)


def _box(text_page: Any, index: int) -> tuple[float, float, float, float]:
    """Return left, bottom, right, top of a character in points; zeros where there is none."""
    import pypdfium2

    try:
        left, bottom, right, top = text_page.get_charbox(index, loose=True)
    except (pypdfium2.PdfiumError, IndexError):
        return 0.0, 0.0, 0.0, 0.0
    return left, bottom, right, top


def _is_picture(page: Any, lines: list[Line], limits: Limits) -> bool:
    """Return whether a page must be looked at: hardly any readable text, and something drawn on it.

    Raises Unreadable where a picture on it unfolds to more pixels than any paper has.
    """
    letters = "".join(line.text for line in lines)
    spoilt = len(_SPOILT.findall(letters))
    readable = len(letters) - spoilt
    if readable >= 12 and spoilt * 5 < len(letters):
        return False
    drawn = list(islice(page.get_objects(max_depth=2), _MOST_DRAWN))
    for picture in drawn:
        if hasattr(picture, "get_px_size"):
            width, height = picture.get_px_size()
            if width * height > _SCANNED * limits.pixels:
                raise bomb("PDF", f"里有 {width}×{height} 个像素的图像（图像炸弹）")
    return bool(drawn)


def _drawn(page: Any, dpi: int) -> Image:
    """Return a page as a grey picture of `dpi`, less for pages far larger than A4."""
    width, height = page.get_size()
    scale = min(dpi / _DPI, _LONGEST_SIDE / max(width, height, 1))
    image: Image = page.render(scale=scale, grayscale=True).to_pil()
    return image
