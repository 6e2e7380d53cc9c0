"""版头 of each form: where its mark, its texts and its red rules stand."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from gongwen.layout import standard
from gongwen.layout.header.mark import Mark, set_mark
from gongwen.layout.header.texts import (
    AREA,
    at_right,
    centred,
    classified,
    corner,
    number_of,
    numbered_rows,
    order_number,
)
from gongwen.layout.lines import Setter
from gongwen.model import Document, Form
from gongwen.model.composition import PlacedRule, PlacedText, SetHeader
from gongwen.model.typefaces import EM_TOP

_PITCH = standard.PITCH.pt
_ORDER, _MINUTES = "令", "纪要"


def set_header(document: Document, setter: Setter, room: float = inf) -> SetHeader:
    """Return 版头 of `document`; without a number the place of the serial stays blank.

    Of joint issuers the mark shrinks until the header is at most `room` pt
    high, so that page 1 shows 正文 (7.2.4, 7.3.3), as far as it can be read.
    """
    match document.set_form:
        case Form.LETTER:
            return _letter(document, setter)
        case Form.ORDER:
            return _order(document, setter, room)
        case Form.MINUTES:
            return _ruled(document, _named(document, _MINUTES), standard.MINUTES_MARK_TOP.pt, setter, room)
        case Form.GENERAL:
            suffix = document.header.issuer_mark.suffix
            return _ruled(document, suffix, standard.MARK_TOP.pt, setter, room)


def _named(document: Document, name: str) -> str:
    """Return what follows the organs in the mark: 标志 if it ends with `name`, else `name` (10.2, 10.3)."""
    mark = document.header.issuer_mark
    if mark.suffix.endswith(name):
        return mark.suffix
    return "" if mark.organs[-1].endswith(name) else name


def _ruled(document: Document, suffix: str, top: float, setter: Setter, room: float) -> SetHeader:
    """Return 版头 that ends with a red rule under 发文字号 (7.2.5, 7.2.7)."""
    rows = numbered_rows(document, standard.MARK_TO_NUMBER.pt, setter)
    below = _ink_bottom(rows, setter) + standard.NUMBER_TO_RULE.pt + standard.HEADER_RULE.pt
    mark = set_mark(document.header.issuer_mark.organs, suffix, setter, top, room - below)
    height = mark.bottom + below
    thick = standard.HEADER_RULE.pt
    return SetHeader(
        standard.MARK,
        mark.organs,
        mark.suffix,
        corner(document.header),
        numbered_rows(document, mark.bottom + standard.MARK_TO_NUMBER.pt, setter),
        PlacedRule(0.0, height - thick, AREA, thick),
        height,
    )


def _ink_bottom(rows: Sequence[PlacedText], setter: Setter) -> float:
    """Return where the ink of the last row ends; the rule stands 4 mm below it (7.2.7)."""
    last = rows[-1].y
    size = standard.NUMBER.size
    baseline = last + (_PITCH - size) / 2 + EM_TOP * size
    inks = (setter.typefaces.ink(one.style.role, one.text).bottom for one in rows if one.y == last)
    return baseline - min(inks) * size


def _order(document: Document, setter: Setter, room: float) -> SetHeader:
    """Return the mark and 令号 of 命令（令）; two rows lead to the text (10.2)."""
    below = standard.ORDER_NUMBER_LEAD.pt + _PITCH
    top, organs = standard.ORDER_MARK_TOP.pt, document.header.issuer_mark.organs
    mark = set_mark(organs, _named(document, _ORDER), setter, top, room - below)
    number = centred(standard.NUMBER, order_number(document), mark.bottom + below - _PITCH, setter)
    above = corner(document.header)
    return SetHeader(standard.MARK, mark.organs, mark.suffix, above, (number,), None, mark.bottom + below)


def _letter(document: Document, setter: Setter) -> SetHeader:
    """Return the mark of 信函 between paper's top and double rule, its texts below that (10.1)."""
    organ = document.header.issuer_mark.organs[0]
    mark = set_mark((organ,), "", setter, standard.LETTER_MARK_TOP.pt - standard.TOP.pt)
    rule = _mark_ink_bottom(mark, setter) + standard.LETTER_MARK_TO_RULE.pt
    first = _double(rule, standard.LETTER_RULE_THICK.pt, standard.LETTER_RULE_THIN.pt)
    foot = standard.PAPER_HEIGHT.pt - standard.TOP.pt - standard.LETTER_FOOT_RULE.pt
    last = _double(foot - _DOUBLE, standard.LETTER_RULE_THIN.pt, standard.LETTER_RULE_THICK.pt)
    size = standard.NUMBER.size
    em_top = rule + _DOUBLE + standard.LETTER_RULE_TO_ROW.value * size
    y = em_top - (_PITCH - size) / 2
    texts = _letter_rows(document, y, setter)
    return SetHeader(standard.MARK, mark.organs, None, (), texts, None, texts[-1].y + _PITCH, (*first, *last))


def _letter_rows(document: Document, y: float, setter: Setter) -> tuple[PlacedText, ...]:
    """Return 发文字号 at the right of the row at `y`, the other elements at the left, one a row."""
    left = [
        PlacedText(style, text, 0.0, y + row * _PITCH)
        for row, (style, text) in enumerate(classified(document.header))
    ]
    number = at_right(standard.NUMBER, number_of(document), y, setter)
    return (*left[:1], number, *left[1:])


_DOUBLE = standard.LETTER_RULE_THICK.pt + standard.LETTER_RULE_GAP.pt + standard.LETTER_RULE_THIN.pt


def _double(y: float, upper: float, lower: float) -> tuple[PlacedRule, PlacedRule]:
    """Return a red double rule from `y` on, in the middle of the type area."""
    width = standard.LETTER_RULE_WIDTH.pt
    x = (AREA - width) / 2
    return PlacedRule(x, y, width, upper), PlacedRule(x, y + _DOUBLE - lower, width, lower)


def _mark_ink_bottom(mark: Mark, setter: Setter) -> float:
    last = mark.organs[-1]
    ink = setter.typefaces.ink(standard.MARK.role, last.text).bottom
    return last.y + (EM_TOP - ink) * last.size
