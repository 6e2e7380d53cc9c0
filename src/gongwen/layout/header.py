"""版头: 发文机关标志, 发文字号, 分隔线 (GB/T 9704-2012 7.2)."""

from __future__ import annotations

from gongwen.layout import standard
from gongwen.layout.lines import Setter
from gongwen.model import Document
from gongwen.model.composition import MarkLine, SetHeader, Style

_MARK_SIZES = (42.0, 40.0, 38.0, 36.0, 34.0, 32.0, 30.0, 28.0, 26.0, 24.0, 22.0)


def set_header(document: Document, setter: Setter) -> SetHeader:
    """Return 版头 of `document`; without a number the place of the serial stays blank."""
    header = document.header
    organs, suffix = _mark(header.issuer_mark.organs, header.issuer_mark.suffix, setter)
    mark_bottom = organs[-1].y + organs[-1].size
    number_y = mark_bottom + standard.MARK_TO_NUMBER.pt
    glyph_bottom = number_y + (standard.PITCH.pt + standard.SIZE_3.pt) / 2
    rule_y = glyph_bottom + standard.NUMBER_TO_RULE.pt
    year = document.signature.date_of_issue.year
    number = str(header.document_number or f"{header.issuer_code}〔{year}〕　　号")
    return SetHeader(
        standard.MARK,
        organs,
        suffix,
        standard.NUMBER,
        number,
        number_y,
        rule_y,
        standard.HEADER_RULE.pt,
        rule_y + standard.HEADER_RULE.pt,
        _top_lines(document),
    )


def _top_lines(document: Document) -> tuple[tuple[Style, str], ...]:
    header = document.header
    lines = (
        (standard.COPY_NUMBER, header.copy_number),
        (standard.SECURITY, header.security_level),
        (standard.SECURITY, header.urgency),
    )
    return tuple((style, text) for style, text in lines if text)


def _mark(
    organs: tuple[str, ...], suffix: str, setter: Setter
) -> tuple[tuple[MarkLine, ...], MarkLine | None]:
    """Stack the organs at equal width, the suffix at their right, centred (7.2.4).

    The largest size is taken at which the characters need not be narrowed
    below the allowed ratio; longer names are narrowed further.
    """
    area = standard.AREA_WIDTH.pt
    natural = max(_em_width(organ, setter) for organ in organs)
    gap = standard.MARK_GAP.value if suffix and len(organs) > 1 else 0.0
    tail = _em_width(suffix, setter) if len(organs) > 1 else 0.0
    joined = suffix if len(organs) == 1 else ""
    natural += _em_width(joined, setter)
    size = next(
        (size for size in _MARK_SIZES if _scale(size, natural, gap + tail, area) >= standard.MARK_NARROWEST.value),
        _MARK_SIZES[-1],
    )
    scale = min(1.0, _scale(size, natural, gap + tail, area))
    block = natural * size * scale
    left = (area - block - (gap + tail) * size) / 2
    top = standard.MARK_TOP.pt - standard.HAN_INK_TOP.value * size
    pitch = standard.MARK_PITCH.value * size
    lines = tuple(
        _mark_line(organ + joined, left, top + index * pitch, size, scale, block, setter)
        for index, organ in enumerate(organs)
    )
    if len(organs) == 1 or not suffix:
        return lines, None
    middle = (lines[0].y + lines[-1].y + size) / 2
    x = left + block + gap * size
    return lines, MarkLine(suffix, x, middle - size / 2, size, 1.0, 0.0, tail * size)


def _scale(size: float, natural: float, apart: float, area: float) -> float:
    return (area - apart * size) / (natural * size)


def _em_width(text: str, setter: Setter) -> float:
    return sum(setter.typefaces.width(standard.MARK.role, char) for char in text)


def _mark_line(
    text: str, x: float, y: float, size: float, scale: float, width: float, setter: Setter
) -> MarkLine:
    slack = width - _em_width(text, setter) * size * scale
    spacing = slack / scale / (len(text) - 1) if len(text) > 1 else 0.0
    return MarkLine(text, x, y, size, scale, spacing, width)
