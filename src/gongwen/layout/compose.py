"""compose (版式): a Document laid out to GB/T 9704-2012."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongwen.layout import standard
from gongwen.layout.blocks import (
    set_attendance,
    set_blocks,
    set_flush,
    set_paragraph,
    set_signature,
    set_title,
)
from gongwen.layout.header import set_header
from gongwen.layout.imprint import set_imprint
from gongwen.layout.lines import Setter
from gongwen.layout.paging import Filled, fill_pages, opening_rows
from gongwen.model import Document, Form, Part
from gongwen.model.composition import (
    Blank,
    Block,
    Composition,
    SetHeader,
    SetSection,
    TableBlock,
)
from gongwen.model.typefaces import Typefaces


def compose(document: Document, typefaces: Typefaces) -> Composition:
    """Return `document` laid out; without a number it is marked 草稿.

    Raises FactsError when 版记 is taller than a page.
    """
    setter = Setter(typefaces)
    header, main, moved = _opening(document, setter)
    parts = [main, *_further_parts(document, setter)]
    titles = [part.title for part in (document.body, *document.enclosed, *document.attachments)]
    filled = [_fill(blocks, header if index == 0 else None) for index, blocks in enumerate(parts)]
    flowed = sum(fill.pages for fill in filled)
    imprint = set_imprint(document, setter, pages=flowed, free=filled[-1].free, with_addressees=moved)
    return Composition(
        document.body.title,
        document.header.issuer_mark.organs[0],
        document.signature.date_of_issue,
        standard.SHEET,
        header,
        tuple(map(_section, titles, parts, filled)),
        imprint,
        standard.STYLES,
        flowed + (imprint.own_page + imprint.blank_before),
        draft=document.header.document_number is None,
        heads=tuple(_heads(filled)),
        first_numbered=document.set_form is not Form.LETTER,
    )


def _opening(document: Document, setter: Setter) -> tuple[SetHeader, list[Block], bool]:
    """Return the header, the main part, and whether 主送 moves to 版记, so that page 1 shows 正文.

    The mark of many joint issuers shrinks (7.2.4); where that is not enough,
    the addressees move (7.3.2); where nothing is, all stays in its place.
    命令 and 纪要 have no place for addressees but 版记.
    """
    ways = []
    titled = document.set_form in {Form.GENERAL, Form.LETTER}
    for moved in (False, True) if titled else (bool(document.addressees),):
        blocks = _main_blocks(document, setter, with_addressees=not moved)
        room = standard.AREA_HEIGHT.pt - opening_rows(blocks) * standard.PITCH.pt
        header = set_header(document, setter, room)
        if header.height <= room:
            return header, blocks, moved
        ways.append((header, blocks, moved))
        if not document.addressees:
            break
    return ways[0]


def _fill(blocks: Sequence[Block], header: SetHeader | None) -> Filled:
    sheet = standard.SHEET
    room = sheet.area_height - (header.height if header else 0.0)
    return fill_pages(blocks, int(room // sheet.pitch), sheet.rows)


def _section(title: str, blocks: Sequence[Block], filled: Filled) -> SetSection:
    paged = tuple(
        replace(block, starts=filled.starts[index])
        if isinstance(block, TableBlock) and index in filled.starts
        else block
        for index, block in enumerate(blocks)
    )
    return SetSection(title, paged, frozenset(filled.breaks), frozenset(filled.cuts))


def _heads(filled: Sequence[Filled]) -> Iterator[tuple[int, float]]:
    before = 0
    for fill in filled:
        yield from ((before + page, rows * standard.PITCH.pt) for page, rows in fill.heads)
        before += fill.pages


def _main_blocks(document: Document, setter: Setter, *, with_addressees: bool) -> list[Block]:
    blocks = list(_lead(document, setter))
    if document.addressees and with_addressees:
        blocks.append(set_flush(f"{document.addressees}：", standard.ADDRESSEES, setter, glued=True))
    blocks.extend(set_blocks(document.body, setter))
    if document.set_form is Form.MINUTES:
        blocks.extend(set_attendance(document.attendance, setter))
    else:
        blocks.extend(set_signature(document.signature, setter))
    if document.note:
        blocks.append(set_paragraph(f"（{document.note}）", standard.NOTE, setter))
    return blocks


def _lead(document: Document, setter: Setter) -> Iterator[Block]:
    """Yield what stands between 版头 and the addressees: the title (7.3.1); 命令 has none (10.2)."""
    if document.set_form is Form.ORDER:
        yield Blank(int(standard.ORDER_TEXT_LEAD.value))
        return
    letter = document.set_form is Form.LETTER
    yield Blank(int((standard.LETTER_TITLE_LEAD if letter else standard.RULE_TO_TITLE).value))
    yield set_title(document.body.title, standard.TITLE, setter)
    yield Blank(int(standard.TITLE_TO_ADDRESSEES.value))


def _further_parts(document: Document, setter: Setter) -> Iterator[list[Block]]:
    """Yield 被印发文件, then 附件, numbered where there are several."""
    for part in document.enclosed:
        yield _enclosed_blocks(part, setter)
    count = len(document.attachments)
    for index, part in enumerate(document.attachments, start=1):
        yield _annex_blocks(part, index if count > 1 else 0, setter)


def _enclosed_blocks(part: Part, setter: Setter) -> list[Block]:
    title = set_title(part.title, standard.TITLE, setter)
    return [title, Blank(int(standard.TITLE_TO_ADDRESSEES.value)), *set_blocks(part, setter)]


def _annex_blocks(part: Part, ordinal: int, setter: Setter) -> list[Block]:
    """附件 in row 1, its title in row 3 (7.3.7)."""
    label = set_flush(f"附件{ordinal or ''}", standard.ANNEX_LABEL, setter, glued=True)
    return [
        label,
        Blank(int(standard.ANNEX_TITLE_ROW.value) - 2),
        set_title(part.title, standard.ANNEX_TITLE, setter),
        Blank(int(standard.TITLE_TO_ADDRESSEES.value)),
        *set_blocks(part, setter),
    ]
