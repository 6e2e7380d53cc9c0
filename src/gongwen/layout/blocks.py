"""主体: a Part's blocks set into lines, form rows and tables (GB/T 9704-2012 7.3)."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.layout import standard
from gongwen.layout.lines import Setter
from gongwen.layout.tables import set_table
from gongwen.layout.titles import break_title
from gongwen.model import Attendance, FormLine, Heading, Paragraph, Part, Table
from gongwen.model import Block as Said
from gongwen.model.composition import (
    Align,
    Blank,
    Block,
    FormBlock,
    Sheet,
    Style,
    TextBlock,
    unbroken,
)

AREA = standard.AREA_WIDTH.pt
_INDENT = standard.FIRST_INDENT.pt
_STOPS = ("。", "；", "：", "！", "？")
"""A heading that ends so is a whole paragraph and stands without the next one."""


def set_title(text: str, style: Style, setter: Setter, sheet: Sheet = standard.SHEET) -> TextBlock:
    """Return the title, broken by meaning, centred on `sheet` (7.3.1)."""
    area = sheet.area_width
    pieces = break_title(text, lambda piece: setter.width(style, piece), area)
    lines = tuple(setter.centred(style, piece, area) for piece in pieces)
    return TextBlock(style, text, lines, Align.CENTRE, glued=True)


def set_paragraph(
    text: str, style: Style, setter: Setter, sheet: Sheet = standard.SHEET, *, glued: bool = False
) -> TextBlock:
    """Return a paragraph with its first line two 字 in (7.3.3)."""
    lines = setter.set(style, text, sheet.area_width, first=_INDENT)
    return TextBlock(style, text, lines, first=_INDENT, glued=glued)


def set_flush(
    text: str, style: Style, setter: Setter, sheet: Sheet = standard.SHEET, *, glued: bool = False
) -> TextBlock:
    """Return a paragraph 顶格, continuation too (7.3.2)."""
    return TextBlock(style, text, setter.set(style, text, sheet.area_width), glued=glued)


def set_blocks(part: Part, setter: Setter, sheet: Sheet = standard.SHEET) -> Iterator[Block]:
    """Yield the blocks of `part` and its 附件说明, as wide as the type area of `sheet`."""
    for block in part.blocks:
        yield from _set(block, setter, sheet)
    if part.attachment_note:
        yield from _attachment_note(part.attachment_note, setter, sheet.area_width)


def _set(block: Said, setter: Setter, sheet: Sheet) -> Iterator[Block]:
    match block:
        case Paragraph(text):
            yield set_paragraph(text, standard.BODY, setter, sheet)
        case Heading():
            style = standard.LEVELS[block.level - 1]
            glued = block.level <= 2 and not block.text.endswith(_STOPS)
            yield set_paragraph(block.marker + block.text, style, setter, sheet, glued=glued)
        case FormLine(segments):
            yield from _form_line(segments, setter, sheet)
        case Table():
            yield set_table(block, setter, sheet)


def _attachment_note(names: tuple[str, ...], setter: Setter, area: float) -> Iterator[Block]:
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
        lines = setter.set(style, label + name, area - left, first=begin - left, align=Align.LEFT)
        yield TextBlock(style, label + name, lines, Align.LEFT, left=left, first=begin - left)


def set_attendance(attendance: Attendance, setter: Setter) -> Iterator[Block]:
    """Yield 出席, 请假, 列席 of 纪要, continuation under the first character after the colon (10.3)."""
    style, label_style = standard.ATTENDANCE, standard.ATTENDANCE_LABEL
    named = (("出席：", attendance.present), ("请假：", attendance.excused), ("列席：", attendance.observing))
    lists = [(label, names) for label, names in named if names]
    if lists:
        yield Blank(int(standard.ATTENDANCE_LEAD.value))
    for label, names in lists:
        hang = setter.width(label_style, label) + label_style.tracking
        left = standard.ATTENDANCE_INDENT.pt + hang
        lines = setter.set(style, label + names, AREA - left, first=-hang)
        yield TextBlock(
            style, label + names, lines, left=left, first=-hang, label=label, label_style=label_style
        )


def _form_line(segments: tuple[str, ...], setter: Setter, sheet: Sheet) -> Iterator[Block]:
    """Yield the segments side by side at even shares, or one below the other where they are too long."""
    style = standard.FORM
    share = sheet.area_width / len(segments)
    if all("\n" not in text and setter.width(style, text) <= share for text in segments):
        lines = tuple(unbroken(style, text, index * share) for index, text in enumerate(segments))
        yield FormBlock(style, lines)
    else:
        yield from (set_flush(text, style, setter, sheet) for text in segments)
