"""ledger (发文字号登记): every verb on a number is one short transaction with its audit entry (D6).

Comes in: numbers, requests as text, reasons. Goes out: reservations and
records. A number once given is never given again; the next one is always the
highest plus one, so a gap left by numbers taken by hand is never filled by
machine. Refuses to know files and the clock.
"""

from __future__ import annotations

from gongwen.records.ledger.basis import MAX_SERIAL
from gongwen.records.ledger.deciding import Deciding
from gongwen.records.ledger.fonds import enrol_fonds, enrolled_fonds
from gongwen.records.ledger.giving import Giving
from gongwen.records.ledger.joint import Joint
from gongwen.records.ledger.reading import Reading
from gongwen.records.ledger.revising import Revising
from gongwen.records.ledger.years import Years

__all__ = ["MAX_SERIAL", "Ledger", "enrol_fonds", "enrolled_fonds"]


class Ledger(Giving, Revising, Deciding, Joint, Years, Reading):
    """The numbers and items of one fonds.

    `operator` is who works here, for the audit; `now` returns the time, with
    its zone. All verbs raise StorageError when the database cannot be written.
    """

    @property
    def sample(self) -> bool:
        """Say whether this fonds is marked 示例."""
        return self._fonds().sample
