"""Font programs as pages embed them: glyphs as they are, line metrics those of the em box.

A renderer centres a line by the ascent and descent its font declares. Faces
declare them differently, one even upside down, so a line would stand higher
or lower with the face, and move when one rare character is filled in from
another face. With the em box as the metrics of all, every baseline is where
layout puts it.
"""

from __future__ import annotations

import struct

from gongwen.model.typefaces import EM_TOP

_ASCENTS = {b"hhea": 4, b"OS/2": 68}
"""Where ascent, descent and line gap, three int16, stand in a table (OpenType hhea, OS/2 typo)."""

_UNITS_PER_EM = 18


def in_em_box(program: bytes) -> bytes:
    """Return the font `program`, a single face, with ascent 0.88 em, descent 0.12 em and no gap.

    Raises ValueError when it is no font.
    """
    try:
        tables = _tables(program)
        (em,) = struct.unpack_from(">H", program, tables[b"head"] + _UNITS_PER_EM)
        ascent = round(EM_TOP * em)
        changed = bytearray(program)
        for tag, offset in _ASCENTS.items():
            if tag in tables:
                struct.pack_into(">hhh", changed, tables[tag] + offset, ascent, ascent - em, 0)
    except (struct.error, KeyError) as error:
        raise ValueError("not a font program") from error
    return bytes(changed)


def _tables(program: bytes) -> dict[bytes, int]:
    """Return where each table of the program begins."""
    (count,) = struct.unpack_from(">H", program, 4)
    entries = (struct.unpack_from(">4sLLL", program, 12 + 16 * index) for index in range(count))
    return {tag: offset for tag, _, offset, _ in entries}
