"""ISO 19005-2, 6.2.11: the fonts of a PDF, read with qpdf (pikepdf) and fontTools."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from fontTools.ttLib import TTFont
from pikepdf import Array, Name


def font_faults(name: str, font: Any, codes: set[int]) -> Iterator[str]:
    """Yield what breaks a clause of 6.2.11 in the `font` that shows `codes`."""
    if font.get("/Subtype") != Name.Type0 or "/BaseFont" not in font:
        yield f"6.2.11.2 {name} is no composite font"
        return
    inner = font.DescendantFonts[0]
    info = inner.CIDSystemInfo
    identity = (font.get("/Encoding"), inner.get("/CIDToGIDMap")) == (Name("/Identity-H"), Name.Identity)
    if not identity or (str(info.Registry), str(info.Ordering)) != ("Adobe", "Identity"):
        yield f"6.2.11.3 {name} has another encoding"
    descriptor = inner.FontDescriptor
    program = descriptor.get("/FontFile3", descriptor.get("/FontFile2"))
    if program is None:
        yield f"6.2.11.4 {name} is not embedded"
        return
    if "/CIDSet" in descriptor:
        yield f"6.2.11.4 {name} has a CIDSet, which is not read"
    yield from _program(name, program.read_bytes(), _widths(inner), codes)
    unicode = _to_unicode(font)
    bad = [code for code in codes if not unicode.get(code, "\0").strip("\0\ufeff\ufffe")]
    if bad:
        yield f"6.2.11.7 {name} shows glyphs without a Unicode value: {bad}"


def _program(name: str, program: bytes, widths: dict[int, float], codes: set[int]) -> Iterator[str]:
    face = TTFont(io.BytesIO(program), lazy=True)
    order, em, advances = face.getGlyphOrder(), face["head"].unitsPerEm, face["hmtx"].metrics
    glyphs = _glyphs(face, order)
    if 0 in codes:
        yield f"6.2.11.8 {name} shows .notdef"
    if missing := [code for code in codes if code not in glyphs]:
        yield f"6.2.11.4 {name} has no glyphs {missing}"
    for code in codes & glyphs.keys():
        wanted, said = advances[glyphs[code]][0] * 1000 / em, widths.get(code, 1000.0)
        if abs(wanted - said) > 1:
            yield f"6.2.11.5 {name} says {said} for the width {wanted} of {code}"


def _glyphs(face: TTFont, order: list[str]) -> dict[int, str]:
    """Return the glyph of each CID: by the charset of a CID-keyed program, else by its number."""
    if "CFF " in face and hasattr(face["CFF "].cff[0], "ROS"):
        charset = face["CFF "].cff[0].charset
        return {int(glyph[3:]) if glyph.startswith("cid") else 0: glyph for glyph in charset}
    return dict(enumerate(order))


def _widths(inner: Any) -> dict[int, float]:
    widths: dict[int, float] = {}
    pending = list(inner.get("/W", []))
    while pending:
        first, second = int(pending.pop(0)), pending.pop(0)
        if isinstance(second, Array):
            widths |= {first + place: float(width) for place, width in enumerate(second)}
        else:
            widths |= dict.fromkeys(range(first, int(second) + 1), float(pending.pop(0)))
    return widths


def _to_unicode(font: Any) -> dict[int, str]:
    if "/ToUnicode" not in font:
        return {}
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    blocks = re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL)
    pairs = [pair for block in blocks for pair in _pairs(block)]
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}


def _pairs(block: str) -> list[tuple[str, str]]:
    return re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block)
