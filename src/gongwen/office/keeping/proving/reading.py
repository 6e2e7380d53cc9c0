"""audit: the entries of the three chains as people read them, by year or by what they are about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongwen.archive.identity import item_id_of
from gongwen.errors import NotFoundError
from gongwen.model.finding import Finding
from gongwen.model.numbering import DocumentNumber
from gongwen.office.keeping.proving.heads import chain_heads, name_of
from gongwen.office.keeping.proving.history import Event, event_of
from gongwen.office.keeping.proving.values import Head
from gongwen.records.chain import broken_links
from gongwen.records.transactions import database_errors

if TYPE_CHECKING:
    from gongwen.office.desk.holdings import Holdings
    from gongwen.office.wiring import Office


@dataclass(frozen=True, slots=True)
class Audit:
    """Entries in the order in which they were made, the heads of all chains, where a chain is broken."""

    events: tuple[Event, ...]
    heads: tuple[Head, ...]
    findings: tuple[Finding, ...]


@database_errors()
def audited(office: Office, year: int = 0, name: str = "") -> Audit:
    """Return what the chains of every organ tell, of one `year` or about one number, item or draft only.

    A broken chain is not read but named. NotFoundError when nothing tells of `name`.
    """
    wanted = _wanted(name)
    events: list[Event] = []
    findings: list[Finding] = []
    heads: list[Head] = []
    for holdings in office.all_holdings():
        found = list(_broken(holdings, year))
        findings += found
        if not found:
            events += (event for event in _events(holdings, year) if not wanted or event.subject in wanted)
            heads += (head for head in chain_heads(holdings) if not year or head.year == year)
    if wanted and not events and not findings:
        raise NotFoundError(f"没有哪条记录说到「{name}」", advice="可用 gongwen audit --year 年度 查看")
    return Audit(tuple(sorted(events, key=lambda event: event.at)), tuple(heads), tuple(findings))


def _wanted(name: str) -> frozenset[str]:
    """Return all that a number, an item or a draft is called in the chains."""
    if not name.strip():
        return frozenset()
    with suppress(ValueError):
        number = DocumentNumber.parse(name.strip())
        return frozenset({str(number), item_id_of(number)})
    return frozenset({name.strip(), f"稿{name.strip()}"})


def _events(holdings: Holdings, year: int) -> Iterator[Event]:
    for copied in holdings.copies:
        for one in copied.chain.years(holdings.ledger.fonds):
            if not year or one == year:
                yield from map(event_of, copied.lines(one))


def _broken(holdings: Holdings, year: int) -> Iterator[Finding]:
    for copied in holdings.copies:
        for one in copied.chain.years(holdings.ledger.fonds):
            if not year or one == year:
                yield from broken_links(copied.lines(one), f"{name_of(copied)} {one} 年")
