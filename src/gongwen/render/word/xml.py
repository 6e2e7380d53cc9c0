"""WordprocessingML as text: elements, escaped characters, Word's units."""

from __future__ import annotations

from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}

BASELINE_IN_EXACT_LINE = 0.8
"""Where Word and LibreOffice put the baseline in a line of exact height, from its top."""

DASH_ABOVE_BASELINE = 0.33
"""Where the ink of — begins above the baseline, in em: between what 宋体 and its stand-in have."""

WORD_GAP_PER_EM = 0.25
"""Width of the gap that Word sets between 汉字 and digits ÷ type size (w:autoSpaceDE, w:autoSpaceDN)."""

SEPARATOR_PT = 0.5
"""The line height of a paragraph that must stand but shall not be seen."""


def w(tag: str, *inner: str, **attributes: object) -> str:
    """Return the element w:`tag`; attributes are w: ones, those that are None are left out."""
    listed = "".join(_attribute(key, one) for key, one in attributes.items() if one is not None)
    content = "".join(inner)
    return f"<w:{tag}{listed}>{content}</w:{tag}>" if content else f"<w:{tag}{listed}/>"


@lru_cache(maxsize=4096, typed=True)
def _attribute(key: str, one: object) -> str:
    return f" w:{key}={quoteattr(str(one))}"


def part(root: str, *inner: str) -> str:
    """Return the whole XML of a package part whose root is w:`root`."""
    names = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{declaration}<w:{root}{names}>{''.join(inner)}</w:{root}>"


def characters(text: str) -> str:
    """Return `text` as XML characters; braces are written so that no blank is seen in a value."""
    return escape(text, {"{": "&#123;", "}": "&#125;"})


def text(value: str) -> str:
    """Return w:t with `value`, its spaces kept."""
    return f'<w:t xml:space="preserve">{characters(value)}</w:t>'


def blank(tag: str) -> str:
    """Return a run with a blank of docxtpl's, for example {{p 正文 }}."""
    return w("r", w("t", escape(tag)))


def page_number() -> str:
    """Return a page number with one dash on each side."""
    instruction = '<w:instrText xml:space="preserve"> PAGE </w:instrText>'
    begin, separate, end = (w("fldChar", fldCharType=kind) for kind in ("begin", "separate", "end"))
    return "".join(
        w("r", one) for one in (text("— "), begin, instruction, separate, text("1"), end, text(" —"))
    )


def twips(points: float) -> int:
    """Return twentieths of a point."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Return half points, Word's unit of type size."""
    return round(points * 2)


def eighths(points: float) -> int:
    """Return eighths of a point, Word's unit of rules."""
    return round(points * 8)


def emu(points: float) -> int:
    """Return English metric units, DrawingML's unit."""
    return round(points * 12700)
