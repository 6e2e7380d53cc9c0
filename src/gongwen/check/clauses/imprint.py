"""版记 (GB/T 9704-2012 7.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.check.paper import Imprint, Paper
from gongwen.check.rows import AREA_BOTTOM, AREA_LEFT, AREA_RIGHT, Row
from gongwen.check.values import Clause, Result, Seen
from gongwen.layout import standard
from gongwen.layout.standard import Strength
from gongwen.model.composition import PT_PER_MM
from gongwen.model.kinds import Form
from gongwen.model.typefaces import Role

INSET = standard.IMPRINT_INSET.pt / PT_PER_MM
PRESENT = Clause("7.4", "版记", Strength.MUST, "有")
LAST_PAGE = Clause("7.4", "版记在末面", Strength.MUST, "末面")
EVEN_PAGE = Clause("7.4", "版记在双面", Strength.DERIVED, "偶数面")
COUNT = Clause("7.4.1", "版记分隔线条数", Strength.MUST, "首、末条，各要素间")
LENGTH = Clause.of(standard.IMPRINT_WIDTH, 1, "版记分隔线长度")
THICK = Clause.of(standard.IMPRINT_THICK, 0.06)
THIN = Clause.of(standard.IMPRINT_THIN, 0.04)
BOTTOM = Clause("7.4.1", "末条分隔线与版心下边缘重合", Strength.MUST, AREA_BOTTOM, 0.5, "mm")
COLOUR = Clause("5.2.4", "版记分隔线颜色", Strength.MUST, "黑色")
SIZE = Clause("7.4.2", "版记字号", Strength.MUST, standard.SIZE_4.value, 0.4, "pt")
FACE = Clause("7.4.2", "版记字体", Strength.MUST, Role.FANGSONG.value)
LEFT = Clause("7.4.2", "版记左空", Strength.MUST, 1, 0.25, "字")
RIGHT = Clause("7.4.3", "印发日期右空", Strength.MUST, 1, 0.25, "字")
HANG = Clause("7.4.2", "抄送机关回行对齐", Strength.MUST, 0, 1.0, "mm")
COLON = Clause("7.4.2", "“抄送”后的标点", Strength.MUST, "全角冒号")
STOP = Clause("7.4.2", "抄送机关末尾的标点", Strength.MUST, "句号")
PRINTED = Clause("7.4.3", "印发日期写法", Strength.MUST, "年份全称，月、日不编虚位，后加“印发”")
ONE_ROW = Clause("7.4.3", "印发机关和印发日期在末一行", Strength.MUST, "末一行")

_PRINTED = re.compile(r"(\d{4}年\d{1,2}月\d{1,2}日)(印发)?([。]?)$")
_PADDED = re.compile(r"年0|月0")


def results(paper: Paper) -> Iterator[Result]:
    """Yield what 版记 came to: its page, rules, faces, 抄送 and 印发."""
    wanted = paper.form is Form.GENERAL and bool(paper.mark)
    found = paper.imprint
    yield from PRESENT.judge([Seen("有" if found else "没有", found is not None)] if wanted or found else ())
    if found is None:
        return
    pages = len(paper.pages)
    last = found.page == pages
    yield from LAST_PAGE.judge([Seen("末面" if last else f"第{found.page}面", last, found.page)])
    if paper.form is not Form.LETTER:
        even = found.page % 2 == 0
        yield from EVEN_PAGE.judge([Seen(f"第{found.page}面", even, found.page)])
        yield from _rules(found)
        yield from _printing(found)
    yield from _text(found)


def _rules(imprint: Imprint) -> Iterator[Result]:
    rules, page = imprint.rules, imprint.page
    copied = any(row.text.startswith(("抄送", "主送")) for row in imprint.rows)
    least = 3 if copied else 2
    yield from COUNT.judge([Seen(f"{len(rules)}条", len(rules) >= least, page)])
    if not rules:
        return
    yield from LENGTH.judge(LENGTH.at(rule.length, page) for rule in rules)
    black = all(max(rule.colour) < 90 for rule in rules)
    yield from COLOUR.judge([Seen("黑色" if black else "彩色", black, page)])
    yield from BOTTOM.judge([BOTTOM.at(rules[-1].box.bottom, page)])
    yield from THICK.judge(THICK.at(rule.thickness, page) for rule in (rules[0], rules[-1]))
    yield from THIN.judge(THIN.at(rule.thickness, page) for rule in rules[1:-1])


def _text(imprint: Imprint) -> Iterator[Result]:
    page, rows = imprint.page, imprint.rows
    yield from SIZE.judge(SIZE.at(row.size, page, row.short) for row in rows)
    yield from FACE.judge(
        Seen(r.role.value if r.role else r.chars[0].font, r.role is Role.FANGSONG, page, r.short)
        for r in rows
    )
    labelled = [i for i, row in enumerate(rows) if row.text.startswith(("抄送", "主送"))]
    printing = [row for row in rows if _PRINTED.search(row.text)]
    begins = [rows[i] for i in labelled] + printing[-1:]
    yield from LEFT.judge(LEFT.at((row.left - AREA_LEFT) / INSET, page, row.short) for row in begins)
    if labelled:
        end = _end(imprint, printing)
        colons = (rows[i] for i in labelled)
        yield from COLON.judge(Seen(r.text[2:3], r.text[2:3] == "：", page, r.short) for r in colons)
        yield from HANG.judge(_hanging(rows, labelled, end))
        ends = [rows[after - 1] for after in (*labelled[1:], end)]
        yield from STOP.judge(Seen(row.text[-1], row.text[-1] == "。", page, row.short) for row in ends)


def _end(imprint: Imprint, printing: list[Row]) -> int:
    """Return the position after the last row of 抄送: above the rule before 印发, or above 印发 itself."""
    if len(imprint.rules) > 2:
        return sum(row.baseline < imprint.rules[-2].y for row in imprint.rows)
    return imprint.rows.index(printing[-1]) if printing else len(imprint.rows)


def _hanging(rows: tuple[Row, ...], labelled: list[int], end: int) -> Iterator[Seen]:
    """Yield how far each later row of the organs begins from the first organ."""
    for index in range(labelled[0], end):
        if index in labelled:
            name = rows[index].chars[3].x if len(rows[index].chars) > 3 else rows[index].left
        else:
            yield HANG.at(rows[index].left - name, rows[index].page, rows[index].short)


def _printing(imprint: Imprint) -> Iterator[Result]:
    page, last = imprint.page, imprint.rows[-1]
    match = _PRINTED.search(last.text)
    yield from ONE_ROW.judge([Seen("末一行" if match else last.short, match is not None, page, last.short)])
    if match:
        date, printed, stop = match.groups()
        ok = bool(printed) and not stop and _PADDED.search(date) is None
        yield from PRINTED.judge([Seen(match.group(), ok, page, last.short)])
        yield from RIGHT.judge([RIGHT.at((AREA_RIGHT - last.right) / INSET, page, last.short)])
