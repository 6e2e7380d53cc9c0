"""A Circular as a Document that can be set again to the standard; what does not fit in is told."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from gongwen.errors import FactsError
from gongwen.model import notation
from gongwen.model.document import (
    Attendance,
    Block,
    Document,
    Header,
    Heading,
    Imprint,
    IssuerMark,
    Paragraph,
    Part,
    Sealing,
    Signature,
)
from gongwen.model.finding import Finding, Level
from gongwen.model.kinds import Form, Kind
from gongwen.model.numbering import DocumentNumber, level_marker
from gongwen.recognise.circular import wordings
from gongwen.recognise.circular.rows import folded, squeezed
from gongwen.recognise.circular.values import Circular, Element, Said, Section
from gongwen.recognise.wording import NAMED

RULE = "识读"
_MOST = 99
_PAGE_NUMBER = "页码"


@dataclass
class _Made:
    """The paper being made: what it is made from, what the caller knows, what was found."""

    circular: Circular
    issuer_code: str
    date: dt.date | None
    findings: list[Finding] = field(default_factory=list)

    def tell(self, place: str, sentence: str, level: Level = Level.WARNING) -> None:
        self.findings.append(Finding(place, RULE, sentence, level))


def document_of(
    circular: Circular, issuer_code: str, date_of_issue: dt.date | None
) -> tuple[Document | None, tuple[Finding, ...]]:
    """Return the Document and the findings, as `Circular.document` says."""
    made = _Made(circular, issuer_code, date_of_issue)
    for name, reason in circular.unsure:
        made.tell(name, reason)
    _tell_leftovers(made)
    document = _document(made)
    if document is not None:
        document = _checked(made, document)
    return document, tuple(made.findings)


def _tell_leftovers(made: _Made) -> None:
    """Tell every line that has no place in the paper; page numbers, which are set anew, in one hint."""
    paged = [left.line for left in made.circular.leftovers if left.what == _PAGE_NUMBER]
    if paged:
        lines = "、".join(map(str, paged))
        made.tell(f"第{lines}行", f"{_PAGE_NUMBER} {len(paged)} 处，没有放进公文，排版时另编", Level.NOTE)
    for left in made.circular.leftovers:
        if left.what != _PAGE_NUMBER:
            made.tell(f"第{left.line}行", f"{left.what}，没有放进公文：「{left.text}」")


def _checked(made: _Made, document: Document) -> Document | None:
    """Return the document where the notation gives it back, None with the findings where it does not."""
    try:
        return notation.parse(notation.write(document))
    except FactsError as error:
        made.findings.extend(error.findings)
        return None


def _document(made: _Made) -> Document | None:
    circular = made.circular
    kind = circular.kind.value if circular.kind else None
    date = circular.date_of_issue.value if circular.date_of_issue else made.date
    mark = _mark(made)
    if kind is None:
        made.tell("文种", "没有认出文种，标题的末尾应是十五种公文之一", Level.ERROR)
    if date is None:
        made.tell("成文日期", "没有找到成文日期，请另外给出", Level.ERROR)
    if mark is None:
        made.tell("发文机关", "没有找到发文机关：没有发文机关标志，标题和署名里也没有", Level.ERROR)
    if kind is None or date is None or mark is None:
        return None
    header = _header(made, mark, date)
    parts = [_part(made, section) for section in circular.sections]
    if header is None:
        return None
    return Document(
        kind,
        header,
        _one(circular.addressees) or _one(circular.moved),
        replace(parts[0], title=_title(made, kind)),
        _signature(made, mark, date),
        _imprint(made, mark, date),
        _one(circular.note),
        tuple(part for part, of in zip(parts, circular.sections, strict=True) if of.name == "印发"),
        tuple(part for part, of in zip(parts, circular.sections, strict=True) if of.name == "附件"),
        _form(kind, mark),
        circular.attendance.value if circular.attendance else Attendance(),
    )


def _one(element: Element[str] | None) -> str:
    return element.value if element else ""


def _form(kind: Kind, mark: IssuerMark) -> Form | None:
    """Return the form where it is not the one of the kind: a mark with 文件 is no letter's."""
    if kind.form is Form.LETTER and mark.suffix:
        return Form.GENERAL
    return Form.LETTER if kind.form is Form.GENERAL and not mark.suffix else None


def _mark(made: _Made) -> IssuerMark | None:
    circular = made.circular
    if circular.issuer_mark:
        return circular.issuer_mark.value
    organs: tuple[str, ...] = circular.signature.value if circular.signature else ()
    if not organs and circular.title:
        said = circular.title.value.partition("关于")[0]
        organs = (said,) if said != circular.title.value and wordings.is_organ(folded(said)) else ()
    if not organs:
        return None
    made.tell("发文机关标志", f"没有发文机关标志，按署名或标题用「{'、'.join(organs)}」，请核对")
    kind = circular.kind.value if circular.kind else Kind.NOTICE
    suffix = {Form.LETTER: "", **NAMED}.get(kind.form, wordings.MARK_END)
    return IssuerMark(organs, suffix)


