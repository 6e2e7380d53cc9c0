"""Paper, type area, rows and characters (GB/T 9704-2012 5), punctuation at line ends (9)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gongwen.check.paper import Paper
from gongwen.check.rows import AREA_BOTTOM, AREA_LEFT, AREA_RIGHT, AREA_TOP, CELL, ROW, Row, common
from gongwen.check.rules import MM
from gongwen.check.values import Clause, Result, Seen
from gongwen.layout import standard
from gongwen.layout.standard import Strength
from gongwen.model.typefaces import Role

_A4_SIDES = standard.PAPER_WIDTH.value, standard.PAPER_HEIGHT.value
_A4 = "×".join(f"{side:g}" for side in _A4_SIDES)
PAPER = Clause("5.1", "用纸", Strength.MUST, _A4, 1.5, "mm")
TOP = Clause.of(standard.TOP, 1.2)
LEFT = Clause.of(standard.LEFT, 1.0)
WIDTH = Clause.of(standard.AREA_WIDTH, 0.7)
BOTTOM = Clause("5.2.1", "版心下边缘以内", Strength.MUST, AREA_BOTTOM, 0.5, "mm")
FACE = Clause("5.2.2", "正文字体", Strength.USUAL, Role.FANGSONG.value)
SIZE = Clause("5.2.2", "正文字号", Strength.USUAL, standard.SIZE_3.value, 0.4, "pt")
ROWS = Clause.of(standard.ROWS, 0)
CELLS = Clause.of(standard.CELLS, 0)
PITCH = Clause.of(standard.PITCH, 0.25)
COLOUR = Clause("5.2.4", "文字颜色", Strength.MUST, "黑色")
LINE_START = Clause("9", "行首标点", Strength.MUST, "行首没有点号、后引号、后括号")
LINE_END = Clause("9", "行末标点", Strength.MUST, "行末没有前引号、前括号")

_NOT_FIRST = frozenset("，。、；：？！）》〉〕】”’％%")
_NOT_LAST = frozenset("（《〈〔【“‘")
_UPPER_LEVELS = re.compile(r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）")
_FEW = 3
"""Rows of text beside a signature that came there by the page before being spread."""
_HANGING = frozenset("，。、；：？！）》”’")


def results(paper: Paper) -> Iterator[Result]:
    """Yield what paper, type area, grid, faces, colours and line ends came to."""
    yield from PAPER.judge(_paper(paper))
    yield from TOP.judge(_tops(paper))
    yield from LEFT.judge(_left(paper))
    yield from WIDTH.judge(_widths(paper))
    yield from BOTTOM.judge(_bottoms(paper))
    yield from _type(paper)
    yield from _grid(paper)
    yield from COLOUR.judge(_colours(paper))
    rows = (*paper.title, *paper.addressees, *paper.flow)
    starts = (Seen(r.text[0], r.text[0] not in _NOT_FIRST, r.page, r.short) for r in rows)
    yield from LINE_START.judge(starts)
    ends = (Seen(r.text[-1], r.text[-1] not in _NOT_LAST, r.page, r.text[-14:]) for r in rows)
    yield from LINE_END.judge(ends)


def _paper(paper: Paper) -> Iterator[Seen]:
    for page in paper.pages:
        sides = zip(sorted((page.width, page.height)), _A4_SIDES, strict=True)
        ok = all(abs(side - wanted) <= PAPER.tolerance for side, wanted in sides)
        yield Seen(f"{page.width:.0f}×{page.height:.0f}", ok, page.number)


def _tops(paper: Paper) -> Iterator[Seen]:
    """Yield where the first row of every later page begins, by its grid row or by its characters.

    Blank rows belong before 附件说明 and 署名, so that a page they begin says nothing.
    """
    for sheet in paper.sheets[1:]:
        rows = sheet.all
        led = bool(rows) and rows[0] in (*paper.signature, *paper.attachment_note)
        if rows and not led and rows[0] in sheet.rows and (len(rows) > 3 or rows[0] in paper.flow):
            first = rows[0]
            more = _row_height(paper, first.page) - ROW
            edges = (first.middle - ROW / 2, first.middle - ROW / 2 - more, first.top)
            top = min(edges, key=lambda y: abs(y - AREA_TOP))
            yield TOP.at(top, first.page, first.short)


def _row_height(paper: Paper, page: int) -> float:
    """Return the height of a page's first rows in mm, which 7.3.5.5 lets differ a little from the grid's."""
    height = next((step for at, step in _steps(paper) if at == page), 0.0) * MM
    return height if abs(height - ROW) < 0.1 * ROW else ROW


def _left(paper: Paper) -> Iterator[Seen]:
    """Yield where the rows begin that stand 顶格; of indented rows alone, where those would."""
    rows = (*paper.addressees, *paper.flow)
    first = min((row for row in rows if row.left < AREA_LEFT + 2.5 * CELL), key=_begin, default=None)
    if first:
        indented = first.left > AREA_LEFT + CELL
        yield LEFT.at(first.left - 2 * CELL * indented, first.page, first.short)


def _begin(row: Row) -> float:
    return row.left


def _right(row: Row) -> float:
    """Return where a row ends, a stop at its end being half as wide where it hangs out."""
    last = row.chars[-1]
    hangs = last.text in _HANGING and row.right > AREA_RIGHT + WIDTH.tolerance
    return row.right - 0.5 * row.em if hangs else row.right


def _wrapped(paper: Paper) -> list[Row]:
    """Return the rows that another row of their paragraph follows."""
    return [
        row
        for row, after in pairwise((*paper.addressees, *paper.body))
        if row.page == after.page and after.left < AREA_LEFT + 1.2 and _right(row) > AREA_RIGHT - 3 * CELL
    ]


def _widths(paper: Paper) -> Iterator[Seen]:
    rows = (*paper.addressees, *paper.flow)
    wide = [row for row in rows if _right(row) - AREA_LEFT > standard.AREA_WIDTH.value + WIDTH.tolerance]
    for row in wide:
        yield WIDTH.at(_right(row) - AREA_LEFT, row.page, row.short)
    wrapped = _wrapped(paper)
    if wrapped and not wide and len(wrapped) > 3:
        widest = max(wrapped, key=_right)
        yield WIDTH.at(_right(widest) - min(row.left for row in wrapped), widest.page, widest.short)


def _bottoms(paper: Paper) -> Iterator[Seen]:
    """Yield the lowest row of each page that leaves the type area, of all pages when none does."""
    lowest = [max(sheet.all, key=_bottom) for sheet in paper.sheets if sheet.all]
    below = [row for row in lowest if row.bottom > AREA_BOTTOM + BOTTOM.tolerance]
    for row in below or sorted(lowest, key=_bottom)[-1:]:
        yield Seen(round(row.bottom, 2), row not in below, row.page, row.short)


def _bottom(row: Row) -> float:
    return row.bottom


def _type(paper: Paper) -> Iterator[Result]:
    chars = [char for row in _unheaded(paper) for char in row.chars]
    whole = Row(0, 0.0, tuple(chars)) if chars else None
    face = whole.role if whole else None
    yield from FACE.judge([Seen(face.value if face else "其他", face is Role.FANGSONG)] if whole else ())
    yield from SIZE.judge(SIZE.at(row.size, row.page, row.short) for row in paper.body)


def _unheaded(paper: Paper) -> Iterator[Row]:
    """Yield the rows of all paragraphs but those of the two upper levels, which have faces of their own."""
    headed = False
    for row in paper.body:
        if row.left > AREA_LEFT + 0.8 * CELL:
            headed = _UPPER_LEVELS.match(row.text) is not None
        if not headed:
            yield row


def _adjusted(paper: Paper, steps: Sequence[tuple[int, float]]) -> Iterator[int]:
    """Yield the pages whose rows stand closer, or apart, for the signature to share text (7.3.5.5).

    Closer where it ends a full page, apart on the page from which few rows come to it.
    """
    if paper.date is None:
        return
    page, pitch = paper.date.page, standard.PITCH.value
    own = common([step for at, step in steps if at == page])
    if paper.date.baseline > AREA_BOTTOM - 4 * ROW and (own is None or own < pitch - PITCH.tolerance):
        yield page
    signed = set(paper.signature)
    beside = [row for row in paper.flow if row.page == page and row not in signed]
    apart = common([step for at, step in steps if at == page - 1])
    least, most = pitch + PITCH.tolerance, pitch * standard.LOOSEN.value + PITCH.tolerance
    if 0 < len(beside) <= _FEW and apart and least < apart < most:
        yield page - 1


def _steps(paper: Paper) -> Iterator[tuple[int, float]]:
    """Yield page and distance in pt of every two rows of text that follow each other."""
    for row, after in pairwise(paper.flow):
        alike = abs(row.size - after.size) < 0.3 and abs(row.size - standard.SIZE_3.value) < 1
        step = (after.baseline - row.baseline) / MM
        if row.page == after.page and alike and 15 < step < 50:
            yield row.page, step


def _grid(paper: Paper) -> Iterator[Result]:
    found = list(_steps(paper))
    adjusted = set(_adjusted(paper, found))
    steps = [step for page, step in found if page not in adjusted]
    pitch = common(steps) if len(steps) > 2 else None
    yield from PITCH.judge([PITCH.at(pitch)] if pitch else ())
    count = int((standard.AREA_HEIGHT.value + 0.4) / (pitch * MM)) if pitch else 0
    yield from ROWS.judge([ROWS.at(count)] if pitch else ())
    cells = [
        len(row.text) + round((row.left - AREA_LEFT) / CELL)
        for row in _wrapped(paper)
        if not any(char.isascii() for char in row.text)
    ]
    full = common([float(count) for count in cells]) if len(cells) > 2 else None
    yield from CELLS.judge([CELLS.at(full)] if full else ())


def _colours(paper: Paper) -> Iterator[Seen]:
    number = (paper.number,) if paper.number else ()
    closing = tuple(row for row in (paper.date, paper.note) if row)
    printed = paper.imprint.rows if paper.imprint else ()
    signed = set(paper.signature)
    for row in (*number, *paper.title, *paper.addressees, *paper.flow, *closing, *printed):
        if row not in signed:
            coloured = [char for char in row.chars if max(char.colour) > 90]
            yield Seen("彩色" if coloured else "黑色", not coloured, row.page, row.short)
