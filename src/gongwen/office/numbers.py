"""number adopt, void, list: the ledger as the desk works with it (D6)."""

from __future__ import annotations

import datetime as dt

from gongwen.archive.identity import item_id_of
from gongwen.errors import NotFoundError
from gongwen.model.numbering import DocumentNumber
from gongwen.office.desk.holdings import Holdings
from gongwen.records.refusals import require_reason
from gongwen.records.transactions import database_errors
from gongwen.records.values import NumberRecord, State


@database_errors()
def adopt(
    holdings: Holdings,
    number: DocumentNumber,
    *,
    reason: str,
    title: str = "",
    date_of_issue: dt.date | None = None,
    leave_gap: bool = False,
) -> NumberRecord:
    """Enter a number taken by hand (补登); RefusedError as `Ledger.adopt` tells."""
    record = holdings.ledger.adopt(
        number, reason=reason, title=title, date_of_issue=date_of_issue, leave_gap=leave_gap
    )
    holdings.copy_entries(number.year)
    return record


@database_errors()
def void(holdings: Holdings, number: DocumentNumber, reason: str) -> NumberRecord:
    """Void a number that was not issued; what was made for it goes to quarantine.

    Quarantine comes first: stopped in between, the number is still reserved
    and can be voided again.
    """
    require_reason(reason, "作废")
    item_id = item_id_of(number)
    with holdings.store.claim(item_id):
        if _is_reserved(holdings, number):
            holdings.store.quarantine(item_id, reason)
        record = holdings.ledger.void(number, reason)
    holdings.copy_entries(number.year)
    return record


@database_errors()
def listing(holdings: Holdings, issuer_code: str = "", year: int = 0) -> tuple[NumberRecord, ...]:
    """Return every number up to the highest of each series, each explained, gaps included."""
    return holdings.ledger.listing(issuer_code, year)


@database_errors()
def open_numbers(holdings: Holdings) -> tuple[NumberRecord, ...]:
    """Return the numbers a person must still decide on: reserved ones and gaps."""
    waiting = (State.RESERVED, State.GAP)
    return tuple(record for record in holdings.ledger.listing() if record.state in waiting)


def _is_reserved(holdings: Holdings, number: DocumentNumber) -> bool:
    try:
        return holdings.ledger.get(number).state is State.RESERVED
    except NotFoundError:
        return False
