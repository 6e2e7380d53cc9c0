"""compose (版式): a Document laid out to GB/T 9704-2012."""

from __future__ import annotations

from gongwen.layout import standard
from gongwen.layout.blocks import (
    AREA,
    set_blocks,
    set_flush,
    set_paragraph,
    set_signature,
    set_title,
)
from gongwen.layout.header import set_header
from gongwen.layout.lines import Setter
from gongwen.layout.paging import Filled, fill_pages
from gongwen.model import Document, Part, chinese_date
from gongwen.model.composition import Blank, Block, Composition, SetHeader, SetImprint, SetSection, TextBlock
from gongwen.model.typefaces import Typefaces

_IMPRINT_SLACK = 1


def compose(document: Document, typefaces: Typefaces) -> Composition:
    """Return `document` laid out; without a number it is marked 草稿."""
    setter = Setter(typefaces)
    header = set_header(document, setter)
    parts = [_main_blocks(document, setter)]
    parts += [_enclosed_blocks(part, setter) for part in document.enclosed]
    count = len(document.attachments)
    parts += [
        _annex_blocks(part, index if count > 1 else 0, setter)
        for index, part in enumerate(document.attachments, start=1)
    ]
    titles = [part.title for part in (document.body, *document.enclosed, *document.attachments)]
    filled = [_fill(blocks, header if index == 0 else None) for index, blocks in enumerate(parts)]
    sections = tuple(
        SetSection(title, tuple(blocks), fill.breaks)
        for title, blocks, fill in zip(titles, parts, filled, strict=True)
    )
    flowed = sum(fill.pages for fill in filled)
    imprint = _imprint(document, setter, flowed, filled[-1].free)
    return Composition(
        document.body.title,
        document.header.issuer_mark.organs[0],
        document.signature.date_of_issue,
        standard.SHEET,
        header,
        sections,
        imprint,
        standard.STYLES,
        flowed + (imprint.own_page + imprint.blank_before),
        draft=document.header.document_number is None,
    )


def _fill(blocks: list[Block], header: SetHeader | None) -> Filled:
    sheet = standard.SHEET
    room = sheet.area_height - (header.height if header else 0.0)
    return fill_pages(blocks, int(room // sheet.pitch), sheet.rows)


def _main_blocks(document: Document, setter: Setter) -> list[Block]:
    blocks: list[Block] = [
        Blank(int(standard.RULE_TO_TITLE.value)),
        set_title(document.body.title, standard.TITLE, setter),
        Blank(int(standard.TITLE_TO_ADDRESSEES.value)),
    ]
    if document.addressees:
        blocks.append(set_flush(f"{document.addressees}：", standard.ADDRESSEES, setter, glued=True))
    blocks.extend(set_blocks(document.body, setter))
    blocks.extend(set_signature(document.signature, setter))
    if document.note:
        blocks.append(set_paragraph(f"（{document.note}）", standard.NOTE, setter))
    return blocks


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


def _imprint(document: Document, setter: Setter, pages: int, free: float) -> SetImprint:
    """版记 at the foot of the last page, which is even (7.4.1, duplex printing)."""
    imprint, style = document.imprint, standard.IMPRINT
    inset = standard.IMPRINT_INSET.pt
    cc = _cc(imprint.cc, setter) if imprint.cc else None
    rows = (cc.rows if cc else 0) + 1
    same_page = pages % 2 == 0 and free >= rows + _IMPRINT_SLACK
    used = 0.0 if not same_page else standard.SHEET.rows - free
    height = rows * standard.PITCH.pt
    return SetImprint(
        style,
        cc,
        imprint.printing_office,
        f"{chinese_date(imprint.printing_date)}印发",
        inset,
        standard.IMPRINT_THICK.pt,
        standard.IMPRINT_THIN.pt,
        height,
        rows,
        own_page=not same_page,
        blank_before=not same_page and pages % 2 == 0,
        lead=standard.AREA_HEIGHT.pt - height - used * standard.PITCH.pt,
    )


def _cc(organs: str, setter: Setter) -> TextBlock:
    """抄送： and the organs, continuation under the first organ, a stop at the end (7.4.2)."""
    style, inset = standard.IMPRINT, standard.IMPRINT_INSET.pt
    text = f"抄送：{organs}。"
    hang = setter.width(style, "抄送：")
    lines = setter.set(style, text, AREA - 2 * inset - hang, first=-hang)
    return TextBlock(style, text, lines, left=inset + hang, right=inset, first=-hang)
