"""What the ledger hands out and takes in, as frozen values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from gongwen.model.dates import chinese_date
from gongwen.model.numbering import DocumentNumber


class State(Enum):
    """What became of a number; the value is what staff read."""

    RESERVED = "预留"
    ISSUED = "核发"
    ADOPTED = "补登"
    VOID = "作废"
    GAP = "空号"


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
    nobody entered.
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

    def explanation(self) -> str:
        """Return one Chinese sentence on what became of this number."""
        match self.state:
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
