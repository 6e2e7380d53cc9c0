"""页码 (GB/T 9704-2012 7.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.check.finding import Sheet
from gongwen.check.paper import Paper
from gongwen.check.rows import AREA_BOTTOM, AREA_LEFT, AREA_RIGHT, Row
from gongwen.check.rules import Box
from gongwen.check.values import Clause, Result, Seen
from gongwen.layout import standard
from gongwen.layout.standard import Strength
from gongwen.model.composition import PT_PER_MM
from gongwen.model.kinds import Form
from gongwen.model.typefaces import Role

INSET = standard.NUMBER_INSET.pt / PT_PER_MM
FORM = Clause("7.5", "页码写法", Strength.MUST, "—1—")
SIZE = Clause("7.5", "页码字号", Strength.USUAL, standard.SIZE_4.value, 0.4, "pt")
FACE = Clause("7.5", "页码字体", Strength.USUAL, Role.SONG.value)
PLACE = Clause("7.5", "页码一字线上距版心下边缘", Strength.MUST, standard.NUMBER_DASH.value, 0.7, "mm")
SIDE = Clause("7.5", "页码左右位置", Strength.MUST, "单页居右空一字，双页居左空一字")
SEQUENCE = Clause("7.5", "页码连续", Strength.MUST, "与面数相同")
NUMBERED = Clause("7.5", "各面有页码", Strength.MUST, "有")
BLANK = Clause("7.5", "空白页和其后的版记页没有页码", Strength.MUST, "没有")

_DASHED = re.compile(r"[—―]\d+[—―]")


def results(paper: Paper) -> Iterator[Result]:
    """Yield what the page numbers came to: form, face, place, side, sequence."""
    found = [(sheet, sheet.number) for sheet in paper.sheets if sheet.number]
    upright = [(sheet, row) for sheet, row in found if sheet.page.width <= sheet.page.height]
    yield from FORM.judge(
        Seen(row.text, _DASHED.fullmatch(row.text) is not None, row.page, row.text) for _, row in found
    )
    yield from SIZE.judge(SIZE.at(row.size, row.page, row.text) for _, row in found)
    yield from FACE.judge(
        Seen(r.role.value if r.role else r.chars[0].font, r.role in (Role.SONG, None), r.page, r.text)
        for _, r in found
    )
    yield from PLACE.judge(seen for sheet, row in upright if (seen := _dash(sheet, row)))
    yield from SIDE.judge(_side(row) for _, row in upright)
    digits = ((row, re.sub(r"\D", "", row.text)) for _, row in found)
    yield from SEQUENCE.judge(Seen(d, d == str(row.page), row.page, row.text) for row, d in digits)
    yield from _presence(paper)


def _dash(sheet: Sheet, row: Row) -> Seen | None:
    """Return where the ink of the first dash begins; of a number without one, the number's ink."""
    first = row.chars[0]
    width = max(first.right - first.x, 1.0)
    inked = sheet.page.ink(Box(first.x, row.top - 1, first.x + width, row.bottom + 1))
    return PLACE.at(inked.top - AREA_BOTTOM, row.page, row.text) if inked else None


def _side(row: Row) -> Seen:
    left, right = (row.left - AREA_LEFT) / INSET, (AREA_RIGHT - row.right) / INSET
    odd = row.page % 2 == 1
    ok = abs((right if odd else left) - 1) < 0.3
    seen = f"居{'右' if right < left else '左'}空{min(left, right):.1f}字"
    return Seen(seen, ok, row.page, row.text)


def _presence(paper: Paper) -> Iterator[Result]:
    """Yield which pages bear a number: all but 版记's after a blank page, and the first ones of a letter."""
    sheets, last = paper.sheets, len(paper.sheets)
    blank = {sheet.page.number for sheet in sheets if not sheet.page.chars and not sheet.page.sideways}
    bare = {sheet.page.number for sheet in sheets if not sheet.all and not sheet.page.sideways} - {last}
    after = {last} if last - 1 in bare and paper.imprint and paper.imprint.page == last else set()
    excused = {1, 2} if paper.form is Form.LETTER else set()
    turned = {s.page.number for s in sheets if s.page.sideways or s.page.width > s.page.height}
    silent = bare | after
    numbered = {sheet.page.number for sheet in sheets if sheet.number}
    wanted = [s.page.number for s in sheets if s.page.number not in silent | excused | turned]
    short = last == 1 and not paper.mark
    yield from NUMBERED.judge(
        Seen("有" if page in numbered else "没有", page in numbered, page) for page in wanted if not short
    )
    yield from BLANK.judge(
        Seen("有" if page in numbered else "没有", page not in numbered, page)
        for page in sorted(silent | blank)
    )
