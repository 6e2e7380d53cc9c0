"""What is read off a circular: a value per element, how sure it is, from which lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Generic, TypeVar

from gongwen.model.document import Attendance, Document, Heading, IssuerMark, Signer, Table
from gongwen.model.finding import Finding
from gongwen.model.kinds import Kind
from gongwen.model.numbering import DocumentNumber
from gongwen.recognise.circular.wordings import standard_number

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Element(Generic[T]):
    """One element: its value, the lines (from 1) it was read from, and why it is not sure where it is not."""

    value: T
    lines: tuple[int, ...] = ()
    sure: bool = True
    reason: str = ""

    def doubted(self, reason: str) -> Element[T]:
        """Return this element, not sure for one more reason (a Chinese sentence)."""
        return replace(self, sure=False, reason="；".join(one for one in (self.reason, reason) if one))


class Relation(Enum):
    """How a paper is cited; the value is what staff read."""

    BASED = "依据"
    FORWARDED = "转发"
    ISSUED = "印发"
    ANSWERED = "回复"
    AMENDED = "修订或废止"
    REFERRED = "参照"
    MENTIONED = "提及"


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited paper: its number as it stands and its title (one may be empty), how and in which line."""

    number: str
    title: str
    relation: Relation
    line: int

    @property
    def document_number(self) -> DocumentNumber | None:
        """Return the number taken apart, None where it is none of 机关代字〔年〕号."""
        return parsed(self.number)


@dataclass(frozen=True, slots=True)
class Annex:
    """附件: its label as it stands (附件1) and its title."""

    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph of a section as it stands, lines joined; or the table a DOCX has there."""

    text: str
    lines: tuple[int, ...]
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A titled text: 正文, 印发 (被印发文件) or 附件, with the entries of its 附件说明."""

    name: str
    title: str
    said: tuple[Said, ...] = ()
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leftover:
    """A line that is no element and no text of the paper: what it seems to be, and what it says."""

    line: int
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Circular:
    """All that was read off a circular. An element that is None was not found.

    `sections` hold the running text in its order, `leftovers` every line that
    is in no element and no section; `number` is the text as it stands.
    """

    issuer_mark: Element[IssuerMark] | None = None
    number: Element[str] | None = None
    signatories: Element[tuple[str, ...]] | None = None
    copy_number: Element[str] | None = None
    security_level: Element[str] | None = None
    secrecy_period: Element[str] | None = None
    urgency: Element[str] | None = None
    title: Element[str] | None = None
    kind: Element[Kind] | None = None
    addressees: Element[str] | None = None
    headings: Element[tuple[Heading, ...]] | None = None
    enclosed: Element[str] | None = None
    attachment_note: Element[tuple[str, ...]] | None = None
    annexes: Element[tuple[Annex, ...]] | None = None
    signature: Element[tuple[str, ...]] | None = None
    signers: Element[tuple[Signer, ...]] | None = None
    date_of_issue: Element[dt.date] | None = None
    note: Element[str] | None = None
    attendance: Element[Attendance] | None = None
    cc: Element[str] | None = None
    moved: Element[str] | None = None
    printing_office: Element[str] | None = None
    printing_date: Element[dt.date] | None = None
    citations: tuple[Citation, ...] = ()
    sections: tuple[Section, ...] = ()
    leftovers: tuple[Leftover, ...] = ()

    @property
    def document_number(self) -> DocumentNumber | None:
        """Return 发文字号 taken apart, None where there is none or it is of another form."""
        return parsed(self.number.value) if self.number else None

    @property
    def unsure(self) -> tuple[tuple[str, str], ...]:
        """Return the Chinese name of each element that is not sure, with the reason."""
        return tuple((name, one.reason) for name, one in self.elements() if not one.sure)

    def document(
        self, *, issuer_code: str = "", date_of_issue: dt.date | None = None
    ) -> tuple[Document | None, tuple[Finding, ...]]:
        """Return the paper to be set again to the standard, and what is to be looked at before.

        `issuer_code` (机关代字) and `date_of_issue` serve where the paper shows
        none; without them it is None then. Whatever is not in the Document is
        in a Finding: no line of the circular is lost.
        """
        from gongwen.recognise.circular.documents import document_of

        return document_of(self, issuer_code, date_of_issue)

    def elements(self) -> Iterator[tuple[str, Element[Any]]]:
        """Yield the Chinese name and the element for every element that was found."""
        for key, name in NAMES.items():
            element: Element[Any] | None = getattr(self, key)
            if element is not None:
                yield name, element


NAMES = {
    "issuer_mark": "发文机关标志",
    "number": "发文字号",
    "signatories": "签发人",
    "copy_number": "份号",
    "security_level": "密级",
    "secrecy_period": "保密期限",
    "urgency": "紧急程度",
    "title": "标题",
    "kind": "文种",
    "addressees": "主送机关",
    "headings": "层次",
    "enclosed": "被印发文件",
    "attachment_note": "附件说明",
    "annexes": "附件",
    "signature": "发文机关署名",
    "signers": "签名章",
    "date_of_issue": "成文日期",
    "note": "附注",
    "attendance": "出席、请假和列席",
    "cc": "抄送机关",
    "moved": "版记中的主送机关",
    "printing_office": "印发机关",
    "printing_date": "印发日期",
}
"""Every element of a Circular by its field, with the name that staff know."""


def parsed(number: str) -> DocumentNumber | None:
    """Return a number taken apart, None where it is none of 机关代字〔年〕号."""
    try:
        return DocumentNumber.parse(standard_number(number))
    except ValueError:
        return None
