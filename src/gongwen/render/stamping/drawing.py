"""Texts and QR codes as operators of a page's description, written as WeasyPrint writes them.

Its pages count px of 0.75 pt from the upper left corner.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from gongwen.model.composition import QrCode, Sheet, Style
from gongwen.model.typefaces import Face
from gongwen.render.stamping.blank import Blank
from gongwen.render.stamping.cells import Cell
from gongwen.render.stamping.ink import Ink
from gongwen.render.stamping.qr import dark_runs

_PX = 0.75
_UNITS = 1024
"""Pango's units to a px; it takes sizes and spacings in whole ones."""


def glyphs_used(ink: Ink, cells: Iterable[Cell]) -> Mapping[Face, set[str]]:
    """Return the characters that `cells` need of each face."""
    used: dict[Face, set[str]] = {}
    for cell in cells:
        for text, face in ink.runs(cell.style, cell.line.text):
            used.setdefault(face, set()).update(text)
    return used


def drawn_pages(blank: Blank, ink: Ink, cells: Iterable[Cell], codes: Iterable[QrCode]) -> Iterator[bytes]:
    """Yield the description of each page of `blank` with `cells` and `codes` in their places."""
    texts, symbols = iter(cells), iter(codes)
    sheet = blank.emptied.sheet
    for page in blank.pages:
        pieces: list[bytes] = []
        for piece in page:
            if isinstance(piece, bytes):
                pieces.append(piece)
            elif piece.y is None:
                pieces.append(_symbol(next(symbols), sheet))
            else:
                pieces.append(_text(next(texts), piece.y, sheet, ink))
        yield b"".join(pieces)


def _text(cell: Cell, y: float, sheet: Sheet, ink: Ink) -> bytes:
    """Return the operators of one line, a text object of its own for each piece with one face."""
    style, line = cell.style, cell.line
    x = sheet.left + line.x
    pieces = []
    for piece, room in line.pieces():
        for text, face in ink.runs(style, piece):
            pieces.append(_run(text, face, x, y, style, ink))
            x += sum(face.width(char) * style.size + style.tracking + line.spacing for char in text)
        x += room
    return b"\n".join([b"/a1.0 gs\n0 0 0 rg", *pieces])


def _run(text: str, face: Face, x: float, y: float, style: Style, ink: Ink) -> bytes:
    size = int(style.size / _PX * _UNITS) / _UNITS
    between = _between(style.tracking / _PX, size)
    glyphs = between.join(b"<%04x>" % ink.glyph(face, char) for char in text)
    operators = b"BT\n1 0 0 -1 %s %s Tm\n/%s %s Tf\n[%s] TJ\nET"
    return operators % (_number(x / _PX), _number(y), ink.name(face).encode(), _number(size), glyphs)


def _between(tracking: float, size: float) -> bytes:
    """Return what moves the pen back between two glyphs, in thousandths of the size.

    Pango gives half of the spacing to each side of a glyph; WeasyPrint writes
    the right half in whole thousandths.
    """
    units = int(-tracking * _UNITS)
    left = units // 2
    moved = int((units - left) * 1000 / _UNITS / size) + left / size
    return _number(moved) if moved else b""


def _symbol(code: QrCode, sheet: Sheet) -> bytes:
    """Return the operators of a QR code, one path of rectangles."""
    width, runs = dark_runs(code.content)
    module = _number(code.size / _PX / width)
    x, y = (_number(place / _PX) for place in (sheet.left + code.x, sheet.top + code.y))
    path = b"\n".join(_rectangle(run) for run in runs)
    return b"q\n/a1.0 gs\n0 0 0 rg\n%s 0 0 %s %s %s cm\n%s\nf\nQ" % (module, module, x, y, path)


def _rectangle(run: tuple[int, int, int]) -> bytes:
    x, y, length = run
    return b"%d %d %d 1 re" % (x, y, length)


def _number(value: float) -> bytes:
    return f"{value:.6f}".rstrip("0").rstrip(".").encode()
