"""The general Word frame: a .docx with blanks, made from the measures (design D1, D2).

An office may then edit it in Word or WPS. Its blanks are docxtpl's:
`{{p 版头 }}`, `{{p 正文 }}` and `{{p 抄送 }}` take whole paragraphs,
`{{r 印发机关 }}` and `{{r 印发日期 }}` stand in the text box of 版记,
`{{ 草稿 }}` at the head of every page, `{{r 首页线 }}` at that of page 1 where it is
not numbered (10.1). The second section, whose pages have
no number, serves when a blank page precedes 版记 (7.5).
"""

from __future__ import annotations

from gongwen.model.composition import Align, Sheet
from gongwen.model.typefaces import EM_TOP
from gongwen.render.word.imprint import imprint_frame
from gongwen.render.word.package import frame_package
from gongwen.render.word.plan import FramePlan
from gongwen.render.word.runs import hidden, paragraph
from gongwen.render.word.styles import DRAFT_MARK, PAGE_NUMBER
from gongwen.render.word.xml import (
    BASELINE_IN_EXACT_LINE,
    DASH_ABOVE_BASELINE,
    blank,
    page_number,
    part,
    twips,
    w,
)

_SIDES = {"default": 1, "even": 2}
"""The parts of a section's headers and footers: odd pages, even pages."""
_FIRST = {"header": 3, "footer": 5}
"""Those of page 1, which serve where that page is not numbered (10.1)."""


def make_frame(plan: FramePlan) -> bytes:
    """Return the frame as the bytes of a .docx; the same plan gives the same bytes."""
    key, sheet = plan.styles[0].key, plan.sheet
    numbered, unnumbered = (_section(sheet, footers=first) for first in (1, 3))
    body = (
        paragraph(key, blank("{{p 版头 }}"))
        + paragraph(key, blank("{{p 正文 }}"))
        + hidden(key, section=numbered)
        + imprint_frame(plan)
        + unnumbered
    )
    return frame_package(plan, part("document", w("body", body)), _furniture(sheet))


def _section(sheet: Sheet, *, footers: int) -> str:
    """Return w:sectPr: page, margins, grid, headers, and the footers from number `footers` on.

    The footer's line ends so far above the paper's edge that the dash's upper
    side is where 7.5 wants it; the header stands in the middle of 天头.
    """
    above_baseline = DASH_ABOVE_BASELINE * sheet.number_size
    below_baseline = (1 - BASELINE_IN_EXACT_LINE) * sheet.pitch
    half = (EM_TOP - 0.5) * sheet.number_size
    margins = {
        "top": sheet.top,
        "right": sheet.right,
        "bottom": sheet.bottom,
        "left": sheet.left,
        "header": sheet.top / 2 + half - BASELINE_IN_EXACT_LINE * sheet.pitch,
        "footer": sheet.bottom - sheet.number_dash_top - above_baseline - below_baseline,
        "gutter": 0,
    }
    return w(
        "sectPr",
        _references("header", 1),
        _reference("header", "first", _FIRST["header"]) if footers == 1 else "",
        _references("footer", footers),
        _reference("footer", "first", _FIRST["footer"]) if footers == 1 else "",
        w("type", val="nextPage"),
        w("pgSz", w=twips(sheet.width), h=twips(sheet.height)),
        w("pgMar", **{side: twips(length) for side, length in margins.items()}),
        w("cols", space=0),
        w("docGrid", type="lines", linePitch=twips(sheet.pitch)),
    )


def _references(kind: str, first: int) -> str:
    return "".join(_reference(kind, side, first + number - 1) for side, number in _SIDES.items())


def _reference(kind: str, side: str, number: int) -> str:
    return f'<w:{kind}Reference w:type="{side}" r:id="{kind}{number}"/>'


def _furniture(sheet: Sheet) -> dict[str, str]:
    """Return headers and footers: 草稿 at the left, the number right on odd, left on even pages (7.5)."""
    draft = paragraph(DRAFT_MARK, blank("{{ 草稿 }}"), free=True, align=Align.LEFT)
    inset = twips(sheet.number_inset)
    odd, even = (
        paragraph(PAGE_NUMBER, page_number(), free=True, indent=w("ind", **{side.value: inset}), align=side)
        for side in (Align.RIGHT, Align.LEFT)
    )
    none = paragraph(PAGE_NUMBER, free=True)
    footers = {
        f"footer{number}": part("ftr", one)
        for number, one in enumerate((odd, even, none, none, none), start=1)
    }
    first = paragraph(DRAFT_MARK, blank("{{ 草稿 }}") + blank("{{r 首页线 }}"), free=True, align=Align.LEFT)
    headers = {
        f"header{number}": part("hdr", one) for number, one in enumerate((draft, draft, first), start=1)
    }
    return {**headers, **footers}
