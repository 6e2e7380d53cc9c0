"""What the ledger hands out and takes in, as frozen values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from enum import Enum

from gongwen.model.dates import chinese_date
from gongwen.model.numbering import DocumentNumber

CHINA = dt.timezone(dt.timedelta(hours=8))
"""The time by which days are counted."""


class State(Enum):
    """What became of a number; the value is what staff read."""

    RESERVED = "预留"
    ISSUED = "核发"
    ADOPTED = "补登"
    VOID = "作废"
    GAP = "空号"


@dataclass(frozen=True, slots=True)
class NumberBlock:
    """预留的一段: `count` numbers from `first` on, reserved for `reason`; named by its first number."""

    first: DocumentNumber
    count: int
    reason: str

    @property
    def numbers(self) -> tuple[DocumentNumber, ...]:
        """Return all numbers of the block, in order."""
        begin = self.first.serial
        return tuple(replace(self.first, serial=serial) for serial in range(begin, begin + self.count))

    def __str__(self) -> str:
        last = self.first.serial + self.count - 1
        return f"{str(self.first).removesuffix('号')}—{last}号" if self.count > 1 else str(self.first)


@dataclass(frozen=True, slots=True)
class SeriesRecord:
    """The numbers of a 机关代字 in a year as a whole: how far they go, whether they are closed (封账)."""

    issuer_code: str
    year: int
    highest: int
    closed_at: dt.datetime | None = None
    reason: str = ""

    def __str__(self) -> str:
        head = f"{self.issuer_code}〔{self.year}〕"
        if self.closed_at is None:
            return f"{head}编到 {self.highest} 号，未封账"
        day = self.closed_at.astimezone(CHINA).date()
        return f"{head}编到 {self.highest} 号，{chinese_date(day)}封账（{self.reason}）"


@dataclass(frozen=True, slots=True)
class JointRecord:
    """联合发文（协办）: a paper under the number of another organ, `lead_issuer`, that we signed too."""

    number: DocumentNumber
    title: str
    lead_issuer: str
    date_of_issue: dt.date | None
    note: str
    operator: str
    entered_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Reservation:
    """The number a request has; `new` is False when it was asked for before."""

    number: DocumentNumber
    state: State
    new: bool


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """The catalogue's line on an item; `organs` has the lead issuer first."""

    item_id: str
    digest: str
    number: DocumentNumber
    title: str
    kind: str
    organs: tuple[str, ...]
    date_of_issue: dt.date
    signatory: str
    signed_on: dt.date


@dataclass(frozen=True, slots=True)
class NumberRecord:
    """A number of a series and all the ledger knows of it.

    `request` is the text a reservation is resumed from; times are UTC; texts
    that do not apply are empty. A GAP is a number below the highest that
    nobody entered. `block` is the block it was reserved with, if any; still
    reserved without a `request`, no paper has taken it yet.
    """

    number: DocumentNumber
    state: State
    title: str = ""
    reason: str = ""
    date_of_issue: dt.date | None = None
    signatory: str = ""
    signed_on: dt.date | None = None
    operator: str = ""
    reserved_at: dt.datetime | None = None
    decided_at: dt.datetime | None = None
    request: str = ""
    item_id: str = ""
    digest: str = ""
    block: NumberBlock | None = None

    @property
    def untaken(self) -> bool:
        """Say whether the number waits in its block for a paper."""
        return self.state is State.RESERVED and self.block is not None and not self.request

    def explanation(self) -> str:
        """Return one Chinese sentence on what became of this number."""
        match self.state:
            case State.RESERVED if self.block and self.untaken:
                return f"预留：还没有用（{self.block}一段，{self.block.reason}）；请用它办文或作废"
            case State.RESERVED:
                return f"预留，未办完：{self.title}；请续办或作废"
            case State.ISSUED:
                signed = chinese_date(self.signed_on) if self.signed_on else ""
                return f"核发：{self.title}（{self.signatory} {signed}签发，件 {self.item_id}）"
            case State.ADOPTED:
                return f"补登：{self.title or '（无标题）'}（{self.reason}）"
            case State.VOID:
                return f"作废：{self.reason}"
            case State.GAP:
                return "空号，没有登记；请补登或作废"

    def __str__(self) -> str:
        return f"{self.number}　{self.explanation()}"
