"""信函, 命令（令）, 纪要 (GB/T 9704-2012 10)."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.check.clauses.header import ink_box
from gongwen.check.paper import Paper
from gongwen.check.rows import AREA_LEFT, AREA_RIGHT, CELL, ROW, Row
from gongwen.check.values import Clause, Result, Seen
from gongwen.layout import standard
from gongwen.layout.standard import Strength
from gongwen.model.kinds import Form
from gongwen.model.typefaces import Role

MARK_SUFFIX = Clause("10.1", "信函的发文机关标志不加“文件”", Strength.MUST, "没有")
RULE_COUNT = Clause("10.1", "首页红色双线", Strength.MUST, "上下各一道")
RULE_LENGTH = Clause.of(standard.LETTER_RULE_WIDTH, 1, "红色双线长度")
RULE_CENTRED = Clause("10.1", "红色双线居中", Strength.MUST, (AREA_LEFT + AREA_RIGHT) / 2, 1.2, "mm")
RULE_TOP = Clause.of(standard.LETTER_MARK_TO_RULE, 0.6, "发文机关标志下至红色双线")
RULE_BOTTOM = Clause.of(standard.LETTER_FOOT_RULE, 1.2, "下方红色双线距下页边")
RULE_WEIGHT = Clause("10.1", "红色双线上粗下细、上细下粗", Strength.MUST, "粗线在外")
NUMBER_RIGHT = Clause("10.1", "信函发文字号顶格居右", Strength.MUST, AREA_RIGHT, 1.2, "mm")
NUMBER_TOP = Clause(
    "10.1",
    "信函发文字号距上方双线",
    Strength.MUST,
    standard.LETTER_RULE_TO_ROW.value * standard.SIZE_3.value / 72 * 25.4,
    1.2,
    "mm",
)
FIRST_PAGE = Clause("10.1", "信函首页不显示页码", Strength.MUST, "没有")
NO_PRINTING = Clause("10.1", "信函版记不加印发机关、分隔线", Strength.MUST, "没有")
ORDER_LEAD = Clause.of(standard.ORDER_TEXT_LEAD, 0.3)
PRESENT = Clause.of(standard.ATTENDANCE_INDENT, 0.2, "“出席”左空")
PRESENT_FACE = Clause("10.3", "“出席”等字体", Strength.MUST, Role.HEI.value)
PRESENT_COLON = Clause("10.3", "“出席”等后的标点", Strength.MUST, "全角冒号")

_ATTENDANCE = ("出席", "请假", "列席")


def results(paper: Paper) -> Iterator[Result]:
    """Yield what the clauses of the paper's special form came to, nothing for the general one."""
    if paper.form is Form.LETTER:
        yield from _letter(paper)
    elif paper.form is Form.ORDER:
        yield from _order(paper)
    elif paper.form is Form.MINUTES:
        yield from _minutes(paper)


def _letter(paper: Paper) -> Iterator[Result]:
    mark = "".join(row.text for row in paper.mark)
    yield from MARK_SUFFIX.judge(
        [Seen("文件" if mark.endswith("文件") else "没有", not mark.endswith("文件"), 1)]
    )
    height = paper.pages[0].height
    upper = [rule for rule in paper.double if rule.y < height / 2]
    lower = [rule for rule in paper.double if rule.y >= height / 2]
    ok = len(upper) == len(lower) == 2
    yield from RULE_COUNT.judge([Seen(f"上{len(upper)}下{len(lower)}条", ok, 1)])
    yield from RULE_LENGTH.judge(RULE_LENGTH.at(rule.length, 1) for rule in paper.double)
    yield from RULE_CENTRED.judge(
        RULE_CENTRED.at((rule.box.left + rule.box.right) / 2, 1) for rule in paper.double
    )
    if ok:
        outside = upper[0].thickness > upper[1].thickness and lower[1].thickness > lower[0].thickness
        yield from RULE_WEIGHT.judge([Seen("粗线在外" if outside else "粗细颠倒", outside, 1)])
    inked = ink_box(paper)
    if upper and inked:
        yield from RULE_TOP.judge([RULE_TOP.at(upper[0].box.top - inked.bottom, 1)])
    if lower:
        yield from RULE_BOTTOM.judge([RULE_BOTTOM.at(height - lower[-1].box.bottom, 1)])
    if upper and paper.number:
        number = paper.number
        yield from NUMBER_RIGHT.judge([NUMBER_RIGHT.at(number.right, 1, number.text)])
        yield from NUMBER_TOP.judge([NUMBER_TOP.at(number.top - upper[-1].box.bottom, 1, number.text)])
    numbered = paper.sheets[0].number is not None
    yield from FIRST_PAGE.judge([Seen("有" if numbered else "没有", not numbered, 1)])
    if paper.imprint:
        printed = any(row.text.endswith("印发") for row in paper.imprint.rows) or bool(paper.imprint.rules)
        yield from NO_PRINTING.judge([Seen("有" if printed else "没有", not printed, paper.imprint.page)])


def _order(paper: Paper) -> Iterator[Result]:
    number = paper.number
    if number and paper.body and paper.body[0].page == 1:
        blank = (paper.body[0].middle - number.middle) / ROW - 1
        yield from ORDER_LEAD.judge([ORDER_LEAD.at(blank, 1, number.text)])


def _minutes(paper: Paper) -> Iterator[Result]:
    rows = [row for row in paper.flow if row.text.startswith(_ATTENDANCE) and len(row.text) > 2]
    rows = [row for row in rows if row.text[2] in "：:" and row.left > AREA_LEFT + CELL]
    yield from PRESENT.judge(PRESENT.at((row.left - AREA_LEFT) / CELL, row.page, row.short) for row in rows)
    yield from PRESENT_FACE.judge(map(_face, rows))
    yield from PRESENT_COLON.judge(
        Seen(row.text[2], row.text[2] == "：", row.page, row.short) for row in rows
    )


def _face(row: Row) -> Seen:
    role = row.part(0, 2).role
    return Seen(role.value if role else row.chars[0].font, role is Role.HEI, row.page, row.short)
