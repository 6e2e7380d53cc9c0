"""The embedded fonts of what is stamped: the same programs, a subset of their own for each file.

A glyph keeps the number it has in the whole face, as in the blank's own
fonts; widths and characters are written as there.
"""

from __future__ import annotations

import copy
import io
import zlib
from collections.abc import Iterable, Iterator, Mapping
from hashlib import md5
from typing import Any

from fontTools.ttLib import TTFont
from weasyprint.pdf.fonts import build_fonts_dictionary

from gongwen.model.composition import Style
from gongwen.model.typefaces import Face, Typefaces
from gongwen.render.pdf import PdfSetter

_LEVEL = 6
_FEW, _MOST_KEPT = 8, 64
_TAG_LETTERS = 6
_COMMON = "中0Aa."
"""Characters of which every face that sets text has one."""


class Ink:
    """Glyphs of the faces in use; keeps what it has learned of each face."""

    def __init__(self, setter: PdfSetter, typefaces: Typefaces) -> None:
        self._setter = setter
        self._typefaces = typefaces
        self._fonts: dict[Face, Any] = {}
        self._glyphs: dict[Face, Mapping[int, int]] = {}
        self._few: dict[tuple[Face, tuple[int, ...]], bytes] = {}
        self._packed: dict[bytes, bytes] = {}

    def runs(self, style: Style, text: str) -> tuple[tuple[str, Face], ...]:
        """Split `text` where the face changes."""
        return self._typefaces.runs(style.role, text)

    def glyph(self, face: Face, char: str) -> int:
        """Return the number of the glyph of `char` in `face`, which has it."""
        if face not in self._glyphs:
            self._glyphs[face] = _glyph_numbers(face)
        return self._glyphs[face][ord(char)]

    def fonts(self, used: Mapping[Face, Iterable[str]], first: int) -> Fonts:
        """Return the fonts of the characters `used`, as objects numbered from `first` on."""
        faces = sorted(used, key=lambda face: face.css_family)
        unknown = {face: self._seen_in(face, used[face]) for face in faces if face not in self._fonts}
        if unknown:
            self._fonts |= self._setter.fonts(unknown)
        return Fonts({face: self._subset(face, used[face]) for face in faces}, first, self._packed)

    def _seen_in(self, face: Face, chars: Iterable[str]) -> str:
        """Return a character that is seen, of those used if one is: white space alone sets no font."""
        seen = [char for char in chars if not char.isspace()]
        return max(seen) if seen else next(char for char in _COMMON if face.has(char))

    def name(self, face: Face) -> str:
        """Return the name under which a page's description asks for `face`, the same in every file."""
        return "I" + _tag(face, ())

    def _subset(self, face: Face, chars: Iterable[str]) -> Any:
        """Return a font with the glyphs of `chars` alone, not yet cut."""
        glyphs = {self.glyph(face, char): char for char in sorted(set(chars), reverse=True)}
        glyphs = dict(sorted(glyphs.items()))
        font = copy.copy(self._fonts[face])
        font.to_unicode = glyphs
        font.widths = {glyph: round(face.width(char) * 1000) for glyph, char in glyphs.items()}
        font.hash = self.name(face)
        font.name = f"/{_tag(face, glyphs)}+{face.css_family}".encode()
        if len(glyphs) <= _FEW:
            font.file_content = self._cut(face, font)
            font.clean = _as_it_is
        return font

    def _cut(self, face: Face, font: Any) -> bytes:
        """Return the program of a few glyphs: rare characters come back, and their faces are large."""
        key = face, tuple(font.to_unicode)
        if key not in self._few:
            if len(self._few) >= _MOST_KEPT:
                self._few.clear()
                self._packed.clear()
            font.clean(font.to_unicode, hinting=False)
            self._few[key] = font.file_content
            self._packed[font.file_content] = zlib.compress(font.file_content, _LEVEL)
        return self._few[key]


def _as_it_is(to_unicode: object, hinting: object) -> None:
    """Leave a font that is cut already."""


class Fonts:
    """Fonts as PDF objects: `references` by name, `objects` by number, packed."""

    def __init__(self, fonts: Mapping[Face, Any], first: int, packed: Mapping[bytes, bytes]) -> None:
        pdf = _Objects(first)
        named = build_fonts_dictionary(
            pdf,
            {font.hash: font for font in fonts.values()},
            False,
            True,
            {"hinting": False, "pdf_version": None},
        )
        self.references: dict[str, bytes] = {str(name): bytes(reference) for name, reference in named.items()}
        self.objects: dict[int, bytes] = {one.number: _packed(one, packed) for one in pdf.objects}


class _Objects:
    """What WeasyPrint needs of a PDF to add fonts to it."""

    def __init__(self, first: int) -> None:
        self._next = first
        self.objects: list[Any] = []

    def add_object(self, one: Any) -> None:
        one.number = self._next
        self._next += 1
        self.objects.append(one)


def stream_object(number: int, data: bytes, entries: bytes = b"", packed: bytes = b"") -> bytes:
    """Return a stream as an object, its dictionary with `entries`; `packed` if it is packed already."""
    packed = packed or zlib.compress(data, _LEVEL)
    head = b"%d 0 obj\n<<%s/Filter /FlateDecode/Length %d>>\nstream\n" % (number, entries, len(packed))
    return head + packed + b"\nendstream\nendobj\n"


def _packed(one: Any, known: Mapping[bytes, bytes]) -> bytes:
    if not hasattr(one, "stream"):
        return bytes(one.indirect) + b"\n"
    data = b"\n".join(part if isinstance(part, bytes) else str(part).encode() for part in one.stream)
    entries = b"".join(b"/%s %s" % (str(key).encode(), _value(value)) for key, value in one.extra.items())
    return stream_object(one.number, data, entries, known.get(data, b""))


def _value(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def _glyph_numbers(face: Face) -> Mapping[int, int]:
    with TTFont(io.BytesIO(face.program())) as font:
        return {code: font.getGlyphID(name) for code, name in font.getBestCmap().items()}


def _tag(face: Face, glyphs: Iterable[int]) -> str:
    """Return six capital letters that tell this subset from any other (ISO 32000-1, 9.6.4)."""
    told = f"{face.css_family} {','.join(map(str, glyphs))}".encode()
    digest = md5(told, usedforsecurity=False).digest()
    return "".join(_letters(digest[:_TAG_LETTERS]))


def _letters(digest: bytes) -> Iterator[str]:
    return (chr(ord("A") + byte % 26) for byte in digest)
