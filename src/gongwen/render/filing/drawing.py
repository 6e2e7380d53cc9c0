"""The stamp as a PDF of its own size: six cells and what they say, red, fonts embedded."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise

from gongwen.errors import FactsError
from gongwen.model.arrangement.stamp import FilingStamp, StampMeasures
from gongwen.model.typefaces import EM_TOP, Face, Role, Typefaces
from gongwen.render.stamping.files import PdfFile, font_dictionary
from gongwen.render.stamping.ink import Ink, stream_object

ROLE = Role.FANGSONG
_COLUMNS, _ROWS = 3, 2
_MIDDLE = EM_TOP - 0.5
"""How far the middle of a character is above its baseline, in em."""

_CATALOGUE, _TREE, _PAGE, _CONTENT, _FONTS, _FIRST_FREE = 1, 2, 3, 4, 5, 6


def stamp_pdf(stamp: FilingStamp, measures: StampMeasures, ink: Ink, typefaces: Typefaces) -> bytes:
    """Return the stamp as the one page of a PDF as large as it.

    Raises FactsError for a text that does not fit its cell in two lines, or
    with a character that no face has.
    """
    lines = tuple(_lines(stamp, measures, typefaces))
    used: dict[Face, set[str]] = {}
    for text, *_ in lines:
        for piece, face in typefaces.runs(ROLE, text):
            used.setdefault(face, set()).update(piece)
    fonts = ink.fonts(used, _FIRST_FREE)
    colour = " ".join(map(_number, measures.red)).encode()
    texts = b"\n".join(_text(*line, ink, typefaces) for line in lines)
    content = b"%s RG %s rg\n%s\n%s" % (colour, colour, _rules(measures), texts)
    made = io.BytesIO()
    file = PdfFile(made)
    box = f"0 0 {_number(measures.width)} {_number(measures.height)}".encode()
    file.add(_CATALOGUE, b"1 0 obj\n<</Type /Catalog/Pages 2 0 R>>\nendobj\n")
    file.add(_TREE, b"2 0 obj\n<</Type /Pages/Kids [3 0 R]/Count 1>>\nendobj\n")
    parts = b"/Parent 2 0 R/MediaBox [%s]/Contents 4 0 R/Resources <</Font 5 0 R>>" % box
    file.add(_PAGE, b"3 0 obj\n<</Type /Page%s>>\nendobj\n" % parts)
    file.add(_CONTENT, stream_object(_CONTENT, content))
    file.add(_FONTS, font_dictionary(_FONTS, b"", fonts.references))
    for number, data in fonts.objects.items():
        file.add(number, data)
    file.close(_CATALOGUE, b"<<>>")
    return made.getvalue()


def _rules(measures: StampMeasures) -> bytes:
    """Return the rules, all ink of them inside the size of the stamp."""
    inset = measures.rule / 2
    width, height = measures.width, measures.height
    frame = (inset, inset, width - measures.rule, height - measures.rule)
    lines = [f"{_number(measures.rule)} w", f"{' '.join(map(_number, frame))} re S"]
    for column in range(1, _COLUMNS):
        x = _number(width * column / _COLUMNS)
        lines.append(f"{x} 0 m {x} {_number(height)} l S")
    y = _number(height / _ROWS)
    lines.append(f"0 {y} m {_number(width)} {y} l S")
    return "\n".join(lines).encode()


def _lines(
    stamp: FilingStamp, measures: StampMeasures, typefaces: Typefaces
) -> Iterator[tuple[str, float, float, float]]:
    """Yield each line of text with its left end, its baseline and its size."""
    wide, high = measures.width / _COLUMNS, measures.height / _ROWS
    for row, texts in enumerate(stamp.rows):
        for column, text in enumerate(texts):
            if lacking := typefaces.lacking(ROLE, text):
                raise _no_place(text, f"没有字体有「{'、'.join(lacking)}」")
            lines, size = _fitted(text, wide - 2 * measures.padding, measures, typefaces)
            middle = measures.height - high * (row + 0.5)
            for ordinal, line in enumerate(lines):
                x = wide * (column + 0.5) - _width(line, typefaces) * size / 2
                up = ((len(lines) - 1) / 2 - ordinal) * size * 1.1
                yield line, x, middle + up - _MIDDLE * size, size


def _fitted(
    text: str, room: float, measures: StampMeasures, typefaces: Typefaces
) -> tuple[tuple[str, ...], float]:
    """Return `text` in one line or two and the size at which it fits into `room`."""
    half = (len(text) + 1) // 2
    for lines in ((text,), (text[:half], text[half:])):
        widest = max(_width(line, typefaces) for line in lines)
        highest = measures.height / _ROWS / (1.2 * len(lines))
        size = min(measures.largest, highest, room / widest if widest else measures.largest)
        if size >= measures.smallest:
            return tuple(filter(None, lines)), size
    raise _no_place(text, "归档章的一格只有 15 毫米宽，写不下")


def _no_place(text: str, why: str) -> FactsError:
    return FactsError(
        f"归档章上的「{text}」写不成：{why}", rule="归档章六格，每格一项", advice="机构（问题）请用简称"
    )


def _width(text: str, typefaces: Typefaces) -> float:
    return sum(typefaces.width(ROLE, char) for char in text)


def _text(text: str, x: float, y: float, size: float, ink: Ink, typefaces: Typefaces) -> bytes:
    """Return the operators of a line, a text object for each piece with one face."""
    runs = typefaces.runs(ROLE, text)
    widths = [sum(map(face.width, piece)) * size for piece, face in runs]
    starts = [x]
    for width in widths:
        starts.append(starts[-1] + width)
    objects = []
    for (piece, face), (start, _) in zip(runs, pairwise(starts), strict=True):
        glyphs = b"".join(b"%04x" % ink.glyph(face, char) for char in piece)
        place = f"{ink.name(face)} {_number(size)} Tf 1 0 0 1 {_number(start)} {_number(y)} Tm"
        objects.append(b"BT /%s <%s> Tj ET" % (place.encode(), glyphs))
    return b"\n".join(objects)


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
