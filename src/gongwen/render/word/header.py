"""版头: 发文机关标志 as a table without rules or a text box, then rows of texts, a red rule (7.2, 10)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from math import ceil, floor

from gongwen.model.composition import Align, MarkLine, PlacedText, SetHeader, Style
from gongwen.model.typefaces import EM_TOP
from gongwen.render.word.runs import Hand, exact, hidden, paragraph, run
from gongwen.render.word.shapes import Place, rule, text_box
from gongwen.render.word.tables import cell, grid, row, table
from gongwen.render.word.xml import (
    BASELINE_IN_EXACT_LINE,
    SEPARATOR_PT,
    eighths,
    half_points,
    twips,
    w,
)

_LINE = EM_TOP / BASELINE_IN_EXACT_LINE
"""Line height ÷ type size at which the em box begins where the line of exact height does."""
_MARK_BOX, _RULE = "发文机关标志", "红色双线"
_FIRST_SHAPE = 10
"""The number of the first shape; those before it are the frame's."""


def set_header(hand: Hand, header: SetHeader) -> str:
    """Return 版头: 份号, 密级, 紧急程度; the organs and 文件; the number and its rule."""
    if header.top < 0:
        key = hand.style_id(header.below[0].style)
        box = hidden(key, _mark_box(hand, header))
        return box + _rows(hand, header, SEPARATOR_PT)
    first, last = header.organs[0], header.organs[-1]
    bottom = last.y + _LINE * last.size
    suffix = header.suffix
    split = (first.x + first.width + suffix.x) / 2 if suffix else hand.sheet.area_width
    columns = grid((split, hand.sheet.area_width - split) if suffix else (split,))
    mark = [cell(columns[0], _organs(hand, header.mark_style, header.organs))]
    if suffix:
        beside = _mark_line(hand, header.mark_style, suffix, left=suffix.x - split)
        mark.append(cell(columns[1], beside, middle=True))
    above = cell(sum(columns), _above(hand, header), span=len(columns))
    rows = row(first.y, above) + row(bottom - first.y, "".join(mark))
    return table(columns, "", rows) + _rows(hand, header, bottom)


def page_rules(hand: Hand, header: SetHeader) -> str:
    """Return the rules of page 1 that stand at their own places, for the header of that page (10.1)."""
    sheet = hand.sheet
    return "".join(
        rule(
            f"{_RULE}{index}",
            _FIRST_SHAPE + index,
            Place(sheet.left + one.x, sheet.top + one.y, one.width, one.height, "page"),
            _red(hand),
        )
        for index, one in enumerate(header.page_rules, start=1)
    )


def _mark_box(hand: Hand, header: SetHeader) -> str:
    """Return the mark that begins above the type area, in a text box at its place on the page."""
    (line,) = header.organs
    place = Place(hand.sheet.left, hand.sheet.top + line.y, hand.sheet.area_width, _LINE * line.size, "page")
    content = _mark_line(hand, header.mark_style, line, left=line.x, align=Align.CENTRE)
    return text_box(_MARK_BOX, _FIRST_SHAPE, place, content, clear=False)


def _above(hand: Hand, header: SetHeader) -> str:
    """Return the lines of the type area's first rows, or an empty paragraph."""
    key = hand.style_id(header.below[0].style)
    empty = round(header.above[0].y / hand.sheet.pitch) if header.above else 1
    lines = [
        paragraph(hand.style_id(one.style), run(hand, one.style, one.text), align=Align.LEFT)
        for one in header.above
    ]
    return paragraph(key) * empty + "".join(lines)


def _organs(hand: Hand, style: Style, organs: tuple[MarkLine, ...]) -> str:
    """Return the organs' lines; the first em box begins at the cell's top."""
    lines, bottom = [], organs[0].y
    align = Align.LEFT if len(organs) > 1 else Align.CENTRE
    for organ in organs:
        lines.append(_mark_line(hand, style, organ, left=organ.x, before=organ.y - bottom, align=align))
        bottom = organ.y + _LINE * organ.size
    return "".join(lines)


def _mark_line(
    hand: Hand,
    style: Style,
    line: MarkLine,
    *,
    left: float,
    before: float = 0.0,
    align: Align = Align.LEFT,
) -> str:
    """Return one line of the mark, never wider than it was measured.

    Word narrows characters by whole percents; what that loses goes between them,
    and what is still lacking goes to both sides of a centred line.
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
        indent=w("ind", left=twips(left)) if align is Align.LEFT else w("ind", left=max(0, spacing)),
        align=align,
    )


def _rows(hand: Hand, header: SetHeader, top: float) -> str:
    """Return the rows below the mark, the first one after `top`; 版头 ends where it shall."""
    rows = [list(texts) for _, texts in groupby(header.below, lambda one: one.y)]
    size, pitch = header.below[0].style.size, hand.sheet.pitch
    above = (pitch - size) / 2 + EM_TOP * size
    written = []
    for texts in rows:
        baseline = texts[0].y + above
        if header.rule and texts is rows[-1]:
            written.append(_ruled(hand, header, texts, baseline, top))
            continue
        before = baseline - BASELINE_IN_EXACT_LINE * pitch - top
        top = baseline + (1 - BASELINE_IN_EXACT_LINE) * pitch
        after = header.height - top if texts is rows[-1] else 0.0
        written.append(_row(hand, texts, exact(pitch, before, after)))
    return "".join(written)


def _ruled(hand: Hand, header: SetHeader, texts: Sequence[PlacedText], baseline: float, top: float) -> str:
    """Return the last row; the rule is its lower border.

    The border lies whole points below the line, so the line's height makes up
    for the rest; the space above puts the baseline where it belongs.
    """
    assert header.rule is not None
    below = 1 - BASELINE_IN_EXACT_LINE
    gap = header.rule.y - baseline
    space = max(0, ceil(gap - below * hand.sheet.pitch))
    height = (gap - space) / below
    before = max(0.0, baseline - BASELINE_IN_EXACT_LINE * height - top)
    line = {"val": "single", "sz": eighths(header.rule.height), "space": space}
    border = w("pBdr", w("bottom", **line, color=_red(hand)))
    return _row(hand, texts, exact(height, before), border)


def _row(hand: Hand, texts: Sequence[PlacedText], spacing: str, border: str = "") -> str:
    """Return a row of texts; each begins, or at the right edge ends, at a tab stop, or follows at once.

    None is indented, as a border would be indented with it. A text alone is
    aligned as it says.
    """
    first, *others = texts
    alone = not others and first.align is not Align.LEFT
    stops, inner, end = [], "", 0.0
    for one in texts:
        if one.x - end > SEPARATOR_PT and not alone:
            stops.append(_stop(hand, one))
            inner += w("r", w("tab"))
        inner += run(hand, one.style, one.text, within=first.style)
        end = _end(hand, one)
    return paragraph(
        hand.style_id(first.style),
        inner,
        border=border,
        tabs=w("tabs", *stops) if stops else "",
        free=True,
        spacing=spacing,
        align=first.align,
    )


def _end(hand: Hand, text: PlacedText) -> float:
    """Return where the next character would begin."""
    style = text.style
    return text.x + sum(
        hand.typefaces.width(style.role, char) * style.size + style.tracking for char in text.text
    )


def _stop(hand: Hand, text: PlacedText) -> str:
    if text.align is Align.RIGHT:
        return w("tab", val="right", pos=twips(hand.sheet.area_width))
    return w("tab", val="left", pos=twips(text.x))


def _red(hand: Hand) -> str:
    return hand.sheet.red.lstrip("#").upper()
