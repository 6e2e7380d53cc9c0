"""Units, holds, disposals and editions of the table, as frozen values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from gongwen.model.arrangement import ReferenceCode, Term
from gongwen.model.retention import due_on, transfer_on
from gongwen.records.keeping.values import FurtherRecord


@dataclass(frozen=True, slots=True)
class TableEdition:
    """保管期限表 as the office entered it: its text, the SHA-256 of that, its name and approval."""

    digest: str
    name: str
    approval: str
    text: str
    on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class NewUnit:
    """An item that gets its 档号: what the catalogue says of it, why this term, its closing bag.

    `table` is the digest of the edition that was used.
    """

    item_id: str
    code: ReferenceCode
    title: str
    number: str
    kind: str
    organs: tuple[str, ...]
    date: dt.date | None
    pages: int
    security: str
    note: str
    reason: str
    table: str
    bag: FurtherRecord


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """归档的件: an item that was arranged. `destroyed_by` is the number of the list it was destroyed by."""

    item_id: str
    code: ReferenceCode
    title: str
    number: str
    kind: str
    organs: tuple[str, ...]
    date: dt.date | None
    pages: int
    security: str
    note: str
    reason: str
    arranged_on: dt.date
    bag_id: str
    destroyed_by: str = ""
    destroyed_on: dt.date | None = None

    @property
    def term(self) -> Term:
        """Return how long it is kept."""
        return self.code.term

    @property
    def due(self) -> dt.date | None:
        """Return from which day on its term is over; None for 永久."""
        return due_on(self.code.year, self.code.term)

    @property
    def transfer(self) -> dt.date | None:
        """Return from which day on it is to be transferred; None where it is not kept for ever."""
        return transfer_on(self.code.year) if self.code.term is Term.PERMANENT else None


@dataclass(frozen=True, slots=True)
class YearRecord:
    """One time that a year was arranged: what was filed then, what is not filed and why, what was left."""

    year: int
    on: dt.date
    operator: str
    filed: int
    excluded: Mapping[str, str]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HoldRecord:
    """暂缓: why an item may not be destroyed, by whom and since when; `lifted_on` None: still so."""

    item_id: str
    reason: str
    by: str
    on: dt.date
    lifted_on: dt.date | None = None
    lifted_by: str = ""
    lifted_reason: str = ""


class DisposalState(Enum):
    """How far a list is; the value is what staff read."""

    PROPOSED = "已提出"
    AGREED = "已批准"
    BEGUN = "正在销毁"
    DONE = "已销毁"
    WITHDRAWN = "已撤回"

    @property
    def open(self) -> bool:
        """Say whether its items are still meant to be destroyed, and are not all."""
        return self in (DisposalState.PROPOSED, DisposalState.AGREED, DisposalState.BEGUN)


@dataclass(frozen=True, slots=True)
class DisposalLine:
    """A line of a list: the item as it was when the list was made; `gone` once it is destroyed."""

    item_id: str
    reference_code: str
    title: str
    number: str
    year: int
    term: str
    due: dt.date
    pages: int
    gone: bool = False


@dataclass(frozen=True, slots=True)
class DisposalRecord:
    """鉴定销毁清册 as it stands. `number` is like 销毁清册〔2046〕1号.

    `proposer` wants it, entered by `proposed_by`; `approver` agreed, entered
    by `agreed_by`, with the SHA-256 of the signed paper in `scan` where there
    is one; `register` is the item id of the list itself, kept for ever.
    """

    number: str
    state: DisposalState
    reason: str
    proposer: str
    proposed_by: str
    proposed_on: dt.date
    lines: tuple[DisposalLine, ...]
    approver: str = ""
    agreed_by: str = ""
    agreed_on: dt.date | None = None
    scan: str = ""
    register: str = ""
    ended_on: dt.date | None = None
    ended_reason: str = ""

    @property
    def proposers(self) -> tuple[str, ...]:
        """Return who brought it in: who wants it, and who entered that."""
        return (self.proposer, self.proposed_by)
