"""版头: a table without rules for 发文机关标志, then 发文字号 over the red rule (7.2)."""

from __future__ import annotations

from math import floor

from gongwen.model.composition import Align, MarkLine, SetHeader, Style
from gongwen.model.typefaces import EM_TOP
from gongwen.render.word.runs import Hand, exact, paragraph, run
from gongwen.render.word.tables import cell, grid, row, table
from gongwen.render.word.xml import (
    BASELINE_IN_EXACT_LINE,
    eighths,
    half_points,
    twips,
    w,
)

_LINE = EM_TOP / BASELINE_IN_EXACT_LINE
"""Line height ÷ type size at which the em box begins where the line of exact height does."""


def set_header(hand: Hand, header: SetHeader) -> str:
    """Return 版头: 份号, 密级, 紧急程度; the organs and 文件; the number and its rule."""
    first, last = header.organs[0], header.organs[-1]
    bottom = last.y + _LINE * last.size
    suffix = header.suffix
    split = (first.x + first.width + suffix.x) / 2 if suffix else hand.sheet.area_width
    columns = grid((split, hand.sheet.area_width - split) if suffix else (split,))
    mark = [cell(columns[0], _organs(hand, header.mark_style, header.organs))]
    if suffix:
        beside = _mark_line(hand, header.mark_style, suffix, left=suffix.x - split)
        mark.append(cell(columns[1], beside, middle=True))
    above = cell(sum(columns), _top(hand, header), span=len(columns))
    rows = row(first.y, above) + row(bottom - first.y, "".join(mark))
    return table(columns, "", rows) + _number(hand, header, bottom)


def _top(hand: Hand, header: SetHeader) -> str:
    """Return the lines of the type area's first rows, or an empty paragraph."""
    lines = [
        paragraph(hand.style_id(style), run(hand, style, text), align=Align.LEFT)
        for style, text in header.top
    ]
    return "".join(lines) or paragraph(hand.style_id(header.number_style))


def _organs(hand: Hand, style: Style, organs: tuple[MarkLine, ...]) -> str:
    """Return the organs' lines; the first em box begins at the cell's top."""
    lines, bottom = [], organs[0].y
    for organ in organs:
        lines.append(_mark_line(hand, style, organ, left=organ.x, before=organ.y - bottom))
        bottom = organ.y + _LINE * organ.size
    return "".join(lines)


def _mark_line(hand: Hand, style: Style, line: MarkLine, *, left: float, before: float = 0.0) -> str:
    """Return one line of the mark, never wider than it was measured.

    Word narrows characters by whole percents; what that loses goes between them.
    """
    percent = floor(line.scale * 100 + 1e-6)
    gaps = len(line.text) - 1
    natural = line.width / line.scale - line.spacing * gaps
    spacing = floor((line.width - natural * percent / 100) / gaps * 20) if gaps else 0
    size = half_points(line.size)
    look = (
        (w("spacing", val=spacing) if spacing else "")
        + (w("w", val=percent) if percent != 100 else "")
        + w("sz", val=size)
        + w("szCs", val=size)
    )
    return paragraph(
        hand.style_id(style),
        run(hand, style, line.text, look),
        free=True,
        spacing=exact(_LINE * line.size, before),
        indent=w("ind", left=twips(left)),
        align=Align.LEFT,
    )


def _number(hand: Hand, header: SetHeader, top: float) -> str:
    """Return 发文字号; the rule is its lower border.

    The border lies whole points below the line, so the line's height makes up
    for the rest; the space above puts the baseline where it belongs.
    """
    style, pitch = header.number_style, hand.sheet.pitch
    below = 1 - BASELINE_IN_EXACT_LINE
    baseline = header.number_y + (pitch - style.size) / 2 + EM_TOP * style.size
    gap = header.rule_y - baseline
    space = max(0, floor(gap - below * pitch))
    height = (gap - space) / below
    before = baseline - BASELINE_IN_EXACT_LINE * height - top
    rule = {"val": "single", "sz": eighths(header.rule), "space": space}
    colour = hand.sheet.red.lstrip("#").upper()
    return paragraph(
        hand.style_id(style),
        run(hand, style, header.number),
        glued=True,
        border=w("pBdr", w("bottom", **rule, color=colour)),
        free=True,
        spacing=exact(height, before),
        align=Align.CENTRE,
    )
