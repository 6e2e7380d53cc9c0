"""Folding away what a comparison leaves apart: white space and radicals.

A font may draw a character and its Kangxi radical with one glyph; a PDF then
says ⼯ (U+2F2F) where the text said 工. Such radicals, and those of the CJK
Radicals Supplement that NFKC maps, are turned back. Nothing else is changed.
"""

from __future__ import annotations

import unicodedata

_NFKC = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2E80, 0x2FE0)}
_RADICALS = {code: folded for code, folded in _NFKC.items() if folded != chr(code)}


def fold(text: str) -> tuple[str, int]:
    """Return `text` without white space and radicals, and how many radicals it had."""
    squeezed = "".join(text.split())
    folded = squeezed.translate(_RADICALS)
    return folded, sum(before != after for before, after in zip(squeezed, folded, strict=True))
