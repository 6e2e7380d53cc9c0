"""The texts of 版头: 份号, 密级, 紧急程度, 发文字号, 签发人 (GB/T 9704-2012 7.2.1 to 7.2.6)."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.layout import standard
from gongwen.layout.lines import Setter
from gongwen.model import Document, Header
from gongwen.model.composition import Align, PlacedText, Style

AREA = standard.AREA_WIDTH.pt
_LABEL = "签发人："


def number_of(document: Document) -> str:
    """Return 发文字号; without one the place of the serial stays blank."""
    header = document.header
    year = document.signature.date_of_issue.year
    return str(header.document_number or f"{header.issuer_code}〔{year}〕　　号")


def order_number(document: Document) -> str:
    """Return 令号, 第N号 (10.2)."""
    number = document.header.document_number
    return f"第{number.serial}号" if number else "第　　号"


def classified(header: Header) -> Iterator[tuple[Style, str]]:
    """Yield 份号, 密级 with 保密期限, 紧急程度, as far as the paper has them (7.2.1 to 7.2.3)."""
    digits = int(standard.COPY_NUMBER_DIGITS.value)
    if header.copy_number:
        yield standard.COPY_NUMBER, header.copy_number.zfill(digits)
    if header.security_level:
        term = f"★{header.secrecy_period}" if header.secrecy_period else ""
        yield standard.SECURITY, header.security_level + term
    if header.urgency:
        yield standard.SECURITY, header.urgency


def corner(header: Header) -> tuple[PlacedText, ...]:
    """Return them in the upper left corner of the type area, one a row.

    密级 stands in row 2 as 7.2.2 says, whether there is 份号 in row 1 or not.
    """
    empty = header.security_level and not header.copy_number
    first = standard.SECURITY_ROW.value - 1 if empty else 0.0
    return tuple(
        PlacedText(style, text, 0.0, (first + row) * standard.PITCH.pt)
        for row, (style, text) in enumerate(classified(header))
    )


def centred(style: Style, text: str, y: float, setter: Setter) -> PlacedText:
    """Return `text` in the middle of the row at `y`."""
    return PlacedText(style, text, (AREA - setter.width(style, text)) / 2, y, Align.CENTRE)


def at_right(style: Style, text: str, y: float, setter: Setter) -> PlacedText:
    """Return `text` at the right edge of the type area, in the row at `y`."""
    return PlacedText(style, text, AREA - setter.width(style, text), y, Align.RIGHT)


def numbered_rows(document: Document, y: float, setter: Setter) -> tuple[PlacedText, ...]:
    """Return the rows from `y` on that hold 发文字号, of upward papers with 签发人 (7.2.5, 7.2.6)."""
    number, names = number_of(document), document.header.signatories
    if not (document.kind.upward and names):
        return (centred(standard.NUMBER, number, y, setter),)
    return tuple(_signed(number, names, y, setter))


def _signed(number: str, names: tuple[str, ...], y: float, setter: Setter) -> Iterator[PlacedText]:
    """Yield 签发人 at the right, 发文字号 at the left of the last row of names.

    The names stand in columns under the first row's, two a row where they fit;
    a number too long to stand beside even one name takes a row of its own.
    """
    inset = standard.UPWARD_NUMBER_LEFT.pt
    label = setter.width(standard.NUMBER, _LABEL) + standard.TRACKING
    taken = inset + setter.width(standard.NUMBER, number) + standard.SIGNATORY_GAP.pt
    right = AREA - standard.SIGNATORY_RIGHT.pt
    columns = _columns(names, right - taken - label, setter)
    outer = names[len(columns) - 1 :: len(columns)]
    left = right - columns[-1] - max(setter.width(standard.SIGNATORY, one) for one in outer)
    beside = left - label >= taken - standard.SIGNATORY_GAP.pt
    last = y + (-(-len(names) // len(columns)) - 1) * standard.PITCH.pt
    for index, name in enumerate(names):
        row, column = divmod(index, len(columns))
        at = y + row * standard.PITCH.pt
        if not column and at == last and beside:
            yield PlacedText(standard.NUMBER, number, inset, at)
        if not index:
            yield PlacedText(standard.NUMBER, _LABEL, left - label, at)
        yield PlacedText(standard.SIGNATORY, name, left + columns[column], at)
    if not beside:
        yield PlacedText(standard.NUMBER, number, inset, last + standard.PITCH.pt)


def _columns(names: tuple[str, ...], room: float, setter: Setter) -> tuple[float, ...]:
    """Return where the names of a row begin, as many as fit in `room`, at least one."""
    widest = max(setter.width(standard.SIGNATORY, name) for name in names)
    step = widest + standard.SIGNATORY_GAP.pt
    most = min(len(names), int(standard.SIGNATORIES_PER_ROW.value))
    count = next(
        (count for count in range(most, 1, -1) if (count - 1) * step + widest <= room),
        1,
    )
    return tuple(column * step for column in range(count))
