"""标题, 主送机关, and 正文 on page 1 (GB/T 9704-2012 7.3.1–7.3.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from gongwen.check.paper import Paper
from gongwen.check.rows import AREA_LEFT, ROW, Row, blank_rows, is_bold, is_han
from gongwen.check.values import Clause, Result, Seen
from gongwen.layout import standard
from gongwen.layout.standard import Strength
from gongwen.model.kinds import Form
from gongwen.model.typefaces import Role

LEAD = Clause.of(standard.RULE_TO_TITLE, 0.3, "标题上空")
FACE = Clause("7.3.1", "标题字体", Strength.USUAL, Role.XIAOBIAOSONG.value)
SIZE = Clause("7.3.1", "标题字号", Strength.USUAL, standard.SIZE_2.value, 0.5, "pt")
BOLD = Clause("7.3.1", "标题不另加粗", Strength.USUAL, "不加粗")
SQUEEZED = Clause("7.3.1", "标题字不压扁、不挤紧", Strength.USUAL, 1, 0.05, "倍")
CENTRED = Clause("7.3.1", "标题居中", Strength.MUST, 106, 2.5, "mm")
SHAPE = Clause("7.3.1", "标题排列", Strength.MUST, "梯形或菱形")
WORDS = Clause("7.3.1", "标题回行词意完整", Strength.MUST, "不拆词")
STOP = Clause("7.3.1", "标题末尾标点", Strength.CUSTOM, "没有")
ADDRESSEES_LEAD = Clause.of(standard.TITLE_TO_ADDRESSEES, 0.25, "标题下空")
ADDRESSEES_LEFT = Clause("7.3.2", "主送机关顶格", Strength.MUST, AREA_LEFT, 0.8, "mm")
ADDRESSEES_COLON = Clause("7.3.2", "主送机关后的标点", Strength.MUST, "全角冒号")
TEXT = Clause("7.3.3", "首页显示正文", Strength.MUST, "有")

_LONE = 2


def results(paper: Paper) -> Iterator[Result]:
    """Yield what title and addressees came to, and whether page 1 shows text."""
    if paper.title:
        yield from _title(paper, paper.title)
    if paper.addressees:
        yield from _addressees(paper)
    if paper.form is not Form.ORDER:
        shown = any(row.page == 1 for row in paper.body)
        headed = bool(paper.mark and paper.title)
        yield from TEXT.judge([Seen("有" if shown else "没有", shown, 1)] if headed else ())


def _title(paper: Paper, rows: Sequence[Row]) -> Iterator[Result]:
    first = rows[0]
    above = _above(paper)
    if above is not None and first.page == 1:
        yield from LEAD.judge([LEAD.at((first.middle - ROW / 2 - above) / ROW, 1, first.short)])
    yield from FACE.judge(
        Seen(r.role.value if r.role else r.chars[0].font, r.role is Role.XIAOBIAOSONG, r.page, r.short)
        for r in rows
    )
    yield from SIZE.judge(SIZE.at(row.size, row.page, row.short) for row in rows)
    bold = ((row, any(map(is_bold, row.chars))) for row in rows)
    yield from BOLD.judge(
        Seen("加粗" if heavy else "不加粗", not heavy, r.page, r.short) for r, heavy in bold
    )
    yield from SQUEEZED.judge(SQUEEZED.at(_width(row), row.page, row.short) for row in rows)
    yield from CENTRED.judge(CENTRED.at((r.left + r.right) / 2, r.page, r.short) for r in rows)
    shape = _shape(rows)
    yield from SHAPE.judge(
        [Seen(shape, shape == "梯形或菱形", first.page, first.short)] if len(rows) > 1 else ()
    )
    yield from WORDS.judge(_breaks(rows))
    last = rows[-1].text[-1]
    yield from STOP.judge([Seen(last, last not in "。，、；：！？", rows[-1].page, rows[-1].short)])


def _above(paper: Paper) -> float | None:
    """Return the lower edge that the blank rows above the title count from."""
    if paper.rule:
        return paper.rule.box.bottom
    if paper.form is Form.LETTER and paper.double:
        upper = paper.double[0].y
        above = [row for row in paper.sheets[0].rows if upper < row.baseline < paper.title[0].top]
        return above[-1].middle + ROW / 2 if above else None
    return None


def _width(row: Row) -> float:
    """Return how wide a character is against its height, the closest pair counting if it is closer."""
    scales = [char.scale for char in row.chars if is_han(char.text)]
    steps = [
        (after.x - char.x) / row.em
        for char, after in pairwise(row.chars)
        if is_han(char.text) and is_han(after.text)
    ]
    least = min([*scales, *steps], default=1.0)
    return least if least < 1 else min(1.0 + max(0.0, max(scales, default=1.0) - 1.0), 2.0)


def _shape(rows: Sequence[Row]) -> str:
    """Return what the rows' widths make: 梯形或菱形, or what is wrong with them."""
    widths = [(row.right - row.left) / row.em for row in rows]
    if len(rows[-1].text) <= _LONE or len(rows[0].text) <= _LONE:
        return "独字成行"
    for before, middle, after in zip(widths, widths[1:], widths[2:], strict=False):
        if middle < before - 0.6 and middle < after - 0.6:
            return "中间短两头长"
    if len(widths) > 2 and max(widths) - min(widths) < 0.3:
        return "各行等长"
    return "梯形或菱形"


def _breaks(rows: Sequence[Row]) -> Iterator[Seen]:
    """Yield, for every row but the last, whether it ends between words."""
    import rjieba  # loads a dictionary, which a paper with a title of one line need not wait for

    text = "".join(row.text for row in rows)
    cuts = set(accumulate(len(word) for word in rjieba.cut(text)))
    ends = list(accumulate(len(row.text) for row in rows))
    for row, end in zip(rows[:-1], ends, strict=False):
        number = text[end - 1].isdecimal() and text[end].isdecimal()
        whole = end in cuts and not number
        yield Seen(f"{text[max(0, end - 4) : end]}｜{text[end : end + 4]}", whole, row.page, row.short)


def _addressees(paper: Paper) -> Iterator[Result]:
    rows, title = paper.addressees, paper.title
    if title and title[-1].page == rows[0].page:
        blank = blank_rows(title[-1], rows[0])
        yield from ADDRESSEES_LEAD.judge([ADDRESSEES_LEAD.at(blank, rows[0].page, rows[0].short)])
    yield from ADDRESSEES_LEFT.judge(ADDRESSEES_LEFT.at(row.left, row.page, row.short) for row in rows)
    colon = rows[-1].text[-1]
    yield from ADDRESSEES_COLON.judge([Seen(colon, colon == "：", rows[-1].page, rows[-1].text[-14:])])
