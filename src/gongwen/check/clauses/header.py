"""版头 of the general form: 发文机关标志, 发文字号, 分隔线 (GB/T 9704-2012 7.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.check.drawn import is_red
from gongwen.check.paper import Paper
from gongwen.check.rows import AREA_LEFT, AREA_RIGHT, AREA_TOP, CELL, ROW, Row, is_bold
from gongwen.check.rules import Box, Rule
from gongwen.check.values import Clause, Result, Seen
from gongwen.layout import standard
from gongwen.layout.standard import Strength
from gongwen.model.kinds import Form
from gongwen.model.typefaces import Role

TOPS = {
    Form.GENERAL: Clause(
        "7.2.4", "发文机关标志上边缘", Strength.MUST, AREA_TOP + standard.MARK_TOP.value, 1, "mm"
    ),
    Form.LETTER: Clause.of(standard.LETTER_MARK_TOP, 1, "发文机关标志上边缘"),
    Form.ORDER: Clause(
        "10.2", "发文机关标志上边缘", Strength.MUST, AREA_TOP + standard.ORDER_MARK_TOP.value, 1, "mm"
    ),
    Form.MINUTES: Clause(
        "10.3", "纪要标志上边缘", Strength.MUST, AREA_TOP + standard.MINUTES_MARK_TOP.value, 1, "mm"
    ),
}
MARK = Clause("7.2.4", "发文机关标志", Strength.MUST, "有")
MARK_COLOUR = Clause("7.2.4", "发文机关标志颜色", Strength.MUST, "红色")
MARK_FACE = Clause("7.2.4", "发文机关标志字体", Strength.USUAL, Role.XIAOBIAOSONG.value)
MARK_CENTRED = Clause("7.2.4", "发文机关标志居中", Strength.MUST, 106, 1.5, "mm")
MARK_INSIDE = Clause(
    "7.2.4", "发文机关标志在版心以内", Strength.MUST, f"{AREA_LEFT:g}—{AREA_RIGHT:g}", 0.6, "mm"
)
MARK_EQUAL = Clause("7.2.4", "联合行文各机关名称等宽", Strength.CUSTOM, 0, 0.8, "mm")
SUFFIX = Clause("7.2.4", "“文件”在机关名称右侧居中", Strength.MUST, 0, 1.2, "mm")
MARK_TO_NUMBER = Clause.of(standard.MARK_TO_NUMBER, 0.3)
NUMBER_FORM = Clause("7.2.5", "发文字号写法", Strength.MUST, "机关代字〔年份〕顺序号号")
NUMBER_BRACKETS = Clause("7.2.5", "年份的括号", Strength.MUST, "〔〕")
NUMBER_ZEROS = Clause("7.2.5", "顺序号不编虚位", Strength.MUST, "不以0开头")
NUMBER_PREFIX = Clause("7.2.5", "顺序号不加“第”", Strength.MUST, "没有“第”")
NUMBER_PLACE = Clause("7.2.5", "发文字号居中", Strength.MUST, 106, 1.2, "mm")
NUMBER_BESIDE = Clause("7.2.6", "有签发人时发文字号左空", Strength.MUST, 1, 0.25, "字")
SIGNATORY_PLACE = Clause.of(standard.SIGNATORY_RIGHT, 0.35)
SIGNATORY_FACE = Clause("7.2.6", "签发人姓名字体", Strength.MUST, Role.KAI.value)
NUMBER_FACE = Clause("7.2.5", "发文字号字体", Strength.MUST, Role.FANGSONG.value)
NUMBER_SIZE = Clause("7.2.5", "发文字号字号", Strength.MUST, standard.SIZE_3.value, 0.4, "pt")
RULE = Clause("7.2.7", "版头分隔线", Strength.MUST, "有")
RULE_GAP = Clause.of(standard.NUMBER_TO_RULE, 0.5)
RULE_LENGTH = Clause.of(standard.HEADER_RULE_WIDTH, 1, "分隔线长度")
RULE_PLACE = Clause("7.2.7", "分隔线居中", Strength.MUST, 106, 0.6, "mm")
RULE_COLOUR = Clause("7.2.7", "分隔线颜色", Strength.MUST, "红色")

_PARTS = re.compile(r"(.*?)([〔［\[【(（〈<{])(\d{4})([〕］\]】)）〉>}])(第?)(\d*)号$")


def results(paper: Paper) -> Iterator[Result]:
    """Yield what mark, number and rule came to."""
    yield from _mark(paper)
    if paper.number:
        yield from _number(paper, paper.number)
    if paper.form is Form.GENERAL:
        wanted = bool(paper.mark or paper.number)
        yield from RULE.judge(
            [Seen("有" if paper.rule else "没有", paper.rule is not None, 1)] if wanted else ()
        )
    if paper.rule:
        yield from _rule(paper, paper.rule)


def ink_box(paper: Paper) -> Box | None:
    """Return the inked box of the mark."""
    if not paper.mark:
        return None
    first, last = paper.mark[0], paper.mark[-1]
    area = Box(2, first.top - 2, 208, last.bottom + 1)
    return paper.pages[0].ink(area, red=first.red)


def _mark(paper: Paper) -> Iterator[Result]:
    headed = paper.number is not None or paper.rule is not None
    yield from MARK.judge([Seen("有" if paper.mark else "没有", bool(paper.mark), 1)] if headed else ())
    inked = ink_box(paper)
    if not inked:
        return
    organs, rows = paper.mark, (*paper.mark, *((paper.suffix,) if paper.suffix else ()))
    top = TOPS[paper.form]
    yield from top.judge([top.at(inked.top, 1, organs[0].short)])
    yield from MARK_COLOUR.judge(Seen("红色" if r.red else "不是红色", r.red, 1, r.short) for r in rows)
    yield from MARK_FACE.judge(_face(row, Role.XIAOBIAOSONG) for row in rows)
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    yield from MARK_CENTRED.judge([MARK_CENTRED.at((left + right) / 2, 1)])
    slack = MARK_INSIDE.tolerance
    inside = left >= AREA_LEFT - slack and right <= AREA_RIGHT + slack
    yield from MARK_INSIDE.judge([Seen(f"{left:.1f}—{right:.1f}", inside, 1)])
    if len(organs) > 1:
        widths = [row.right - row.left for row in organs]
        yield from MARK_EQUAL.judge([MARK_EQUAL.at(max(widths) - min(widths), 1)])
    if paper.suffix and len(organs) > 1:
        middle = (organs[0].top + organs[-1].bottom) / 2
        yield from SUFFIX.judge([SUFFIX.at(paper.suffix.middle - middle, 1, "文件")])


def _face(row: Row, wanted: Role) -> Seen:
    """Return the face of a row as seen, a bold one being wrong."""
    bold = sum(map(is_bold, row.chars)) * 2 > len(row.chars)
    name = row.role.value if row.role else row.chars[0].font
    return Seen(f"{name}加粗" if bold else name, row.role is wanted and not bold, row.page, row.short)


def _number(paper: Paper, number: Row) -> Iterator[Result]:
    yield from NUMBER_SIZE.judge([NUMBER_SIZE.at(number.size, 1, number.short)])
    yield from NUMBER_FACE.judge([_face(number, Role.FANGSONG)])
    if paper.form is not Form.ORDER:
        yield from _number_form(number)
    if paper.form in (Form.GENERAL, Form.ORDER) and paper.mark:
        first = min((number, *paper.signatories), key=lambda row: row.middle)
        below = max(row.bottom for row in paper.mark)
        blank = (first.middle - ROW / 2 - below) / ROW
        yield from MARK_TO_NUMBER.judge([MARK_TO_NUMBER.at(blank, 1, number.short)])
    if paper.signatories:
        yield from NUMBER_BESIDE.judge([NUMBER_BESIDE.at((number.left - AREA_LEFT) / CELL, 1, number.short)])
        yield from _signatories(paper, paper.signatories[0], number)
    elif paper.form in (Form.GENERAL, Form.ORDER):
        yield from NUMBER_PLACE.judge([NUMBER_PLACE.at((number.left + number.right) / 2, 1, number.short)])


def _signatories(paper: Paper, row: Row, number: Row) -> Iterator[Result]:
    """Yield place and face of the names, of which the later rows stand under the first row's."""
    text = "".join(char.text for char in row.chars)
    names = row.part(text.index("签发人") + 4)
    below = max(row.baseline, number.baseline) + 0.1
    rows = [one for one in paper.sheets[0].rows if row.baseline <= one.baseline <= below]
    right = (AREA_RIGHT - max(one.right for one in rows)) / CELL
    yield from SIGNATORY_PLACE.judge([SIGNATORY_PLACE.at(right, 1, row.short)])
    yield from SIGNATORY_FACE.judge([_face(names, Role.KAI)] if names.chars else ())


