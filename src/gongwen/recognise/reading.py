"""recognise (识读): the text of a DOCX → the paper it is."""

from __future__ import annotations

import re
from dataclasses import replace

from gongwen.model.dates import chinese_date
from gongwen.model.document import (
    Attendance,
    Document,
    Header,
    Imprint,
    IssuerMark,
    Part,
    Sealing,
    Signature,
    Signer,
)
from gongwen.model.finding import Level
from gongwen.model.kinds import Form, Kind
from gongwen.model.numbering import DocumentNumber
from gongwen.recognise import wording
from gongwen.recognise.blocks import joined_forms, renumbered
from gongwen.recognise.pieces import Known, PartPieces, Pieces
from gongwen.recognise.placing import Placer
from gongwen.recognise.values import House, Line, Recognised, Texts
from gongwen.recognise.word.package import Package
from gongwen.recognise.word.texts import read_texts

_CC = re.compile(r"(抄送|主送)\s*[:：]\s*(.*?)[。.]?", re.DOTALL)
_PRINTED = re.compile(r"(.*?)\s*(\d{4}年\d{1,2}月\d{1,2}日)\s*印发", re.DOTALL)
_SIGNATORY = "签发人"


def recognise(package: Package, house: House, known: Document, *, as_text: bool = False) -> Recognised:
    """Return the paper that a package without revisions holds.

    `known` is the paper it was made from: it says what no page shows (文种,
    版式, how it is sealed), and how texts are meant that read two ways. With
    `as_text` what has no place becomes a paragraph where it stands.
    """
    texts = read_texts(package, house)
    placer = Placer(Known.of(known), _titled(texts) or known.set_form is Form.ORDER, as_text)
    placer.pieces.findings.extend(texts.findings)
    for item in texts.items:
        placer.place(item)
    for line in texts.imprint:
        for stray in line.strays:
            placer.pieces.warn(line.place, f"版记里有{stray.what}「{stray.text}」，没有带过来")
    document = _assembled(placer.pieces, texts, known, placer.known)
    return Recognised(document, tuple(placer.pieces.findings), tuple(placer.pieces.unplaced))


def _titled(texts: Texts) -> bool:
    lines = [item for item in texts.items if isinstance(item, Line) and item.whole]
    first = next((one.key for one in lines if one.key in {"title", "addressees", "annex-label"}), "")
    return first == "title"


