"""Write a Document in the notation; `parse` gives the same Document back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from gongwen.model.dates import chinese_date
from gongwen.model.document import Block, Cell, Document, FormLine, Heading, Paragraph, Part, Sealing, Table
from gongwen.model.notation.lexing import escape

_LOOKS_LIKE_STRUCTURE = re.compile(r"[<^]|-\d+-")


def write(document: Document) -> str:
    """Return the canonical text of `document`; `parse` gives the same Document back."""
    return "\n".join(_document_lines(document)) + "\n"


def _document_lines(document: Document) -> Iterator[str]:
    yield from _element_lines(document)
    parts = [("正文", document.body)]
    parts += [("印发", part) for part in document.enclosed]
    parts += [("横排附件" if part.landscape else "附件", part) for part in document.attachments]
    for name, part in parts:
        yield from ("", f"【{name}】{escape(part.title)}", "")
        yield from _part_lines(part)


def _element_lines(document: Document) -> Iterator[str]:
    for key, value in _elements(document):
        if value or key == "标志":
            yield f"{key}：{escape(value)}"


def _elements(document: Document) -> Iterator[tuple[str, str]]:
    header, signature, imprint = document.header, document.signature, document.imprint
    yield "文种", document.kind.value
    yield "版式", document.form.value if document.form else ""
    yield from (("发文机关", organ) for organ in header.issuer_mark.organs)
    yield "标志", header.issuer_mark.suffix
    yield "机关代字", header.issuer_code
    yield "文号", str(header.document_number or "")
    yield "份号", header.copy_number
    yield "密级", header.security_level
    yield "保密期限", header.secrecy_period
    yield "紧急程度", header.urgency
    yield from (("签发人", name) for name in header.signatories)
    yield "主送", document.addressees
    yield from (("署名", organ) for organ in signature.organs)
    yield "用印", "" if signature.sealing is Sealing.UNSEALED else signature.sealing.value
    yield from (("签名章", f"{signer.post}　{signer.name}") for signer in signature.signers)
    yield "成文日期", chinese_date(signature.date_of_issue)
    yield "附注", document.note
    yield "出席", document.attendance.present
    yield "请假", document.attendance.excused
    yield "列席", document.attendance.observing
    yield "抄送", imprint.cc
    yield "印发机关", imprint.printing_office
    yield "印发日期", chinese_date(imprint.printing_date)


def _part_lines(part: Part) -> Iterator[str]:
    for block in part.blocks:
        yield from _block_lines(block)
    yield from (f"附件：{escape(name)}" for name in part.attachment_note)


def _block_lines(block: Block) -> Iterable[str]:
    match block:
        case Paragraph(text):
            return [escape(text, whole_line=True)]
        case Heading():
            return [_heading_line(block)]
        case FormLine(segments):
            return ["填空：" + "｜".join(escape(segment) for segment in segments)]
        case Table():
            return _table_lines(block)


def _heading_line(heading: Heading) -> str:
    """Write the marker and the text, kept apart where together they would be read as something else."""
    text = escape(heading.text)
    apart = not text or (heading.level == 3 and text[0].isdecimal())
    return heading.marker + ("\\." if apart else "") + text


def _table_lines(table: Table) -> Iterator[str]:
    grid = _grid(table.rows, len(table.widths))
    ruler = "|" + "".join(f"-{width}-|" for width in table.widths) + f" {table.height:g}行"
    for index, row in enumerate(grid):
        if index == table.head:
            yield ruler
        yield "|" + "|".join(row) + "|"
    if table.head >= len(grid):
        yield ruler


def _grid(rows: Sequence[Sequence[Cell]], columns: int) -> list[list[str]]:
    """Spread the cells over a full grid: < covers from the left, ^ from above."""
    grid = [[""] * columns for _ in rows]
    taken = [[False] * columns for _ in rows]
    for y, row in enumerate(rows):
        for cell in row:
            x = taken[y].index(False)
            for dy in range(cell.rows):
                for dx in range(cell.columns):
                    taken[y + dy][x + dx] = True
                    grid[y + dy][x + dx] = "^" if dy and not dx else "<"
            plain = escape(cell.text)
            grid[y][x] = f"\\.{plain}" if _LOOKS_LIKE_STRUCTURE.fullmatch(plain) else plain
    return grid
