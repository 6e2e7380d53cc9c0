"""number list, gaps, adopt, block, revise, void, close, reopen, joint, copy: the ledger at the desk (D6)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from gongwen.archive.identity import item_id_of
from gongwen.errors import GongwenError, NotFoundError, RefusedError
from gongwen.model.numbering import DocumentNumber
from gongwen.office.admission import check_series
from gongwen.office.desk.copies import Copy
from gongwen.office.desk.deposit import require_item, require_whole, write_copies
from gongwen.office.desk.holdings import Holdings
from gongwen.office.desk.request import IssueRequest, request_key
from gongwen.office.issue import IssueParts, checked
from gongwen.office.keeping.closing import refuse_destroyed
from gongwen.records.refusals import require_reason
from gongwen.records.transactions import database_errors
from gongwen.records.values import JointRecord, NumberBlock, NumberRecord, SeriesRecord, State


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
def void_rest(holdings: Holdings, first: DocumentNumber, reason: str) -> tuple[NumberRecord, ...]:
    """Void what no paper has taken of the block that begins with `first`."""
    records = holdings.ledger.void_rest(first, reason)
    holdings.copy_entries(first.year)
    return records


@database_errors()
def block(
    holdings: Holdings,
    issuer_code: str,
    year: int,
    count: int,
    *,
    reason: str,
    request_key: str = "",
    new_series: bool = False,
) -> NumberBlock:
    """Reserve the next `count` numbers (预留一段); the same key, or the same words, give the same block.

    RefusedError as `Ledger.reserve_block` tells, for a year to come, and for
    a 机关代字 that has no number where others have, unless `new_series`.
    """
    check_series(holdings.ledger.issuer_codes(), issuer_code, meant=new_series)
    if year > holdings.ledger.today.year:
        raise RefusedError(
            f"{year} 年还没有到（今天是 {holdings.ledger.today}）",
            rule="字号的年份是成文日期的年份",
            advice="请核对年份",
        )
    key = request_key or f"预留：{issuer_code}〔{year}〕{count} {reason.strip()}"
    reserved = holdings.ledger.reserve_block(issuer_code, year, count, reason=reason, request_key=key)
    holdings.copy_entries(year)
    return reserved


@database_errors()
def revise(parts: IssueParts, number: DocumentNumber, request: IssueRequest, reason: str) -> NumberRecord:
    """Correct a reserved paper under its number (改正); what was printed goes to quarantine.

    `resume` then prints and issues the corrected one. Raises what `issue`
    refuses, RefusedError when the paper belongs to another series than
    `number`, and as `Ledger.revise` tells.
    """
    parts.admit(number)
    text = checked(parts, request)
    _refuse_other_series(number, request)
    holdings, item_id = parts.holdings, item_id_of(number)
    with holdings.store.claim(item_id):
        before = holdings.ledger.get(number).request
        record = holdings.ledger.revise(
            number, text, request_key=request_key(text), reason=reason, title=request.document.body.title
        )
        parts.on_step("revised")
        if before != text:
            holdings.store.quarantine(item_id, f"改正前的：{reason}")
    holdings.copy_entries(number.year)
    return record


@database_errors()
def close(holdings: Holdings, issuer_code: str, year: int, reason: str) -> SeriesRecord:
    """Close a year (封账); RefusedError as `Ledger.close_year` tells."""
    record = holdings.ledger.close_year(issuer_code, year, reason=reason)
    holdings.copy_entries(year)
    return record


@database_errors()
def reopen(holdings: Holdings, issuer_code: str, year: int, reason: str) -> SeriesRecord:
    """Open a closed year again; RefusedError as `Ledger.reopen_year` tells."""
    record = holdings.ledger.reopen_year(issuer_code, year, reason=reason)
    holdings.copy_entries(year)
    return record


@database_errors()
def joint(
    holdings: Holdings,
    number: DocumentNumber,
    *,
    title: str,
    lead_issuer: str,
    date_of_issue: dt.date | None = None,
    note: str = "",
) -> JointRecord:
    """Enter a paper we signed under the lead organ's number (联合发文，协办)."""
    record = holdings.ledger.enter_joint(
        number, title=title, lead_issuer=lead_issuer, date_of_issue=date_of_issue, note=note
    )
    holdings.copy_entries(number.year)
    return record


@database_errors()
def copy(
    holdings: Holdings, number: DocumentNumber, folder: Path, *, copies: int, reason: str
) -> tuple[Copy, ...]:
    """Write an issued paper once more (补印), the same bytes under the same number, and enter it.

    It is entered before the files are handed over. Raises IntegrityError,
    and enters nothing, when the item is not as it was issued; RefusedError as
    `Ledger.copy` tells.
    """
    record = holdings.ledger.get(number)
    if record.state is State.ISSUED:
        refuse_destroyed(holdings, record.item_id)
        require_item(holdings.store, record.item_id, number)
        require_whole(holdings.store, record.item_id, record.digest)
    holdings.ledger.copy(number, copies, reason)
    holdings.copy_entries(number.year)
    try:
        return write_copies(holdings.store, record.item_id, folder, record.digest)
    except GongwenError as error:
        error.advise(f"{number} 的这次补印已经登记，文件没有写出；排除后再办，会再记一次")
        raise


@database_errors()
def series(holdings: Holdings, issuer_code: str = "", year: int = 0) -> tuple[SeriesRecord, ...]:
    """Return how far each series goes and whether it is closed."""
    return holdings.ledger.all_series(issuer_code, year)


@database_errors()
def joint_papers(holdings: Holdings, year: int = 0) -> tuple[JointRecord, ...]:
    """Return the papers we signed under another organ's number."""
    return holdings.ledger.joint_papers(year)


@database_errors()
def listing(holdings: Holdings, issuer_code: str = "", year: int = 0) -> tuple[NumberRecord, ...]:
    """Return every number up to the highest of each series, each explained, gaps included."""
    return holdings.ledger.listing(issuer_code, year)


@database_errors()
def open_numbers(holdings: Holdings) -> tuple[NumberRecord, ...]:
    """Return the numbers a person must still decide on: reserved ones and gaps."""
    waiting = (State.RESERVED, State.GAP)
    return tuple(record for record in holdings.ledger.listing() if record.state in waiting)


def _refuse_other_series(number: DocumentNumber, request: IssueRequest) -> None:
    code, year = request.document.header.issuer_code, request.document.signature.date_of_issue.year
    if (code, year) != (number.issuer_code, number.year):
        raise RefusedError(
            f"改正后的公文要编 {code}〔{year}〕的号，不是 {number}",
            rule="改正后再印，字号不变",
            advice="机关代字或年份要改，请作废这个号另办",
        )


def _is_reserved(holdings: Holdings, number: DocumentNumber) -> bool:
    try:
        return holdings.ledger.get(number).state is State.RESERVED
    except NotFoundError:
        return False
