"""Document (公文) as frozen values: what is said, before any layout.

Text never carries what layout adds: no indents, no 「附件：」 label, no final
colon of the addressees, no 「抄送：」. A line break inside a text is "\\n" and
stays inside its paragraph or cell. Sources: GB/T 9704-2012 clause 7.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from enum import Enum

from gongwen.model.kinds import Form, Kind
from gongwen.model.numbering import DocumentNumber, level_marker


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of 正文: 左空二字, continuation 顶格 (7.3.3)."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A paragraph with a level marker 一、（一）1.（1）, level 1 to 4 (7.3.3).

    `ordinal` counts from 1 and is turned into the marker; `text` follows the
    marker and, at levels 3 and 4, is usually the whole paragraph.
    """

    level: int
    ordinal: int
    text: str

    @property
    def marker(self) -> str:
        """Return the marker, for instance （二）."""
        return level_marker(self.level, self.ordinal)


@dataclass(frozen=True, slots=True)
class FormLine:
    """A line of a form to be filled in by hand; its segments share the line evenly."""

    segments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its text and how many columns and rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table; each row holds only the cells that begin in it.

    `widths` are the columns' widths in 字 of the body, together at most 28;
    the first `head` rows are the table head; `height` is the least height of
    the other rows in 行, which may be 1.5.
    """

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    head: int = 0
    height: float = 1.0


Block = Paragraph | Heading | FormLine | Table


@dataclass(frozen=True, slots=True)
class IssuerMark:
    """发文机关标志: the organs, lead issuer first, and 「文件」 or nothing (7.2.4)."""

    organs: tuple[str, ...]
    suffix: str = "文件"


@dataclass(frozen=True, slots=True)
class Header:
    """版头 (7.2). `document_number` is None until the paper is numbered.

    `signatories` (签发人) are printed in upward papers only, in the organs'
    order (7.2.6); `secrecy_period` (保密期限) follows the 密级 after ★.
    """

    issuer_mark: IssuerMark
    issuer_code: str
    document_number: DocumentNumber | None = None
    copy_number: str = ""
    security_level: str = ""
    urgency: str = ""
    secrecy_period: str = ""
    signatories: tuple[str, ...] = ()


class Sealing(Enum):
    """How a paper is authenticated (7.3.5); the value is what the notation calls it."""

    UNSEALED = "不加盖印章"
    SEALED = "加盖印章"
    SIGNED = "加盖签名章"


@dataclass(frozen=True, slots=True)
class Signer:
    """签发人签名章 (7.3.5.3): the post in full and the name."""

    post: str
    name: str


@dataclass(frozen=True, slots=True)
class Signature:
    """发文机关署名 and 成文日期 (7.3.5).

    `signers` stand in the place of `organs` when the paper bears 签名章.
    """

    organs: tuple[str, ...]
    date_of_issue: dt.date
    sealing: Sealing = Sealing.UNSEALED
    signers: tuple[Signer, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A titled text: 正文, 被印发文件 (enclosed) or 附件 (attachment).

    `attachment_note` holds the names of 附件说明 as they stand (7.3.4). A
    `landscape` attachment is a 横排表格 and turned as clause 8 says.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    attachment_note: tuple[str, ...] = ()
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记 (7.4): 抄送机关 without label and stop, 印发机关, 印发日期."""

    cc: str
    printing_office: str
    printing_date: dt.date


@dataclass(frozen=True, slots=True)
class Attendance:
    """出席, 请假 and 列席 of 纪要 (10.3): units and names as they are to stand."""

    present: str = ""
    excused: str = ""
    observing: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole 公文: 版头, 主体, 被印发文件, 附件, 版记.

    `form` is None for the one that the kind is usually set in (`set_form`).
    """

    kind: Kind
    header: Header
    addressees: str
    body: Part
    signature: Signature
    imprint: Imprint
    note: str = ""
    enclosed: tuple[Part, ...] = ()
    attachments: tuple[Part, ...] = ()
    form: Form | None = None
    attendance: Attendance = Attendance()

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return every part in its order: 正文, 被印发文件, 附件."""
        return (self.body, *self.enclosed, *self.attachments)

    @property
    def set_form(self) -> Form:
        """Return the form the paper is set in."""
        return self.form or self.kind.form

    def numbered(self, number: DocumentNumber) -> Document:
        """Return this document carrying `number`."""
        return replace(self, header=replace(self.header, document_number=number))

    def unnumbered(self) -> Document:
        """Return this document without its number."""
        return replace(self, header=replace(self.header, document_number=None))
