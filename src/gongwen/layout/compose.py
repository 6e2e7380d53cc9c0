"""compose (版式): a Document laid out to GB/T 9704-2012."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongwen.layout import standard
from gongwen.layout.blocks import set_attendance, set_blocks, set_flush, set_paragraph, set_title
from gongwen.layout.header import set_header
from gongwen.layout.imprint import set_imprint
from gongwen.layout.lines import Setter
from gongwen.layout.paging import Filled, fill_pages, opening_rows, paged
from gongwen.layout.signature import set_signature, spare_rows
from gongwen.layout.signature.adjusting import Settled, settle
from gongwen.model import Document, Form, Part
from gongwen.model.composition import (
    Blank,
    Block,
    Clearance,
    Composition,
    FormBlock,
    SealBox,
    SetHeader,
    SetSection,
    Sheet,
    TextBlock,
)
from gongwen.model.typefaces import Typefaces


def compose(document: Document, typefaces: Typefaces) -> Composition:
    """Return `document` laid out; without a number it is marked 草稿.

    Raises FactsError when 版记 is taller than a page.
    """
    setter = Setter(typefaces)
    header, moved = _opening(document, setter)
    main = _settled(document, setter, header, with_addressees=not moved)
    further = list(_further_parts(document, setter))
    parts = [main.blocks, *further]
    titles = [part.title for part in document.parts]
    turned = [part.landscape for part in document.parts]
    sheets = map(_sheet, turned[1:])
    filled = [main.filled, *(fill_pages(one, s.rows, s.rows) for one, s in zip(further, sheets, strict=True))]
    flowed = sum(fill.pages for fill in filled)
    free = 0.0 if turned[-1] else filled[-1].free
    imprint = set_imprint(document, setter, pages=flowed, free=free, with_addressees=moved)
    return Composition(
        document.body.title,
        document.header.issuer_mark.organs[0],
        document.signature.date_of_issue,
        standard.SHEET,
        header,
        tuple(map(_section, titles, parts, filled, turned, (header.height, *(0.0 for _ in further)))),
        imprint,
        standard.STYLES,
        flowed + (imprint.own_page + imprint.blank_before),
        draft=document.header.document_number is None,
        heads=tuple(_heads(filled)),
        first_numbered=document.set_form is not Form.LETTER,
        seals=tuple(_seals(main, header.height)),
        adjustment=main.adjustment,
        turned=frozenset(_turned(filled, turned)),
    )


def _opening(document: Document, setter: Setter) -> tuple[SetHeader, bool]:
    """Return the header, and whether 主送 moves to 版记, so that page 1 shows 正文.

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
            return header, moved
        ways.append((header, moved))
        if not document.addressees:
            break
    return ways[0]


def _settled(document: Document, setter: Setter, header: SetHeader, *, with_addressees: bool) -> Settled:
    """Return the main part on its pages, its signature beside text (7.3.5.5)."""
    sheet = standard.SHEET
    signed = document.set_form is not Form.MINUTES
    return settle(
        lambda saved: _main_blocks(document, setter, with_addressees=with_addressees, saved=saved),
        spare_rows(document.signature, setter) if signed else 0.0,
        (sheet.area_height - header.height) / sheet.pitch,
        sheet.rows,
    )


def _seals(main: Settled, opening: float) -> Iterator[SealBox]:
    """Yield the place of every seal on its page; page 1 begins `opening` pt down."""
    for index, block in enumerate(main.blocks):
        if isinstance(block, TextBlock | FormBlock) and block.seals:
            page, rows = main.filled.places[index]
            top = (opening if page == 1 else 0.0) + rows * standard.PITCH.pt
            for seal in block.seals:
                yield SealBox(seal.x, top + seal.y, seal.width, seal.height, seal.organ, page)


def _section(
    title: str, blocks: Sequence[Block], filled: Filled, landscape: bool, opening: float
) -> SetSection:
    """Return a part; its first page begins `opening` pt down."""
    clearances = tuple(
        Clearance(end.block, end.line, (opening if end.page == 1 else 0.0) + end.rows * standard.PITCH.pt)
        for end in filled.ends
    )
    breaks, cuts = frozenset(filled.breaks), frozenset(filled.cuts)
    return SetSection(title, paged(blocks, filled), breaks, cuts, landscape, clearances)


def _heads(filled: Sequence[Filled]) -> Iterator[tuple[int, float]]:
    before = 0
    for fill in filled:
        yield from ((before + page, rows * standard.PITCH.pt) for page, rows in fill.heads)
        before += fill.pages


def _sheet(landscape: bool) -> Sheet:
    """Return the sheet that a part is set on; one of 横排表格 is turned afterwards (8)."""
    return standard.LANDSCAPE_SHEET if landscape else standard.SHEET


def _turned(filled: Sequence[Filled], landscape: Sequence[bool]) -> Iterator[int]:
    """Yield the pages, from 1, that are turned: 版记 never stands on one of them."""
    before = 0
    for fill, turned in zip(filled, landscape, strict=True):
        if turned:
            yield from range(before + 1, before + fill.pages + 1)
        before += fill.pages


def _main_blocks(
    document: Document, setter: Setter, *, with_addressees: bool, saved: float = 0.0
) -> list[Block]:
    blocks = list(_lead(document, setter))
    if document.addressees and with_addressees:
        blocks.append(set_flush(f"{document.addressees}：", standard.ADDRESSEES, setter, glued=True))
    blocks.extend(set_blocks(document.body, setter))
    if document.set_form is Form.MINUTES:
        blocks.extend(set_attendance(document.attendance, setter))
    else:
        noted = bool(document.note)
        blocks.extend(set_signature(document.signature, setter, noted=noted, saved=saved))
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
    sheet = _sheet(part.landscape)
    label = set_flush(f"附件{ordinal or ''}", standard.ANNEX_LABEL, setter, sheet, glued=True)
    return [
        label,
        Blank(int(standard.ANNEX_TITLE_ROW.value) - 2),
        set_title(part.title, standard.ANNEX_TITLE, setter, sheet),
        Blank(int(standard.TITLE_TO_ADDRESSEES.value)),
        *set_blocks(part, setter, sheet),
    ]
