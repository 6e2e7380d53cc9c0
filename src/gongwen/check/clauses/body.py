"""正文: levels, markers, faces, indents; what papers must not say (GB/T 9704-2012 7.3.3, 7.3.5.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from gongwen.check.paper import Paper
from gongwen.check.rows import AREA_LEFT, AREA_RIGHT, CELL, Row, face_of, is_bold
from gongwen.check.values import Clause, Result, Seen
from gongwen.layout import standard
from gongwen.layout.standard import Strength
from gongwen.model.typefaces import Role

_MARKERS = (
    re.compile(r"[一二三四五六七八九十]{1,3}、"),
    re.compile(r"（[一二三四五六七八九十]{1,3}）"),
    re.compile(r"\d{1,2}[.．](?!\d)"),
    re.compile(r"（\d{1,2}）"),
)
_WRONG = re.compile(
    r"\([一二三四五六七八九十]{1,3}\)|（[一二三四五六七八九十]{1,3}）、|\d{1,2}、|\d{1,2}[)）]|\(\d{1,2}\)"
    r"|（\d{1,2}）、|[一二三四五六七八九十]{1,3}[.．]|第[一二三四五六七八九十]{1,3}、|[①-⑳]、"
)
_ROLES = (Role.HEI, Role.KAI, Role.FANGSONG, Role.FANGSONG)
LEVEL_FACES = tuple(
    Clause("7.3.3", f"{name}层次字体", Strength.USUAL, role.value)
    for name, role in zip(("第一", "第二", "第三", "第四"), _ROLES, strict=True)
)
LEVEL_BOLD = Clause("7.3.3", "层次标题不加粗", Strength.USUAL, "不加粗")
MARKERS = Clause("7.3.3", "层次序号写法", Strength.USUAL, "一、 （一） 1. （1）")
INDENT = Clause("7.3.3", "段首左空", Strength.MUST, standard.FIRST_INDENT.value, 0.2, "字")
QUOTED = Clause("7.2.5", "引用的发文字号的括号", Strength.CUSTOM, "〔〕")
NO_TEXT = Clause("7.3.5.5", "不用“此页无正文”", Strength.MUST, "没有")

_QUOTED = re.compile(r"[一-鿿]([〔［\[【(（])(?:19|20)\d{2}([〕］\]】)）])第?\d+号")
_EMPTY_PAGE = re.compile(r"[（(]?此页无正文[)）]?|[（(]?以下无正文[)）]?")


def results(paper: Paper) -> Iterator[Result]:
    """Yield what levels, indents, quoted numbers and forbidden phrases came to."""
    starts = [row for row in paper.flow if AREA_LEFT + 0.8 * CELL < row.left < AREA_LEFT + 4 * CELL]
    starts = [row for row in starts if row not in paper.attachment_note]
    for level, (pattern, clause) in enumerate(zip(_MARKERS, LEVEL_FACES, strict=True), start=1):
        marked = [row for row in starts if pattern.match(row.text)]
        yield from clause.judge(_face(row, _ROLES[level - 1]) for row in marked)
    headed = [row for row in starts if any(pattern.match(row.text) for pattern in _MARKERS)]
    yield from LEVEL_BOLD.judge(map(_bold, headed))
    yield from MARKERS.judge(_markers(starts))
    indented = [row for row in paper.body if AREA_LEFT + 1.2 < row.left < AREA_LEFT + 4.6 * CELL]
    begun = sorted((*indented, *_unindented(paper)), key=lambda row: (row.page, row.baseline))
    yield from INDENT.judge(INDENT.at((r.left - AREA_LEFT) / CELL, r.page, r.short) for r in begun)
    rows = [row for sheet in paper.sheets for row in sheet.all]
    quoted = ((row, match) for row in paper.flow for match in _QUOTED.finditer(row.text))
    yield from QUOTED.judge(_quoted(match, row) for row, match in quoted)
    said = [row for row in rows if _EMPTY_PAGE.search(row.text)]
    found = [Seen(row.text, False, row.page) for row in said] or [Seen("没有", True)]
    yield from NO_TEXT.judge(found)


def _unindented(paper: Paper) -> Iterator[Row]:
    """Yield the rows 顶格 that begin a paragraph, as the row above them ended early with a stop."""
    for above, row in pairwise(paper.body):
        ended = above.text[-1] in "。：；！？" and above.right < AREA_RIGHT - 3 * CELL
        if ended and above.page == row.page and row.left <= AREA_LEFT + 1.2:
            yield row


def _quoted(match: re.Match[str], row: Row) -> Seen:
    brackets = "".join(match.groups())
    return Seen(brackets, brackets == "〔〕", row.page, match.group()[1:])


def _heading(row: Row) -> Row:
    """Return a row up to the stop that ends a run-in heading, the marker without its digits."""
    stop = next((i for i, char in enumerate(row.chars) if char.text in "。："), len(row.chars))
    return row.part(0, max(stop, 3))


def _face(row: Row, wanted: Role) -> Seen:
    role = face_of(_heading(row).chars)
    return Seen(role.value if role else row.chars[-1].font, role is wanted, row.page, row.short)


def _bold(row: Row) -> Seen:
    chars = _heading(row).chars
    bold = sum(map(is_bold, chars)) * 2 > len(chars)
    return Seen("加粗" if bold else "不加粗", not bold, row.page, row.short)


def _markers(starts: list[Row]) -> Iterator[Seen]:
    for row in starts:
        if wrong := _WRONG.match(row.text):
            yield Seen(wrong.group(), False, row.page, row.short)
        elif any(pattern.match(row.text) for pattern in _MARKERS):
            yield Seen("一、 （一） 1. （1）", True, row.page, row.short)
