"""Read a whole circular: from lines, or from a DOCX of any origin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongwen.model.document import Heading, Table
from gongwen.recognise.circular import wordings
from gongwen.recognise.circular.agreeing import agreed
from gongwen.recognise.circular.citing import citations
from gongwen.recognise.circular.closing import Closing, read_closing
from gongwen.recognise.circular.head import read_head
from gongwen.recognise.circular.header import Head, late_mark
from gongwen.recognise.circular.parts import Parts, read_parts
from gongwen.recognise.circular.rows import Row, Sheet, folded, rows_of, squeezed
from gongwen.recognise.circular.values import Circular, Element, Leftover, Section

_USED = frozenset(
    (
        "份号", "密级", "紧急程度", "发文字号", "签发人", "标题", "主送机关", "发文机关标志",
        "抄送机关", "版记中的主送机关", "印发机关和印发日期", "出席、请假和列席", "署名和成文日期",
        "附注", "印发标题", "附件标题", "附件说明", "文字",
    )
)  # fmt: skip
"""Roles of rows that are in an element or a section."""


def read_circular(lines: Sequence[str]) -> Circular:
    """Return what the lines of a circular say; any text is read, none raises.

    Lines may stand as they do on a page (broken at its width, with page
    numbers) or be whole paragraphs, padded with any white space.
    """
    return read_rows(rows_of(lines), ())


def read_rows(rows: Sequence[Row], tables: Sequence[Table]) -> Circular:
    """Return what rows say; `tables` are those that rows stand in, by their number."""
    sheet = Sheet(rows)
    head = read_head(sheet)
    late_mark(sheet, head)
    closing = read_closing(sheet, head.body, _known(head))
    title = folded(squeezed(head.title.value)) if head.title else ""
    parts = read_parts(sheet, head.body, (closing.first, closing.last), title, tables)
    return agreed(_circular(sheet, head, closing, parts))


def _known(head: Head) -> frozenset[str]:
    organs = head.mark.value.organs if head.mark else ()
    return frozenset(folded(squeezed(one)) for one in organs)


def _circular(sheet: Sheet, head: Head, closing: Closing, parts: Parts) -> Circular:
    return Circular(
        issuer_mark=head.mark,
        number=head.number,
        signatories=head.signatories,
        copy_number=head.copy_number,
        security_level=head.security_level,
        secrecy_period=head.secrecy_period,
        urgency=head.urgency,
        title=head.title,
        kind=head.kind,
        addressees=head.addressees,
        headings=_headings(parts.sections),
        enclosed=parts.enclosed,
        attachment_note=parts.note,
        annexes=parts.annexes,
        signature=closing.signature,
        signers=closing.signers,
        date_of_issue=closing.date or head.field_date,
        note=closing.note,
        attendance=closing.attendance,
        cc=closing.cc,
        moved=closing.moved,
        printing_office=closing.printing_office,
        printing_date=closing.printing_date,
        citations=citations(_texts(head, parts.sections), _own(head, parts)),
        sections=tuple(parts.sections),
        leftovers=tuple(_leftovers(sheet)),
    )


def _headings(sections: Sequence[Section]) -> Element[tuple[Heading, ...]] | None:
    found: list[Heading] = []
    lines: list[int] = []
    for section in sections:
        for said in section.said:
            marked = wordings.marker(folded(said.text)) if said.table is None else None
            if marked:
                level, ordinal, length = marked
                found.append(Heading(level, ordinal, said.text[length:].strip()))
                lines.append(said.lines[0])
    return Element(tuple(found), tuple(lines)) if found else None


def _texts(head: Head, sections: Sequence[Section]) -> Iterator[tuple[str, int]]:
    if head.title:
        yield head.title.value, head.title.lines[0]
    for section in sections:
        for said in section.said:
            yield said.text, said.lines[0]


def _own(head: Head, parts: Parts) -> list[str]:
    names = [section.title for section in parts.sections]
    names += [entry for section in parts.sections for entry in section.entries]
    return [*names, head.title.value if head.title else ""]


def _leftovers(sheet: Sheet) -> Iterator[Leftover]:
    for row, role in zip(sheet.rows, sheet.roles, strict=True):
        if role not in _USED:
            yield Leftover(row.line, role or "落款之后的文字", row.text)
