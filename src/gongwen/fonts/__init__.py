"""Fonts (字体): from the roles of the standard to the faces installed here.

Comes in: the office's own font folders, and the machine's fonts. Goes out:
`Typefaces`, a value that layout and render ask for faces, widths and
substitutions; a fonts.conf for LibreOffice; rows for `gongwen fonts`.

Owns the terms role, face, stand-in (代用) and filling face (补字), and the
catalogue of names. Refuses to know what a page or a 公文 is. Writes nothing
but the folder it is given for LibreOffice, and keeps no index on disk.

Advances are what `Face.width` says on pages that have lang="zh-CN" and
`FLAT_TEXT_CSS`, and whose fetcher answers `Face.url` with `Face.program()`.
"""

from gongwen.fonts.fontconfig import prepare_fontconfig
from gongwen.fonts.load import load_typefaces
from gongwen.fonts.report import RARE, FontRow, RareRow, font_rows, rare_rows

__all__ = [
    "RARE",
    "FontRow",
    "RareRow",
    "font_rows",
    "load_typefaces",
    "prepare_fontconfig",
    "rare_rows",
]