def _header(made: _Made, mark: IssuerMark, date: dt.date) -> Header | None:
    circular = made.circular
    number = circular.document_number or _order_number(made, mark, date)
    said = _one(circular.number)
    code = number.issuer_code if number else made.issuer_code
    if number and str(number) != said and circular.document_number:
        made.tell("发文字号", f"原写作「{said}」，按标准写作「{number}」", Level.NOTE)
    if said and number is None:
        found = wordings.NUMBER.search(folded(said))
        code = wordings.number_at(folded(said), found)[1] if found else code
        made.tell("发文字号", f"「{said}」不是完整的发文字号，没有放进公文")
    if not code:
        made.tell("机关代字", "没有发文字号，机关代字请另外给出", Level.ERROR)
        return None
    names = circular.signatories.value if circular.signatories else ()
    return Header(
        mark,
        code,
        number,
        _one(circular.copy_number),
        _one(circular.security_level),
        _one(circular.urgency),
        _one(circular.secrecy_period),
        names,
    )


def _order_number(made: _Made, mark: IssuerMark, date: dt.date) -> DocumentNumber | None:
    """Return 第23号 of a 令 as a number: its mark is what it is cited by, its year that of the date."""
    said = folded(squeezed(_one(made.circular.number)))
    found = wordings.ORDER_NUMBER.fullmatch(said)
    serial = wordings.chinese_value(found[1]) if found else 0
    if not serial:
        return None
    code = made.issuer_code or mark.organs[0] + mark.suffix
    made.tell(
        "发文字号", f"「{said}」没有机关代字和年份，记作「{code}」{date.year}年第{serial}号", Level.NOTE
    )
    return DocumentNumber(code, date.year, serial)


def _title(made: _Made, kind: Kind) -> str:
    circular = made.circular
    if circular.title:
        return circular.title.value
    named = circular.enclosed.value if circular.enclosed else ""
    title = f"公布《{named}》的令" if named and kind is Kind.ORDER else f"没有标题的{kind.value}"
    made.tell("标题", f"没有找到标题，暂作「{title}」，请改正")
    return title


def _signature(made: _Made, mark: IssuerMark, date: dt.date) -> Signature:
    circular = made.circular
    signers = circular.signers.value if circular.signers else ()
    whole = tuple(one for one in signers if one.post and one.name)
    for one in signers:
        if one not in whole:
            made.tell("签名章", f"「{one.post}」没有姓名，没有放进公文")
    organs = circular.signature.value if circular.signature else mark.organs
    if circular.signature is None and not whole:
        made.tell("发文机关署名", f"没有找到署名，用「{'、'.join(organs)}」，请核对")
    return Signature(organs, date, Sealing.SIGNED if whole else _sealing(circular), whole)


def _sealing(circular: Circular) -> Sealing:
    """Return how the paper is sealed, which its text does not show: as its 文种 usually is (7.3.5)."""
    minutes = circular.kind is not None and circular.kind.value is Kind.MINUTES
    return Sealing.UNSEALED if minutes else Sealing.SEALED


def _imprint(made: _Made, mark: IssuerMark, date: dt.date) -> Imprint:
    circular = made.circular
    organs = circular.signature.value if circular.signature else mark.organs
    office, printed = _one(circular.printing_office), circular.printing_date
    if not office or printed is None:
        made.tell("版记", f"没有印发机关或印发日期，按「{organs[0]}」和成文日期填，请核对")
    if circular.addressees and circular.moved:
        made.tell("版记", f"版记里另有主送机关，没有放进公文：「{circular.moved.value}」")
    return Imprint(_one(circular.cc), office or organs[0], printed.value if printed else date)


def _part(made: _Made, section: Section) -> Part:
    blocks = _Blocks(made)
    for said in section.said:
        blocks.add(said)
    title = section.title
    if not title and section.name == "附件":
        title = "附件"
        made.tell("附件", "有一个附件没有标题，暂作「附件」，请改正")
    return Part(title, tuple(blocks.blocks), section.entries)


@dataclass
class _Blocks:
    """The blocks of a part; a marker out of its order stays text."""

    made: _Made
    blocks: list[Block] = field(default_factory=list)
    ordinals: dict[int, int] = field(default_factory=dict)

    def add(self, said: Said) -> None:
        if said.table is not None:
            self.blocks.append(said.table)
            return
        marked = wordings.marker(folded(said.text))
        if marked is None or not self._counts(marked[0], marked[1]):
            self.blocks.append(Paragraph(said.text))
            return
        level, ordinal, length = marked
        wanted = level_marker(level, ordinal)
        if said.text[:length] != wanted:
            place = f"第{said.lines[0]}行"
            self.made.tell(place, f"层次序号「{said.text[:length]}」按标准写作「{wanted}」", Level.NOTE)
        self.blocks.append(Heading(level, ordinal, said.text[length:].strip()))

    def _counts(self, level: int, ordinal: int) -> bool:
        expected = 1 if level >= 3 and ordinal == 1 else self.ordinals.get(level, 0) + 1
        if ordinal != expected or ordinal > _MOST:
            return False
        self.ordinals = {one: count for one, count in self.ordinals.items() if one < level}
        self.ordinals[level] = ordinal
        return True
