"""附件 (GB/T 9704-2012 7.3.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongwen.check.paper import Annex, Paper
from gongwen.check.rows import AREA_BOTTOM, AREA_LEFT, AREA_TOP, ROW, Row
from gongwen.check.values import Clause, Result, Seen
from gongwen.layout import standard
from gongwen.layout.standard import Strength
from gongwen.model.typefaces import Role

LABEL_ROW = Clause.of(standard.ANNEX_LABEL_ROW, 0.35, "“附件”所在行")
LABEL_LEFT = Clause("7.3.7", "“附件”顶格", Strength.MUST, 0, 0.8, "mm")
LABEL_FORM = Clause("7.3.7", "“附件”后没有冒号", Strength.MUST, "没有冒号")
LABEL_FACE = Clause("7.3.7", "“附件”字体", Strength.MUST, Role.HEI.value)
LABEL_SIZE = Clause("7.3.7", "“附件”字号", Strength.MUST, standard.SIZE_3.value, 0.4, "pt")
TITLE_ROW = Clause.of(standard.ANNEX_TITLE_ROW, 0.35)
TITLE_CENTRED = Clause("7.3.7", "附件标题居中", Strength.MUST, 0, 2.5, "mm")
BEFORE_IMPRINT = Clause("7.3.7", "附件在版记之前", Strength.MUST, "在前")
NAMES = Clause("7.3.7", "附件与附件说明一致", Strength.MUST, "一致")

_SIDEWAYS_LEFT, _SIDEWAYS_TOP, _SIDEWAYS_RIGHT = (
    standard.PAPER_HEIGHT.value - AREA_BOTTOM,
    AREA_LEFT,
    standard.PAPER_HEIGHT.value - AREA_TOP,
)


def results(paper: Paper) -> Iterator[Result]:
    """Yield what labels and titles of the annexes came to, and whether they are those announced."""
    annexes = paper.annexes
    if not annexes and not paper.attachment_note:
        return
    frames = [(annex, *_frame(paper, annex)) for annex in annexes]
    yield from LABEL_ROW.judge(
        LABEL_ROW.at(_grid_row(a.label, top), a.page, a.label.text) for a, top, _, _ in frames
    )
    yield from LABEL_LEFT.judge(
        LABEL_LEFT.at(a.label.left - left, a.page, a.label.text) for a, _, left, _ in frames
    )
    colons = ((a, a.label.text[-1] in "：:") for a in annexes)
    yield from LABEL_FORM.judge(Seen(a.label.text, not colon, a.page, a.label.text) for a, colon in colons)
    yield from LABEL_FACE.judge(_face(a.label) for a in annexes)
    yield from LABEL_SIZE.judge(LABEL_SIZE.at(a.label.size, a.page, a.label.text) for a in annexes)
    titled = [frame for frame in frames if frame[0].title]
    yield from TITLE_ROW.judge(
        TITLE_ROW.at(_grid_row(a.title[0], top), a.page, a.title[0].short) for a, top, _, _ in titled
    )
    yield from TITLE_CENTRED.judge(
        TITLE_CENTRED.at((row.left + row.right - left - right) / 2, a.page, row.short)
        for a, _, left, right in titled
        for row in a.title
    )
    if paper.imprint:
        last = paper.imprint
        orders = ((a, (a.page, a.label.baseline) < (last.page, last.rows[0].baseline)) for a in annexes)
        yield from BEFORE_IMPRINT.judge(
            Seen("在前" if ok else "在后", ok, a.page, a.label.text) for a, ok in orders
        )
    yield from NAMES.judge(_names(paper))


def _frame(paper: Paper, annex: Annex) -> tuple[float, float, float]:
    """Return top, left and right of the type area as the annex is read; a turned page is read sideways."""
    page = paper.pages[annex.page - 1]
    if page.sideways or page.width > page.height:
        return _SIDEWAYS_TOP, _SIDEWAYS_LEFT, _SIDEWAYS_RIGHT
    return AREA_TOP, AREA_LEFT, AREA_LEFT + standard.AREA_WIDTH.value


def _grid_row(row: Row, top: float) -> float:
    """Return the row of the grid that a row stands in, from 1."""
    return (row.middle - top) / ROW + 0.5


def _face(row: Row) -> Seen:
    role = row.role
    return Seen(role.value if role else row.chars[0].font, role is Role.HEI, row.page, row.text)


def _names(paper: Paper) -> Iterator[Seen]:
    announced, held = announced_names(paper.attachment_note), [_joined(a.title) for a in paper.annexes]
    if len(announced) != len(held):
        yield Seen(f"附件说明{len(announced)}件，附件{len(held)}件", False)
        return
    for annex, name, title in zip(paper.annexes, announced, held, strict=True):
        yield Seen(title if name != title else "一致", name == title, annex.page, annex.label.text)
    labels = [a.label.text.removeprefix("附件").strip("：:") for a in paper.annexes]
    wanted = [""] if len(labels) == 1 else [str(index + 1) for index in range(len(labels))]
    if labels not in (wanted, ["1"]):
        yield Seen("、".join(f"附件{label}" for label in labels), False, paper.annexes[0].page)


def announced_names(rows: Sequence[Row]) -> list[str]:
    """Return the names that 附件说明 lists."""
    text = "".join(row.text for row in rows)
    if not text:
        return []
    listed = re.split(r"(?:(?<=^)|(?<=[^\d.]))\d{1,2}[.．](?!\d)", text[3:])
    return [name.strip("。；，、;") for name in listed if name]


def _joined(rows: Sequence[Row]) -> str:
    return "".join(row.text for row in rows)
