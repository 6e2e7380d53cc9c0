"""recognise (识读): the text of a DOCX → the paper it is."""

from __future__ import annotations

from dataclasses import replace

from gongwen.model.document import (
    Attendance,
    Document,
    Part,
)
from gongwen.model.finding import Level
from gongwen.model.kinds import Form, Kind
from gongwen.recognise.blocks import joined_forms, renumbered
from gongwen.recognise.closing import read_imprint, read_signature
from gongwen.recognise.header import read_header
from gongwen.recognise.keeping import lost
from gongwen.recognise.pieces import Known, PartPieces, Pieces
from gongwen.recognise.placing import Placer
from gongwen.recognise.values import House, Line, Recognised, Texts
from gongwen.recognise.word.package import Package
from gongwen.recognise.word.texts import read_texts


def recognise(package: Package, house: House, known: Document, *, as_text: bool = False) -> Recognised:
    """Return the paper that a package without revisions holds.

    `known` is the paper it was made from: it says what no page shows (文种,
    版式, how it is sealed), and how texts are meant that read two ways. With
    `as_text` what has no place becomes a paragraph where it stands.
    """
    texts = read_texts(package, house)
    titled = _titled(texts) or known.set_form is Form.ORDER
    placer = Placer(Known.of(known), titled, house.sheet.pitch, as_text)
    placer.pieces.findings.extend(texts.findings)
    for item in texts.items:
        placer.place(item)
    for line in texts.imprint:
        for stray in line.strays:
            placer.unplaced(line.place, stray.what, stray.text)
    document = _assembled(placer.pieces, texts, known, placer.known)
    pieces = placer.pieces
    findings = (*pieces.findings, *lost(texts, document, pieces.unplaced))
    return Recognised(document, findings, tuple(pieces.unplaced))


def _titled(texts: Texts) -> bool:
    lines = [item for item in texts.items if isinstance(item, Line) and item.whole]
    first = next((one.key for one in lines if one.key in {"title", "addressees", "annex-label"}), "")
    return first == "title"


def _assembled(pieces: Pieces, texts: Texts, known: Document, was: Known) -> Document:
    parts = pieces.parts or [PartPieces("正文")]
    for part in parts:
        joined_forms(part, was)
        renumbered(part, pieces)
    header = read_header(pieces, texts, known, was)
    addressees, imprint = read_imprint(pieces, texts, known, was)
    named = was.name("，".join(pieces.addressees)) if pieces.addressees else addressees
    minutes = known.set_form is Form.MINUTES
    document = Document(
        known.kind,
        header,
        named,
        _main(parts[0], pieces, known, was),
        known.signature if minutes else read_signature(pieces, known),
        imprint,
        pieces.note,
        tuple(_part(one, was) for one in parts[1:] if one.name == "印发"),
        tuple(_part(one, was) for one in parts[1:] if one.name == "附件"),
        known.form,
        Attendance(*(pieces.attendance.get(one, "") for one in ("出席", "请假", "列席"))),
    )
    _check(document, pieces, known)
    return document


def _main(part: PartPieces, pieces: Pieces, known: Document, was: Known) -> Part:
    """Return 正文; 命令 shows no title (10.2)."""
    if not part.titles and known.set_form is not Form.ORDER:
        pieces.warn("标题", "没有找到标题；请把标题设成「公文标题」样式", Level.ERROR, "GB/T 9704-2012 7.3.1")
    title = known.body.title if not part.titles else was.name("".join(part.titles))
    return replace(_part(part, was), title=title)


def _part(part: PartPieces, was: Known) -> Part:
    title = was.name("".join(part.titles)) if part.titles else ""
    return Part(title, tuple(part.blocks), tuple(part.notes), part.landscape)


def _check(document: Document, pieces: Pieces, known: Document) -> None:
    named = next((kind for kind in Kind if document.body.title.endswith(kind.value)), known.kind)
    if named is not known.kind and not known.body.title.endswith(named.value):
        pieces.warn(
            "标题",
            f"标题写的是{named.value}，文种是{known.kind.value}；请核对，文种用 gongwen draft revise 改",
        )
    for name, part in (
        *(("印发的文件", one) for one in document.enclosed),
        *(("附件", one) for one in document.attachments),
    ):
        if not part.title:
            pieces.warn(name, f"有一个{name}没有标题", Level.ERROR)