def _number_form(number: Row) -> Iterator[Result]:
    match = _PARTS.search(number.text)
    yield from NUMBER_FORM.judge([Seen(number.text, match is not None, 1, number.short)])
    if match is None:
        return
    _, opening, _, closing, prefix, serial = match.groups()
    brackets = opening + closing
    yield from NUMBER_BRACKETS.judge([Seen(brackets, brackets == "〔〕", 1, number.text)])
    yield from NUMBER_ZEROS.judge([Seen(serial or "未编号", not serial.startswith("0"), 1, number.text)])
    yield from NUMBER_PREFIX.judge([Seen(prefix or "没有“第”", not prefix, 1, number.text)])


def _rule(paper: Paper, rule: Rule) -> Iterator[Result]:
    red = is_red(rule.colour)
    yield from RULE_COLOUR.judge([Seen("红色" if red else "不是红色", red, 1)])
    yield from RULE_LENGTH.judge([RULE_LENGTH.at(rule.length, 1)])
    yield from RULE_PLACE.judge([RULE_PLACE.at((rule.box.left + rule.box.right) / 2, 1)])
    number = paper.number
    if number:
        area = Box(number.left - 1, number.top - 1, number.right + 1, rule.box.top - 0.15)
        inked = paper.pages[0].ink(area)
        yield from RULE_GAP.judge([RULE_GAP.at(rule.box.top - inked.bottom, 1)] if inked else ())
