"""Read a whole circular, from lines or from a DOCX; doubt elements that contradict each other."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from gongwen.model.dates import chinese_date
from gongwen.model.document import Heading, Table
from gongwen.model.kinds import Kind
from gongwen.recognise.circular import wordings
from gongwen.recognise.circular.citing import citations
from gongwen.recognise.circular.closing import Closing, read_closing
from gongwen.recognise.circular.head import read_head
from gongwen.recognise.circular.header import Head, late_mark
from gongwen.recognise.circular.parts import Parts, read_parts
from gongwen.recognise.circular.rows import Row, Sheet, folded, row_of, rows_of, squeezed
from gongwen.recognise.circular.values import Circular, Citation, Element, Leftover, Relation, Section, parsed
from gongwen.recognise.pieces import Known, Pieces
from gongwen.recognise.tables import table_of
from gongwen.recognise.values import Grid, Line, Square
from gongwen.recognise.word import Settling, opened, read_any_texts, settled

_ABOUT = re.compile(r"(?:关于|印发|转发|批转)")
_MARKS = re.compile(r"[《》〈〉“”\"（）()\s、，,]")
_LAYOUT = re.compile(
    r"\A(?:抄送|主送|绝密|机密|秘密|特急|加急|签发人)|日印发\Z|文件\Z|\A.{1,16}[〔\[（]\d{4}[〕\]）].{0,6}号"
)
"""What a table says that only lays out 版头 or 版记."""

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


def read_circular_docx(content: bytes, name: str = "这个 DOCX") -> Circular:
    """Return what a DOCX of any origin says; `lines` of elements count its paragraphs.

    Revisions are accepted. Text boxes stand where they hang; a table that only
    lays out 版头 or 版记 is read as lines. Raises FactsError, naming the file
    `name`, when the DOCX cannot be opened.
    """
    texts = read_any_texts(settled(opened(content, name), Settling.ACCEPTED))
    paged = _Paged()
    for item in texts.items:
        if isinstance(item, Grid):
            paged.grid(item)
        else:
            paged.line(item)
    for line in texts.imprint:
        paged.line(line)
    told = tuple(Leftover(0, one.place, one.sentence) for one in texts.findings)
    circular = read_rows(paged.rows, paged.tables)
    return replace(circular, leftovers=(*circular.leftovers, *paged.strays, *told))


@dataclass
class _Paged:
    """The paragraphs of a DOCX as rows."""

    rows: list[Row] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    strays: list[Leftover] = field(default_factory=list)
    number: int = 0
    blank: int = 0

    def line(self, line: Line) -> None:
        """Add a paragraph, what hangs at it before."""
        for stray in line.strays:
            if stray.what == "文本框":
                self._add(stray.text)
            else:
                self.strays.append(Leftover(self.number + 1, stray.what, stray.text))
        self._add(line.listed + line.text, centred=line.centred)

    def grid(self, grid: Grid) -> None:
        """Add a table, or its lines where it only lays out 版头 or 版记."""
        texts = [" ".join(square.text for square in row if square.text) for row in grid.rows]
        if any(_LAYOUT.search(folded(squeezed(text))) for text in texts):
            for row in grid.rows:
                self._add("\n".join(square.text for square in row) if _stacked(row) else _beside(row))
            return
        known = Known(frozenset(), frozenset(), (), {}, frozenset(), False)
        self.tables.append(table_of(grid, known, Pieces(), math.inf))
        for text in texts:
            self._add(text, table=len(self.tables) - 1)

    def _add(self, text: str, *, centred: bool = False, table: int = -1) -> None:
        self.number += 1
        gap, self.blank = self.blank, self.blank + 1
        for piece in text.splitlines():
            if squeezed(piece):
                self.rows.append(row_of(self.number, piece, gap, centred=centred, table=table))
                gap = self.blank = 0


def _stacked(row: Sequence[Square]) -> bool:
    """Say whether cells of a row are lines of their own: organs beside 文件."""
    return any("\n" in square.text for square in row) or any(square.text.strip() == "文件" for square in row)


def _beside(row: Sequence[Square]) -> str:
    return "    ".join(square.text for square in row if square.text.strip())


def read_rows(rows: Sequence[Row], tables: Sequence[Table]) -> Circular:
    """Return what rows say; `tables` are those that rows stand in, by their number."""
    sheet = Sheet(rows)
    head = read_head(sheet)
    late_mark(sheet, head)
    closing = read_closing(sheet, head.body, _known(head), _year(head))
    title = folded(squeezed(head.title.value)) if head.title else ""
    if head.kind is None and head.number and "令" in head.number.value:
        head.kind = Element(Kind.ORDER, head.number.lines)
    parts = read_parts(sheet, head.body, (closing.first, closing.last), title, tables)
    return agreed(_circular(sheet, head, closing, parts))


def _known(head: Head) -> frozenset[str]:
    organs = head.mark.value.organs if head.mark else ()
    return frozenset(folded(squeezed(one)) for one in organs)


def _year(head: Head) -> int:
    number = parsed(head.number.value) if head.number else None
    return number.year if number else 0


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
        citations=_citations(head, parts),
        sections=tuple(parts.sections),
        leftovers=tuple(_leftovers(sheet, head.body)),
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


def _citations(head: Head, parts: Parts) -> tuple[Citation, ...]:
    """Return what is cited; what 正文 promulgates without a number is the paper's own."""
    found = citations(_texts(head, parts.sections), _own(head, parts))
    main = {line for said in parts.sections[0].said for line in said.lines}
    main.update(head.title.lines if head.title else ())
    return tuple(
        one for one in found if one.number or one.relation is not Relation.ISSUED or one.line not in main
    )


