"""附件说明, 署名, 成文日期, 附注 (GB/T 9704-2012 7.3.4–7.3.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gongwen.check.paper import Paper
from gongwen.check.rows import AREA_LEFT, AREA_RIGHT, CELL, ROW, Row, blank_rows, segments
from gongwen.check.values import Clause, Result, Seen
from gongwen.layout import standard
from gongwen.layout.standard import Strength
from gongwen.model.kinds import Form

NOTE_LEAD = Clause.of(standard.NOTE_LEAD, 0.25, "附件说明上空")
NOTE_LEFT = Clause.of(standard.NOTE_INDENT, 0.2)
NOTE_COLON = Clause("7.3.4", "“附件”后的标点", Strength.MUST, "全角冒号")
NOTE_NUMBERS = Clause("7.3.4", "附件顺序号写法", Strength.MUST, "1.")
NOTE_STOP = Clause("7.3.4", "附件名称后的标点", Strength.MUST, "没有")
NOTE_HANG = Clause("7.3.4", "附件名称回行对齐", Strength.MUST, 0, 2.0, "mm")
DATE = Clause("7.3.5", "成文日期", Strength.MUST, "有")
DATE_FORM = Clause("7.3.5.4", "成文日期写法", Strength.MUST, "年份全称，月、日不编虚位")
PLACE = Clause("7.3.5", "署名和成文日期的位置", Strength.USUAL, "不盖章、盖章或签名章三式之一")
LEAD = Clause.of(standard.SIGNATURE_LEAD, 0.25, "不加盖印章的署名上空")
SHARED = Clause("7.3.5.5", "署名、日期与正文同面", Strength.MUST, "同面")
NOTE = Clause.of(standard.REMARK_INDENT, 0.2)
NOTE_BRACKETS = Clause("7.3.6", "附注的括号", Strength.MUST, "（）")
NOTE_ROW = Clause("7.3.6", "附注在成文日期下一行", Strength.MUST, 0, 0.25, "行")

PADDED = re.compile(r"(?<!\d)0\d月|月0\d日|(?<!\d)\d{2}年")
_ITEM = re.compile(r"附件[：:](\d+)(.)")


def results(paper: Paper) -> Iterator[Result]:
    """Yield what 附件说明, signature, date and 附注 came to."""
    if paper.attachment_note:
        yield from _attachment_note(paper, paper.attachment_note)
    closed = paper.form is not Form.MINUTES and bool(paper.mark)
    yield from DATE.judge(
        [Seen(paper.date.text if paper.date else "没有", bool(paper.date))] if closed else ()
    )
    if paper.date:
        yield from _signature(paper, paper.signature, paper.date)
    if paper.note and paper.date:
        yield from _note(paper.date, paper.note)


def _attachment_note(paper: Paper, rows: Sequence[Row]) -> Iterator[Result]:
    first = rows[0]
    above = [row for row in paper.flow if row.page == first.page and row.baseline < first.baseline - 1]
    if above:
        yield from NOTE_LEAD.judge([NOTE_LEAD.at(blank_rows(above[-1], first), first.page, first.short)])
    yield from NOTE_LEFT.judge([NOTE_LEFT.at((first.left - AREA_LEFT) / CELL, first.page, first.short)])
    yield from NOTE_COLON.judge([Seen(first.text[2], first.text[2] == "：", first.page, first.short)])
    stops = (
        row for row, after in zip(rows, (*rows[1:], None), strict=True) if after is None or _begins(after)
    )
    yield from NOTE_STOP.judge(
        Seen(row.text[-1], row.text[-1] not in "。；，、;.", row.page, row.short) for row in stops
    )
    numbered = _ITEM.match(first.text)
    if numbered:
        ok = numbered.group(2) in ".．" and numbered.group(1) == "1"
        yield from NOTE_NUMBERS.judge([Seen("".join(numbered.groups()), ok, first.page, first.short)])
    yield from NOTE_HANG.judge(_hanging(rows, numbered is not None))


def _begins(row: Row) -> bool:
    return re.match(r"\d+[.．、]", row.text) is not None


def _hanging(rows: Sequence[Row], numbered: bool) -> Iterator[Seen]:
    """Yield how far each later row begins from where it must: its number or the name above it."""
    label = rows[0].chars[3].x if len(rows[0].chars) > 3 else rows[0].left
    digits = next((i for i, c in enumerate(rows[0].chars) if c.text in ".．"), 2)
    name = rows[0].chars[digits + 1].x if numbered else label
    for row in rows[1:]:
        yield NOTE_HANG.at(row.left - (label if numbered and _begins(row) else name), row.page, row.short)


def _signature(paper: Paper, organs: Sequence[Row], date: Row) -> Iterator[Result]:
    ok = PADDED.search(date.text) is None
    yield from DATE_FORM.judge([Seen(date.text, ok, date.page, date.text)])
    layout, seen = _layout(organs, date, date.right)
    if not layout:
        layout, _ = _layout(organs, date, natural_right(date))
    yield from PLACE.judge([Seen(seen, bool(layout), date.page, date.text)])
    before = [row for row in (*paper.body, *paper.attachment_note) if _precedes(row, organs, date)]
    last = max(before, key=lambda row: (row.page, row.baseline), default=None)
    tabled = any(row.baseline < date.baseline for row in paper.sheets[date.page - 1].tabled)
    page = organs[0].page if organs and _overflow(organs, date) else date.page
    shared = tabled or (last is not None and last.page == page)
    texts = bool(before) or paper.form is not Form.ORDER
    yield from SHARED.judge([Seen("同面" if shared else "不同面", shared, date.page)] if texts else ())
    if layout == "不盖章" and last and organs and last.page == organs[0].page and not tabled:
        blank = blank_rows(last, organs[0])
        yield from LEAD.judge([LEAD.at(blank, organs[0].page, organs[0].short)])


def _overflow(organs: Sequence[Row], date: Row) -> bool:
    """Say whether seals, one under the other, are too many for one page, so that the names go on overleaf."""
    steps = [b.baseline - a.baseline for a, b in pairwise((*organs, date)) if a.page == b.page]
    return organs[0].page < date.page and len(organs) * max(steps) / ROW > standard.ROWS.value - 5


def _precedes(row: Row, organs: Sequence[Row], date: Row) -> bool:
    first = organs[0] if organs else date
    return (row.page, row.baseline) < (first.page, first.baseline)


def _layout(organs: Sequence[Row], date: Row, end: float) -> tuple[str, str]:
    """Return which of the lawful layouts rows and a date up to `end` make, "" for none, and what was seen.

    Unsealed: names two 字 from the right, the date's first character two 字 right
    of the name's, or the date two 字 from the right when it is the longer. Sealed:
    date four 字 from the right, the last name centred on it; one name too wide for
    that moves the whole column in. 签名章: date four 字.
    """
    right = (AREA_RIGHT - end) / CELL
    if not organs:
        return ("签名章" if abs(right - 4) < 0.7 else ""), f"日期右空{right:.1f}字"
    last = organs[-1]
    segment = segments(last)[-1]
    name_right = (AREA_RIGHT - max(row.right for row in organs)) / CELL
    shift = (date.left - min(row.left for row in organs)) / CELL
    apart = ((segment.left + segment.right) - (date.left + end)) / 2 / CELL
    seen = f"署名右空{name_right:.1f}字，日期右空{right:.1f}字，日期首字右移{shift:.1f}字"
    if abs(name_right - 2) < 0.3 and abs(shift - 2) < 0.3:
        return "不盖章", seen
    if shift < 2.3 and abs(right - 2) < 0.3 and name_right > 1.7:
        return "不盖章", seen
    wide = any(_wide(name, date) for name in (segment, *organs))
    if abs(apart) < 0.7 and right > 1.6 and (abs(right - 4) < 0.7 or wide):
        return "盖章", seen
    stands_off = date.middle - last.middle > 1.6 * ROW
    if abs(right - 4) < 0.7 and stands_off:
        return "签名章", seen
    return "", seen


def natural_right(row: Row) -> float:
    """Return where a row ends without the space that LibreOffice adds between Chinese and digits."""
    gaps = (
        after.x - char.right
        for char, after in pairwise(row.chars)
        if char.text.isdecimal() is not after.text.isdecimal()
    )
    return row.right - sum(gap for gap in gaps if 0.12 * row.em < gap < 0.35 * row.em)


def _wide(name: Row, date: Row) -> bool:
    """Say whether a sealed name is too long, or one of several, for the date to be four 字 in."""
    return name.right - name.left > date.right - date.left + 8 * CELL or len(segments(name)) > 1


def _note(date: Row, note: Row) -> Iterator[Result]:
    yield from NOTE.judge([NOTE.at((note.left - AREA_LEFT) / CELL, note.page, note.short)])
    yield from NOTE_BRACKETS.judge([Seen(note.text[0], note.text[0] == "（", note.page, note.short)])
    yield from NOTE_ROW.judge([NOTE_ROW.at(blank_rows(date, note), note.page, note.short)])
