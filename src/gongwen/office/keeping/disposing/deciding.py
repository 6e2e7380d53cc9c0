"""暂缓, and 销毁 as far as it is words: who decides what, with the roles that bind."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongwen.archive.loose import LooseFiles
from gongwen.errors import RefusedError
from gongwen.model.arrangement import ReferenceCode
from gongwen.model.numbering import DocumentNumber
from gongwen.office.desk.holdings import Holdings
from gongwen.office.keeping.disposing.reviewing import due_items
from gongwen.records.keeping.arranging.values import DisposalRecord, UnitRecord
from gongwen.records.transactions import database_errors

if TYPE_CHECKING:
    from gongwen.records.life.papers import Life


@dataclass(frozen=True, slots=True)
class DisposalDesk:
    """Where holds and disposals of one organ are decided; `papers` knows the people and their roles."""

    holdings: Holdings
    papers: Life
    organ: str
    loose: LooseFiles

    @database_errors()
    def hold(self, name: str, reason: str) -> UnitRecord:
        """Hold a unit, named by 档号, 文号 or item id."""
        unit = self.holdings.keeping.hold(self._item(name), reason)
        self.holdings.copy_acts()
        return unit

    @database_errors()
    def lift(self, name: str, reason: str) -> UnitRecord:
        """Lift the hold on a unit."""
        unit = self.holdings.keeping.lift(self._item(name), reason)
        self.holdings.copy_acts()
        return unit

    @database_errors()
    def propose(self, names: Sequence[str], year: int | None, reason: str, by: str = "") -> DisposalRecord:
        """Make a list of the units named, or of all of a 年度 that are due; by the operator by default."""
        keeping = self.holdings.keeping
        items = [self._item(name) for name in names]
        if year is not None:
            items += due_items(self.holdings, year, keeping.today)
            if not items:
                raise RefusedError(
                    f"{year}年度没有到期、又没有暂缓的件", advice="可用 gongwen archive review 查看"
                )
        found = keeping.propose(items, reason, by or keeping.operator, self.papers.people())
        self.holdings.copy_acts()
        return found

    @database_errors()
    def agree(self, number: str, by: str = "", scan: bytes = b"") -> DisposalRecord:
        """Enter that a second person agreed, the operator by default; `scan` is the paper he signed."""
        keeping = self.holdings.keeping
        digest = self.loose.put(scan) if scan else ""
        found = keeping.agree(number, by or keeping.operator, self.papers.people(), digest)
        self.holdings.copy_acts()
        return found

    @database_errors()
    def withdraw(self, number: str, reason: str) -> DisposalRecord:
        """Take a list back that nothing was destroyed by."""
        found = self.holdings.keeping.withdraw(number, reason)
        self.holdings.copy_acts()
        return found

    def _item(self, name: str) -> str:
        """Return the item id of a unit: by its 档号, its 文号 or its item id, however they are written."""
        wanted = name.strip()
        for read in (ReferenceCode.parse, DocumentNumber.parse):
            with suppress(ValueError):
                wanted = str(read(wanted))
        return self.holdings.keeping.unit(wanted).item_id
