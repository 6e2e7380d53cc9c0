"""Nothing is lost: every text that was read stands in the paper, or among what has no place (D3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gongwen.model.dates import chinese_date
from gongwen.model.document import Document, FormLine, Heading, Paragraph, Part, Sealing, Table
from gongwen.model.finding import Finding
from gongwen.model.kinds import Form
from gongwen.recognise import wording
from gongwen.recognise.values import Grid, Texts, Unplaced

_LABEL = re.compile(r"(签发人|主送|抄送)[:：]")
_DATED = re.compile(r"(\d{4}年\d{1,2}月\d{1,2}日)(印发)?")
_ORDER = re.compile(r"第\d*号|签发人[:：]?")
_ENDS = "。.：:；（）()"
_BREAKS = re.compile(r"[\t\n]")
_USED = "\x00"


def lost(texts: Texts, document: Document, unplaced: Iterable[Unplaced]) -> Iterator[Finding]:
    """Yield an error for every text of `texts` that is neither in `document` nor in `unplaced`.

    Each place of the paper answers for one text only; whole paragraphs are
    looked for before parts of them, the longest first.
    """
    stock = _Stock([*_said(document), *(one.text for one in unplaced)])
    parts: list[tuple[str, str]] = []
    for text, place in sorted(_read(texts), key=lambda one: -len(one[0])):
        if not stock.take(_core(text)):
            parts += [(core, place) for one in _BREAKS.split(text) if (core := _core(one))]
    for core, place in sorted(parts, key=lambda one: -len(one[0])):
        if not stock.take(core):
            sentence = f"「{core}」读到了，公文里却没有它的位置，或已经有一处了"
            yield Finding(place, "一段也不悄悄丢掉", sentence)


class _Stock:
    """The texts of a paper, each to be taken once."""

    def __init__(self, said: Iterable[str]) -> None:
        self._leaves = [leaf for one in said if (leaf := wording.folded(one))]
        self._whole: dict[str, list[int]] = {}
        for index, leaf in enumerate(self._leaves):
            self._whole.setdefault(_core(leaf), []).append(index)

    def take(self, core: str) -> bool:
        """Take a text out of the tightest place that says it; False where none does."""
        if not core:
            return True
        if exact := self._whole.get(core):
            index = exact.pop()
            if core in self._leaves[index]:
                self._leaves[index] = self._leaves[index].replace(core, _USED, 1)
                return True
        among = (index for index, leaf in enumerate(self._leaves) if core in leaf)
        found = min(among, key=lambda index: len(self._leaves[index]), default=None)
        if found is None:
            return False
        self._leaves[found] = self._leaves[found].replace(core, _USED, 1)
        return True


def _read(texts: Texts) -> Iterator[tuple[str, str]]:
    """Yield the text of every paragraph, with its place."""
    for item in texts.items:
        lines = item.lines if isinstance(item, Grid) else (item,)
        yield from ((line.text, line.place) for line in lines)
    yield from ((line.text, f"版记「{line.text[:10]}」") for line in texts.imprint)
    yield from ((text, "发文机关标志") for column in texts.mark for text in column)


def _core(text: str) -> str:
    """Return what must be found again: without markers, labels and what layout adds."""
    plain = wording.folded(text)
    if not plain or wording.ANNEX.fullmatch(plain) or _ORDER.fullmatch(plain):
        return ""
    if (number := wording.numbered(plain)) and plain.endswith("号") and plain.startswith(number[0]):
        return number[0]
    if dated := _DATED.fullmatch(plain):
        plain = dated[1]
    if day := wording.date_of(plain):
        return chinese_date(day)
    plain = _LABEL.sub("", plain, count=1) if _LABEL.match(plain) else plain
    if note := wording.NOTE.fullmatch(plain):
        plain = note[1]
    if found := wording.marked(plain):
        plain = found.text
    return plain.strip(_ENDS)


def _said(document: Document) -> Iterator[str]:
    """Yield every text that a page of the paper shows."""
    header, form = document.header, document.set_form
    yield from _mark(document)
    yield from (header.issuer_code, header.copy_number.zfill(6), header.urgency, *header.signatories)
    yield f"{header.security_level}★{header.secrecy_period}"
    yield from (document.addressees, document.note)
    attendance = document.attendance
    yield f"出席：{attendance.present}\n请假：{attendance.excused}\n列席：{attendance.observing}"
    yield from _closing(document)
    for part in document.parts:
        if part is not document.body or form is not Form.ORDER:
            yield part.title
        yield from _of_part(part)


def _mark(document: Document) -> Iterator[str]:
    """Yield 发文机关标志 as it is printed: one organ with its suffix, several with it beside them."""
    mark, form = document.header.issuer_mark, document.set_form
    name = wording.NAMED.get(form, "")
    ends = mark.suffix.endswith(name) if mark.suffix else mark.organs[-1].endswith(name)
    suffix = mark.suffix if ends else name
    if form is Form.LETTER:
        yield mark.organs[0]
    elif len(mark.organs) == 1:
        yield mark.organs[0] + suffix
    else:
        yield from (*mark.organs, suffix)


def _closing(document: Document) -> Iterator[str]:
    """Yield 署名, dates and 版记; 纪要 shows no 署名, 信函 no printing line (10.1, 10.3)."""
    signature, imprint, form = document.signature, document.imprint, document.set_form
    yield imprint.cc
    if form is not Form.LETTER:
        yield from (imprint.printing_office, chinese_date(imprint.printing_date))
    if form is not Form.MINUTES:
        signed = signature.sealing is Sealing.SIGNED
        yield from (one.post for one in signature.signers) if signed else signature.organs
        yield chinese_date(signature.date_of_issue)


def _of_part(part: Part) -> Iterator[str]:
    for block in part.blocks:
        match block:
            case Paragraph(text):
                yield text
            case Heading():
                yield block.marker + block.text
            case FormLine(segments):
                yield from segments
            case Table():
                yield from (cell.text for row in block.rows for cell in row)
    yield from part.attachment_note
