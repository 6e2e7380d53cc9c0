"""版记 at the foot of the last, even page; of 信函 without rules (GB/T 9704-2012 7.4, 10.1)."""

from __future__ import annotations

from gongwen.errors import FactsError
from gongwen.layout import standard
from gongwen.layout.lines import Setter
from gongwen.model import Document, Form, chinese_date
from gongwen.model.composition import SetImprint, TextBlock

_AREA = standard.AREA_WIDTH.pt
_STYLE = standard.IMPRINT
_INSET = standard.IMPRINT_INSET.pt
_GAP = standard.SIZE_4.pt
"""The least room between 印发机关 and 印发日期: one 字."""


def set_imprint(
    document: Document, setter: Setter, *, pages: int, free: float, with_addressees: bool
) -> SetImprint:
    """Return 版记 after `pages` pages of text, the last with `free` rows left.

    Printing is duplex, so 版记 stands on an even page; where it has to turn to
    one over a blank page, neither is numbered (7.5). Raises FactsError when it
    is taller than a page.
    """
    imprint = document.imprint
    main = _organs("主送：", document.addressees, setter) if with_addressees else None
    cc = _organs("抄送：", imprint.cc, setter) if imprint.cc else None
    if document.set_form is Form.LETTER:
        return _of_letter(main, cc, free)
    printed = f"{chinese_date(imprint.printing_date)}印发"
    beside = _AREA - 2 * _INSET - _GAP - setter.width(_STYLE, printed)
    office = setter.set(_STYLE, imprint.printing_office, beside)
    rows = (len(main.lines) if main else 0) + (len(cc.lines) if cc else 0) + len(office)
    _refuse_taller_than_a_page(rows)
    same_page = pages % 2 == 0 and free >= rows + standard.IMPRINT_LEAD.value
    height = rows * standard.PITCH.pt
    used = standard.ROWS.value - free if same_page else 0.0
    return SetImprint(
        _STYLE,
        cc,
        imprint.printing_office,
        printed,
        _INSET,
        standard.IMPRINT_THICK.pt,
        standard.IMPRINT_THIN.pt,
        height,
        rows,
        own_page=not same_page,
        blank_before=not same_page and pages % 2 == 0,
        lead=standard.AREA_HEIGHT.pt - height - used * standard.PITCH.pt,
        office_lines=office,
        main=main,
    )


def _of_letter(main: TextBlock | None, cc: TextBlock | None, free: float) -> SetImprint:
    """Return 版记 of 信函 on its last page, odd or even: the organs alone (10.1)."""
    rows = (len(main.lines) if main else 0) + (len(cc.lines) if cc else 0)
    _refuse_taller_than_a_page(rows)
    same_page = not rows or free >= rows + standard.IMPRINT_LEAD.value
    height = rows * standard.PITCH.pt
    used = standard.ROWS.value - free if same_page else 0.0
    return SetImprint(
        _STYLE,
        cc,
        office="",
        printed="",
        inset=_INSET,
        thick=0.0,
        thin=0.0,
        height=height,
        rows=rows,
        own_page=not same_page,
        blank_before=False,
        lead=standard.AREA_HEIGHT.pt - height - used * standard.PITCH.pt,
        office_lines=(),
        main=main,
        ruled=False,
    )


def _refuse_taller_than_a_page(rows: int) -> None:
    if rows > standard.ROWS.value:
        raise FactsError(
            f"版记有{rows}行，一面只有{standard.ROWS.value:g}行",
            rule="版记应在同一面上（GB/T 9704-2012 7.4）",
            advice="请用统称缩短主送、抄送机关",
        )


def _organs(label: str, organs: str, setter: Setter) -> TextBlock:
    """Return label and organs, continuation under the first organ, a stop at the end (7.4.2)."""
    text = f"{label}{organs}。"
    hang = setter.width(_STYLE, label)
    lines = setter.set(_STYLE, text, _AREA - 2 * _INSET - hang, first=-hang)
    return TextBlock(_STYLE, text, lines, left=_INSET + hang, right=_INSET, first=-hang)
