"""Holdings: what the office keeps for one fonds, ledger, items and ledger copy together."""

from __future__ import annotations

from dataclasses import dataclass

import gongwen.office.desk.database  # noqa: F401  (sets Django up before the models below are imported)
from gongwen.archive.journal import Journal, Watermark
from gongwen.archive.store import ItemStore
from gongwen.records import audit
from gongwen.records.ledger import Ledger
from gongwen.records.life import log
from gongwen.records.transactions import database_errors


@dataclass(frozen=True, slots=True)
class Holdings:
    """The ledger in the database, the store of items and the ledger's file copy."""

    ledger: Ledger
    store: ItemStore
    journal: Journal

    @database_errors()
    def copy_entries(self, year: int) -> int:
        """Append to the year's ledger copy what the database has more; return how many lines.

        Raises IntegrityError when the copy knows what the database does not:
        then a number could be given twice.
        """

        def missing(mark: Watermark) -> tuple[str, ...]:
            return audit.lines_after(self.ledger.fonds, year, mark.ordinal, mark.hash)

        return self.journal.extend(year, missing)

    @property
    def log_journal(self) -> Journal:
        """Return the file copy of the log of papers in the making."""
        return Journal(self.journal.folder / "life")

    @database_errors()
    def copy_log(self, year: int) -> int:
        """Append to the year's copy of the log what the database has more; return how many lines.

        Raises IntegrityError when the copy knows what the database does not.
        """

        def missing(mark: Watermark) -> tuple[str, ...]:
            return log.lines_after(self.ledger.fonds, year, mark.ordinal, mark.hash)

        return self.log_journal.extend(year, missing)

    @database_errors()
    def catch_up(self) -> int:
        """Bring every year's copies up to date; to be called when an archive is opened."""
        years = {*audit.years(self.ledger.fonds), *self.journal.years()}
        logged = {*log.years(self.ledger.fonds), *self.log_journal.years()}
        entries = sum(self.copy_entries(year) for year in sorted(years))
        return entries + sum(self.copy_log(year) for year in sorted(logged))
