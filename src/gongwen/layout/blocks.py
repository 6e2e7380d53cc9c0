"""主体: a Part's blocks set into lines, form rows and tables (GB/T 9704-2012 7.3)."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.layout import standard
from gongwen.layout.lines import Setter
from gongwen.layout.titles import break_title
from gongwen.model import Block as Said
from gongwen.model import FormLine, Heading, Paragraph, Part, Signature, Table, chinese_date
from gongwen.model.composition import (
    Align,
    Blank,
    Block,
    FormBlock,
    Line,
    SetCell,
    SetRow,
    Style,
    TableBlock,
    TextBlock,
)

AREA = standard.AREA_WIDTH.pt
_INDENT = standard.FIRST_INDENT.pt
_PADDING = 3.0


def set_title(text: str, style: Style, setter: Setter) -> TextBlock:
    """Return the title, broken by meaning, centred (7.3.1)."""
    pieces = break_title(text, lambda piece: setter.width(style, piece), AREA)
    lines = tuple(Line(piece, (AREA - setter.width(style, piece)) / 2, 0.0) for piece in pieces)
    return TextBlock(style, text, lines, Align.CENTRE, glued=True)


def set_paragraph(text: str, style: Style, setter: Setter, *, glued: bool = False) -> TextBlock:
    """Return a paragraph with its first line two 字 in (7.3.3)."""
    return TextBlock(style, text, setter.set(style, text, AREA, first=_INDENT), first=_INDENT, glued=glued)


def set_flush(text: str, style: Style, setter: Setter, *, glued: bool = False) -> TextBlock:
    """Return a paragraph 顶格, continuation too (7.3.2)."""
    return TextBlock(style, text, setter.set(style, text, AREA), glued=glued)


def set_blocks(part: Part, setter: Setter) -> Iterator[Block]:
    """Yield the blocks of `part` and its 附件说明."""
    for block in part.blocks:
        yield _set(block, setter)
    if part.attachment_note:
        yield from _attachment_note(part.attachment_note, setter)


def _set(block: Said, setter: Setter) -> Block:
    match block:
        case Paragraph(text):
            return set_paragraph(text, standard.BODY, setter)
        case Heading():
            style = standard.LEVELS[block.level - 1]
            return set_paragraph(block.marker + block.text, style, setter, glued=block.level <= 2)
        case FormLine(segments):
            return _form_line(segments, setter)
        case Table():
            return _table(block, setter)


def _attachment_note(names: tuple[str, ...], setter: Setter) -> Iterator[Block]:
    """附件： and the names, several numbered and aligned (7.3.4)."""
    style = standard.ATTACHMENT_NOTE
    yield Blank(int(standard.NOTE_LEAD.value))
    label_width = setter.width(style, "附件：") + style.tracking
    for index, name in enumerate(names, start=1):
        number = f"{index}." if len(names) > 1 else ""
        label = ("附件：" if index == 1 else "") + number
        begin = _INDENT + (0.0 if index == 1 else label_width)
        left = _INDENT + label_width + (setter.width(style, number) + style.tracking if number else 0.0)
        # The label hangs left of the names, so that continuations stand under the name.
        lines = setter.set(style, label + name, AREA - left, first=begin - left, align=Align.LEFT)
        yield TextBlock(style, label + name, lines, Align.LEFT, left=left, first=begin - left)


def _form_line(segments: tuple[str, ...], setter: Setter) -> FormBlock:
    """Return the segments, each beginning at its even share of the line."""
    share = AREA / len(segments)
    lines = tuple(Line(text, index * share, 0.0) for index, text in enumerate(segments))
    return FormBlock(standard.FORM, lines)


def _table(table: Table, setter: Setter) -> TableBlock:
    total = sum(table.widths)
    columns = tuple(width / total * AREA for width in table.widths)
    rows = []
    taken: dict[int, int] = {}
    for index, row in enumerate(table.rows):
        cells, x, tallest = [], 0, 1.0 if index < table.head else table.height
        for cell in row:
            while taken.get(x, 0) > index:
                x += 1
            width = sum(columns[x : x + cell.columns]) - 2 * _PADDING
            align = Align.CENTRE if index < table.head or x == 0 else Align.LEFT
            lines = setter.set(standard.TABLE, cell.text, width, align=align)
            cells.append(SetCell(lines, cell.columns, cell.rows, cell.text))
            if cell.rows == 1:
                tallest = max(tallest, len(lines))
            for column in range(x, x + cell.columns):
                taken[column] = index + cell.rows
            x += cell.columns
        rows.append(SetRow(tuple(cells), tallest))
    return TableBlock(standard.TABLE, columns, tuple(rows), table.head, standard.TABLE_RULE.pt)


def set_signature(signature: Signature, setter: Setter) -> Iterator[Block]:
    """署名 and 成文日期 without seal: right two 字, the date two 字 further in (7.3.5.2)."""
    style, date_style = standard.SIGNATURE, standard.DATE
    date = chinese_date(signature.date_of_issue)
    right = standard.SIGNATURE_RIGHT.pt
    widths = [setter.width(style, organ) for organ in signature.organs]
    date_width = setter.width(date_style, date)
    begin = AREA - right - max(widths)
    date_x = begin + standard.DATE_SHIFT.pt
    if date_x + date_width > AREA - right:
        date_x = AREA - right - date_width
        begin = date_x - standard.DATE_SHIFT.pt
    yield Blank(int(standard.SIGNATURE_LEAD.value))
    for organ, width in zip(signature.organs, widths, strict=True):
        x = max(0.0, begin + (max(widths) - width))
        yield _placed(style, organ, x, width, glued=True)
    yield _placed(date_style, date, date_x, date_width, glued=False)


def _placed(style: Style, text: str, x: float, width: float, *, glued: bool) -> TextBlock:
    right = AREA - x - width
    return TextBlock(style, text, (Line(text, x, 0.0),), Align.RIGHT, right=right, glued=glued)