def _own(head: Head, parts: Parts) -> list[str]:
    names = [section.title for section in parts.sections]
    names += [entry for section in parts.sections for entry in section.entries]
    return [*names, head.title.value if head.title else ""]


def _leftovers(sheet: Sheet, body: int) -> Iterator[Leftover]:
    for at, (row, role) in enumerate(zip(sheet.rows, sheet.roles, strict=True)):
        if role not in _USED:
            where = "正文之前的文字" if at < body else "落款之后的文字"
            yield Leftover(row.line, role or where, row.text)


def agreed(circular: Circular) -> Circular:
    """Return `circular` with every element doubted that another one contradicts."""
    for check in (_years, _printed, _organs, _annexes, _dated_late):
        circular = check(circular)
    return circular


def _years(circular: Circular) -> Circular:
    number, date, parsed = circular.number, circular.date_of_issue, circular.document_number
    if number is None or date is None or parsed is None or parsed.year == date.value.year:
        return circular
    reason = f"发文字号的年份是{parsed.year}年，成文日期是{chinese_date(date.value)}，两处不一致"
    return replace(circular, number=number.doubted(reason), date_of_issue=date.doubted(reason))


def _printed(circular: Circular) -> Circular:
    date, printed = circular.date_of_issue, circular.printing_date
    if date is None or printed is None or printed.value >= date.value:
        return circular
    reason = f"印发日期{chinese_date(printed.value)}早于成文日期{chinese_date(date.value)}"
    return replace(circular, date_of_issue=date.doubted(reason), printing_date=printed.doubted(reason))


def _organs(circular: Circular) -> Circular:
    """Compare the organ that the title begins with, the mark and the signature."""
    signature, mark, title = circular.signature, circular.issuer_mark, circular.title
    if signature is None:
        return circular
    signed = [folded(squeezed(one)) for one in signature.value]
    if mark is not None and mark.value.suffix != "纪要":
        missing = [one for one in mark.value.organs if not any(_alike(one, each) for each in signed)]
        if missing:
            reason = f"发文机关标志上有「{missing[0]}」，署名里没有"
            circular = replace(
                circular, issuer_mark=mark.doubted(reason), signature=signature.doubted(reason)
            )
    said = _title_organs(title.value) if title is not None and mark is None else ""
    if title is not None and said and not any(_alike(one, said) or one in said for one in signed):
        reason = f"标题以「{said}」开头，署名是「{'、'.join(signature.value)}」，两处不一致"
        return replace(circular, title=title.doubted(reason), signature=signature.doubted(reason))
    return circular


def _title_organs(title: str) -> str:
    found = _ABOUT.search(title)
    return _MARKS.sub("", folded(title[: found.start()])) if found else ""


def _alike(one: str, other: str) -> bool:
    """Say whether two names may be of one organ: the shorter leaves characters of the longer out."""
    short, long = sorted((_MARKS.sub("", folded(one)), _MARKS.sub("", folded(other))), key=len)
    rest = iter(long)
    return all(character in rest for character in short)


def _annexes(circular: Circular) -> Circular:
    note, annexes = circular.attachment_note, circular.annexes
    if note is None or annexes is None:
        return circular
    reason = ""
    if len(note.value) != len(annexes.value):
        reason = f"附件说明列了{len(note.value)}个附件，后面的附件有{len(annexes.value)}个"
    else:
        for entry, annex in zip(note.value, annexes.value, strict=True):
            if annex.title and _MARKS.sub("", folded(entry)) != _MARKS.sub("", folded(annex.title)):
                reason = f"附件说明写的是「{entry}」，附件的标题是「{annex.title}」"
                break
    if not reason:
        return circular
    return replace(circular, attachment_note=note.doubted(reason), annexes=annexes.doubted(reason))


def _dated_late(circular: Circular) -> Circular:
    """Doubt a date that stands behind an annex: it may be one of the annex."""
    date, annexes = circular.date_of_issue, circular.annexes
    if date is None or annexes is None or not date.lines or date.lines[0] < annexes.lines[0]:
        return circular
    reason = "日期在附件之后，可能是附件里的日期"
    signature = circular.signature.doubted(reason) if circular.signature else None
    return replace(circular, date_of_issue=date.doubted(reason), signature=signature)
