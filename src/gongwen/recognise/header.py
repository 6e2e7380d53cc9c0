"""版头 as it is printed: 份号, 密级, 紧急程度, 发文字号, 签发人, 发文机关标志 (GB/T 9704-2012 7.2)."""

from __future__ import annotations

import re

from gongwen.model.document import Document, Header, IssuerMark
from gongwen.model.finding import Level
from gongwen.model.kinds import Form
from gongwen.model.numbering import DocumentNumber
from gongwen.recognise import wording
from gongwen.recognise.pieces import Known, Pieces
from gongwen.recognise.values import Line, Texts

_SIGNATORY = "签发人"
_ORDER_NUMBER = re.compile(r"第\s*(\d*)\s*号")


def read_header(pieces: Pieces, texts: Texts, known: Document, was: Known) -> Header:
    """Return 版头: what is printed is read, what is not is as it was."""
    old = known.header
    found = _Header(pieces, known)
    for line in pieces.header:
        for text in line.text.split("\t"):
            found.take(text.strip(" \n\u3000"), line)
    signatories = tuple(was.name(one) for one in found.signatories)
    shown = known.kind.upward and old.signatories
    same_copy = found.copy_number.lstrip("0") == old.copy_number.lstrip("0")
    return Header(
        _mark(texts, known, pieces),
        found.code or old.issuer_code,
        found.number,
        old.copy_number if same_copy else found.copy_number,
        found.level,
        found.urgency,
        found.period,
        signatories if shown or signatories else old.signatories,
    )


class _Header:
    """The texts of 版头, taken one by one."""

    def __init__(self, pieces: Pieces, known: Document) -> None:
        self._pieces, self._known = pieces, known
        self.code = self.copy_number = self.level = self.period = self.urgency = ""
        self.number: DocumentNumber | None = None
        self.signatories: list[str] = []
        self._signed = False

    def take(self, text: str, line: Line) -> None:
        """Take a text for what its wording says; what it does not tell is an error, never left out."""
        if not text:
            return
        if (found := wording.numbered(text)) is not None:
            self.code, year, serial = found
            self.number = DocumentNumber(self.code, year, serial) if serial else None
        elif (secret := wording.secrecy(text)) is not None:
            self._secret(text, *secret)
        elif wording.is_urgency(text):
            self.urgency = text
        elif text.isdecimal():
            self.copy_number = text
        elif text.startswith(_SIGNATORY):
            self._signed = True
            self.take(text.removeprefix(_SIGNATORY).lstrip(" :：\u3000"), line)
        elif self._signed:
            self.signatories.append(text)
        elif not self._ordered(text):
            what = "密级、紧急程度、字号、签发人都不是"
            self._pieces.warn(line.place, f"版头里的「{text}」{what}；请核对", Level.ERROR)

    def _secret(self, text: str, level: str, period: str) -> None:
        old = self._known.header
        term = f"★{old.secrecy_period}" if old.secrecy_period else ""
        same = text == old.security_level + term
        self.level, self.period = (old.security_level, old.secrecy_period) if same else (level, period)

    def _ordered(self, text: str) -> bool:
        """Take 令号, 第N号, which says neither 机关代字 nor year (10.2)."""
        found = _ORDER_NUMBER.fullmatch(text)
        if found is None or self._known.set_form is not Form.ORDER:
            return False
        if found[1]:
            year = self._known.signature.date_of_issue.year
            self.number = DocumentNumber(self._known.header.issuer_code, year, int(found[1]))
        return True


def _mark(texts: Texts, known: Document, pieces: Pieces) -> IssuerMark:
    """Return 发文机关标志; one that reads as before is as it was, its suffix told apart by it."""
    old, form = known.header.issuer_mark, known.set_form
    columns = [tuple(wording.folded(line) for line in column) for column in texts.mark]
    if not columns:
        pieces.warn("发文机关标志", "没有找到，照原来的", Level.WARNING, "GB/T 9704-2012 7.2.4")
        return old
    organs = tuple(wording.folded(one) for one in old.organs)
    lines, suffix = columns[0], "".join(columns[1]) if len(columns) > 1 else ""
    if form is Form.LETTER and lines == organs[:1]:
        return old
    if lines == organs and suffix in (old.suffix, wording.NAMED.get(form, old.suffix)):
        return old
    if len(lines) == 1 and not suffix:
        return _single(lines[0], organs[0], old, form)
    return IssuerMark(lines, suffix if form is Form.GENERAL else old.suffix)


def _single(line: str, organ: str, old: IssuerMark, form: Form) -> IssuerMark:
    """Return the mark of one organ, whose suffix stands on its line."""
    if line == organ + old.suffix or (form is not Form.GENERAL and line.startswith(organ)):
        return old
    tail = old.suffix if old.suffix and line.endswith(old.suffix) else ""
    return IssuerMark((line.removesuffix(tail),), tail if form is Form.GENERAL else old.suffix)
