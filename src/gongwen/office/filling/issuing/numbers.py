"""numbers (编号): every good row has its number before the first is printed, in the order of rows.

A row whose paper has a number keeps it. The others take theirs from a block
that is reserved at once and remembered in the folder before that, so that a
run that was stopped takes up the same block.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from gongwen.model import DocumentNumber, Finding, Level
from gongwen.office import numbers as ledger_desk
from gongwen.office.desk.holdings import Holdings
from gongwen.office.desk.request import request_key
from gongwen.office.filling.results import Memory
from gongwen.records.ledger.blocks import LARGEST_BLOCK
from gongwen.records.values import NumberBlock, NumberRecord, State

_BLOCKS = "blocks"
_RULE = "预留一段"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row that is to have a number: its key, its request as text, and its title."""

    row: int
    text: str
    title: str

    @property
    def key(self) -> str:
        """Return the key of the request: the same paper has the same."""
        return request_key(self.text)


@dataclass
class SeriesNumbers:
    """Gives numbers of one 机关代字 and year to rows, as the folder remembers and the ledger knows."""

    holdings: Holdings
    issuer_code: str
    year: int
    memory: Memory
    reason: str
    new_series: bool = False
    given: dict[str, NumberRecord] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for record in self.holdings.ledger.listing(self.issuer_code, self.year):
            if record.request and record.state in (State.RESERVED, State.ISSUED):
                self.given[request_key(record.request)] = record

    def give(self, wanted: Sequence[Wanted]) -> Iterator[tuple[Wanted, DocumentNumber]]:
        """Yield each row with its number, reserved for its paper."""
        waiting = [one for one in wanted if one.key not in self.given]
        left = len(waiting)
        places: list[DocumentNumber] = []
        block: NumberBlock | None = None
        for one in wanted:
            if known := self.given.get(one.key):
                yield one, known.number
                continue
            if not places:
                block, places = self._block(waiting[len(waiting) - left :])
            assert block is not None, "a block with places is a block"
            reserved = self.holdings.ledger.reserve(
                self.issuer_code,
                self.year,
                request_key=one.key,
                request=one.text,
                title=one.title,
                block=block.first,
            )
            places.pop()
            left -= 1
            yield one, reserved.number
        self.holdings.copy_entries(self.year)

    def unneeded(self, void_reason: str) -> Iterator[Finding]:
        """Void what is left of the block when there is a reason to; yield a warning of what is left."""
        remembered = self._remembered()
        if remembered is None:
            return
        block = self._reserved(remembered)
        left = self._untaken(block)
        if not left:
            return
        if void_reason:
            ledger_desk.void_rest(self.holdings, block.first, void_reason)
            yield Finding(str(block), _RULE, f"没有用的{len(left)}个号已作废：{void_reason}", Level.NOTE)
            return
        listed = "、".join(map(str, left))
        sentence = f"预留了没有用：{listed}；下一次会先用它，不再用就加 --void-unneeded 原因"
        yield Finding(str(block), _RULE, sentence, Level.WARNING)

    def _block(self, waiting: Sequence[Wanted]) -> tuple[NumberBlock, list[DocumentNumber]]:
        """Return the remembered block when something of it is left, else a new one for `waiting`."""
        remembered = self._remembered()
        if remembered is not None:
            block = self._reserved(remembered)
            if left := self._untaken(block):
                return block, left
        count = min(len(waiting), LARGEST_BLOCK)
        token = hashlib.sha256("\n".join(one.key for one in waiting).encode())
        token.update(str(remembered).encode())
        entry = {"token": token.hexdigest(), "count": count, "reason": self.reason}
        self.memory.note_extra(_BLOCKS, {**self.memory.extras.get(_BLOCKS, {}), self._name: entry})
        block = self._reserved(entry)
        return block, self._untaken(block)

    def _remembered(self) -> dict[str, Any] | None:
        entry = self.memory.extras.get(_BLOCKS, {}).get(self._name)
        return entry if isinstance(entry, dict) else None

    def _reserved(self, entry: dict[str, Any]) -> NumberBlock:
        return ledger_desk.block(
            self.holdings,
            self.issuer_code,
            self.year,
            int(entry["count"]),
            reason=str(entry["reason"]),
            request_key=str(entry["token"]),
            new_series=self.new_series,
        )

    def _untaken(self, block: NumberBlock) -> list[DocumentNumber]:
        own = set(block.numbers)
        listing = self.holdings.ledger.listing(self.issuer_code, self.year)
        return [record.number for record in listing if record.number in own and record.untaken]

    @property
    def _name(self) -> str:
        return f"{self.holdings.ledger.fonds} {self.issuer_code}〔{self.year}〕"
