"""Holdings: what the office keeps for one fonds, ledger, items and the file copies of its chains together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import gongwen.office.desk.database  # noqa: F401  (sets Django up before the models below are imported)
from gongwen.archive.journal import Journal, Watermark
from gongwen.archive.store import ItemStore
from gongwen.records import audit
from gongwen.records.keeping import log as acts
from gongwen.records.keeping.keeping import Keeping
from gongwen.records.ledger import Ledger
from gongwen.records.life import log
from gongwen.records.transactions import database_errors


class Chain(Protocol):
    """A hash chain in the database, one a fonds and year: `audit`, `life.log`, `keeping.log`."""

    def years(self, fonds: str) -> tuple[int, ...]:
        """Return the years that have entries."""

    def lines(self, fonds: str, year: int) -> tuple[str, ...]:
        """Return all lines of a year, in order."""

    def lines_after(self, fonds: str, year: int, ordinal: int, digest: str) -> Sequence[str]:
        """Return the lines after an entry; IntegrityError when the database does not know it."""


@dataclass(frozen=True, slots=True)
class CopiedChain:
    """A chain in the database and its file copy; `name` is what staff call the copy."""

    name: str
    fonds: str
    chain: Chain
    journal: Journal

    @property
    def years(self) -> tuple[int, ...]:
        """Return the years that have entries or a file, sorted."""
        return tuple(sorted({*self.chain.years(self.fonds), *self.journal.years()}))

    def lines(self, year: int) -> tuple[str, ...]:
        """Return the lines of a year as the database has them."""
        return self.chain.lines(self.fonds, year)

    @database_errors()
    def copy(self, year: int) -> int:
        """Append to the year's file what the database has more; return how many lines.

        Raises IntegrityError when the copy knows what the database does not:
        then a number could be given twice.
        """

        def missing(mark: Watermark) -> Sequence[str]:
            return self.chain.lines_after(self.fonds, year, mark.ordinal, mark.hash)

        return self.journal.extend(year, missing)


@dataclass(frozen=True, slots=True)
class Holdings:
    """The ledger in the database, the store of items, the ledger's file copy, the archive's own acts."""

    ledger: Ledger
    store: ItemStore
    journal: Journal
    keeping: Keeping

    @property
    def ledger_copy(self) -> CopiedChain:
        """Return the ledger and its copy."""
        return self._copied("登记副本", audit, self.journal)

    @property
    def log_copy(self) -> CopiedChain:
        """Return the log of papers in the making and its copy."""
        return self._copied("办理记录副本", log, Journal(self.journal.folder / "life"))

    @property
    def acts_copy(self) -> CopiedChain:
        """Return the archive's own acts and their copy."""
        return self._copied("归档记录副本", acts, Journal(self.journal.folder / "keeping"))

    @property
    def copies(self) -> tuple[CopiedChain, ...]:
        """Return every chain and its copy."""
        return (self.ledger_copy, self.log_copy, self.acts_copy)

    def copy_entries(self, year: int) -> int:
        """Append to the year's ledger copy what the database has more; see CopiedChain.copy."""
        return self.ledger_copy.copy(year)

    def copy_log(self, year: int) -> int:
        """Append to the year's copy of the log what the database has more; see CopiedChain.copy."""
        return self.log_copy.copy(year)

    def copy_acts(self) -> int:
        """Append to this year's copy of the archive's acts what the database has more."""
        return self.acts_copy.copy(self.keeping.today.year)

    @database_errors()
    def catch_up(self) -> int:
        """Bring every year's copies up to date; to be called when an archive is opened."""
        return sum(copied.copy(year) for copied in self.copies for year in copied.years)

    def _copied(self, name: str, chain: Chain, journal: Journal) -> CopiedChain:
        return CopiedChain(name, self.ledger.fonds, chain, journal)