def _assembled(pieces: Pieces, texts: Texts, known: Document, was: Known) -> Document:
    parts = pieces.parts or [PartPieces("正文")]
    for part in parts:
        joined_forms(part, was)
        renumbered(part, pieces)
    header = _header(pieces, texts, known, was)
    addressees, imprint = _imprint(pieces, texts, known, was)
    named = was.name("，".join(pieces.addressees)) if pieces.addressees else addressees
    minutes = known.set_form is Form.MINUTES
    document = Document(
        known.kind,
        header,
        named,
        _main(parts[0], pieces, known, was),
        known.signature if minutes else _signature(pieces, known),
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


def _header(pieces: Pieces, texts: Texts, known: Document, was: Known) -> Header:
    """Return 版头: what is printed is read, what is not is as it was."""
    old = known.header
    found = _Header(pieces, known)
    for line in pieces.header:
        for text in re.split(r"\t", line.text):
            found.take(text.strip(" \n\u3000"), line)
    signatories = tuple(was.name(one) for one in found.signatories)
    shown = known.kind.upward and old.signatories
    return Header(
        _mark(texts, known, pieces),
        found.code or old.issuer_code,
        found.number,
        found.copy_number if found.copy_number.strip("0") != old.copy_number.strip("0") else old.copy_number,
        found.level,
        found.urgency,
        found.period if found.level else old.secrecy_period,
        signatories if shown or signatories else old.signatories,
    )


class _Header:
    """The texts of 版头, taken one by one."""

    def __init__(self, pieces: Pieces, known: Document) -> None:
        self._pieces, self._order = pieces, known.set_form is Form.ORDER
        self.code = self.copy_number = self.level = self.period = self.urgency = ""
        self.number: DocumentNumber | None = None
        self.signatories: list[str] = []
        self._signed = False

    def take(self, text: str, line: Line) -> None:
        if not text:
            return
        if (found := wording.numbered(text)) is not None:
            self.code, year, serial = found
            self.number = DocumentNumber(self.code, year, serial) if serial else None
        elif self._order and re.fullmatch(r"第\s*\d*\s*号", text):
            return
        elif (secret := wording.secrecy(text)) is not None:
            self.level, self.period = secret
        elif wording.is_urgency(text):
            self.urgency = text
        elif text.isdecimal():
            self.copy_number = text
        elif text.startswith(_SIGNATORY):
            self._signed = True
            self.take(text.removeprefix(_SIGNATORY).lstrip(" :：\u3000"), line)
        elif self._signed:
            self.signatories.append(text)
        elif line.key in {"security", "copy-number"}:
            self._pieces.warn(
                line.place, f"「{text}」不是认得的密级或紧急程度，没有带过来；请核对", Level.ERROR
            )
        else:
            self._pieces.warn(line.place, f"版头里的「{text}」不认得，没有带过来；请核对", Level.ERROR)


def _mark(texts: Texts, known: Document, pieces: Pieces) -> IssuerMark:
    """Return 发文机关标志; one that reads as before is as it was, its suffix told apart by it."""
    old = known.header.issuer_mark
    columns = [tuple(wording.folded(line) for line in column) for column in texts.mark]
    if not columns:
        pieces.warn("发文机关标志", "没有找到，照原来的", Level.WARNING, "GB/T 9704-2012 7.2.4")
        return old
    organs = tuple(wording.folded(one) for one in old.organs)
    lines, suffix = columns[0], "".join(columns[1]) if len(columns) > 1 else ""
    if known.set_form is Form.LETTER and lines == organs[:1]:
        return old
    if lines == organs and suffix in (
        old.suffix,
        {Form.MINUTES: "纪要", Form.ORDER: "令"}.get(known.set_form),
    ):
        return old
    if len(lines) == 1 and not suffix:
        (line,) = lines
        if line == organs[0] + old.suffix or (
            line.startswith(organs[0]) and known.set_form is not Form.GENERAL
        ):
            return old
        tail = old.suffix if old.suffix and line.endswith(old.suffix) else ""
        return IssuerMark(
            (line.removesuffix(tail),), tail or ("" if known.set_form is Form.GENERAL else old.suffix)
        )
    return IssuerMark(lines, suffix if known.set_form is Form.GENERAL else old.suffix)


def _signature(pieces: Pieces, known: Document) -> Signature:
    old = known.signature
    day = wording.date_of(pieces.date) if pieces.date else None
    if day is None:
        pieces.warn("成文日期", f"没有找到成文日期，照原来的{chinese_date(old.date_of_issue)}")
        day = old.date_of_issue
    if not pieces.signature:
        pieces.warn("署名", "没有找到发文机关署名，照原来的")
        return replace(old, date_of_issue=day)
    names = tuple(pieces.signature)
    if old.sealing is not Sealing.SIGNED:
        return replace(old, organs=names, date_of_issue=day)
    if names == tuple(one.post for one in old.signers):
        return replace(old, date_of_issue=day)
    pieces.warn("签名章", "签发人的职务改过，纸面上没有姓名，姓名照原来的次序；请核对", Level.ERROR)
    people = [one.name for one in old.signers]
    signers = tuple(Signer(post, people[min(n, len(people) - 1)]) for n, post in enumerate(names))
    return replace(old, signers=signers, date_of_issue=day)


def _imprint(pieces: Pieces, texts: Texts, known: Document, was: Known) -> tuple[str, Imprint]:
    """Return 主送 where it stands in 版记, and 版记; 信函 shows no printing line (10.1)."""
    old = known.imprint
    cc = main = office = ""
    day = None
    for line in texts.imprint:
        text = line.text.strip(" \n\u3000\t")
        if (found := _CC.fullmatch(text)) is not None:
            if found[1] == "抄送":
                cc = was.name(found[2])
            else:
                main = was.name(found[2])
        elif (printed := _PRINTED.fullmatch(text)) is not None:
            office, day = was.name(printed[1].strip(" \t\n\u3000")), wording.date_of(printed[2])
        elif text:
            pieces.warn(f"版记「{text[:10]}」", "版记里的这一行不认得，没有带过来；请核对", Level.ERROR)
    letter = known.set_form is Form.LETTER
    if day is None and not letter:
        pieces.warn("版记", "没有找到印发机关和印发日期，照原来的", Level.WARNING, "GB/T 9704-2012 7.4")
    if not texts.imprint and old.cc:
        pieces.warn("版记", "版记不见了，抄送机关照原来的；不要抄送，请另改", Level.WARNING)
        cc = old.cc
    return main, Imprint(cc, office or old.printing_office, day or old.printing_date)


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
