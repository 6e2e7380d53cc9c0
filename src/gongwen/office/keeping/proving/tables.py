"""The tables against the chains: every stored value that entries or items tell is held against them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gongwen.archive.store import ItemStore
from gongwen.errors import GongwenError
from gongwen.model.finding import Finding
from gongwen.office.desk.database import scratch
from gongwen.office.desk.deposit import lies_in, read_metadata
from gongwen.office.desk.holdings import Chain, Holdings
from gongwen.records import audit
from gongwen.records.chain import broken_links
from gongwen.records.keeping import log as acts
from gongwen.records.keeping.replay import replay
from gongwen.records.ledger import enrol_fonds
from gongwen.records.life import log
from gongwen.records.retelling.acted import acted_tables, table_findings
from gongwen.records.retelling.comparing import ledger_findings, life_findings, mirror_findings
from gongwen.records.retelling.ledger import LedgerTold
from gongwen.records.retelling.life import LifeTold
from gongwen.records.retelling.values import Hashed, Row, day_of, read_entries
from gongwen.records.transactions import database_errors


@database_errors()
def told_findings(holdings: Holdings) -> Iterator[Finding]:
    """Yield where the ledger, the catalogue and the papers in the making are not what is told of them.

    Where a chain is broken nothing can be told by it; that is found elsewhere.
    """
    fonds = holdings.ledger.fonds
    yield from mirror_findings(fonds)
    if not _broken(audit, fonds):
        told = told_ledger(fonds, {year: audit.lines(fonds, year) for year in audit.years(fonds)})
        items = told_items(holdings.store, told)
        _with_requests(holdings, told)
        yield from ledger_findings(fonds, told, items)
    if not _broken(log, fonds):
        yield from life_findings(
            fonds, told_life({year: log.lines(fonds, year) for year in log.years(fonds)})
        )


@database_errors()
def acted_findings(all_holdings: Sequence[Holdings]) -> Iterator[Finding]:
    """Yield where the tables of the archive's acts are not what a replay of all chains makes of them."""
    codes = [holdings.ledger.fonds for holdings in all_holdings]
    if any(_broken(acts, code) for code in codes):
        return
    lines = {code: {year: acts.lines(code, year) for year in acts.years(code)} for code in codes}
    seen = acted_tables()
    with scratch():
        for code in codes:
            enrol_fonds(code, code)
        for code, years in lines.items():
            for year in sorted(years):
                replay(code, year, years[year])
        told = acted_tables()
    yield from table_findings(seen, told)


def told_ledger(fonds: str, years: Mapping[int, Sequence[str]]) -> LedgerTold:
    """Return the ledger as the lines of its years tell it; IntegrityError for one that does not fit."""
    told = LedgerTold(fonds)
    for year in sorted(years):
        told.hear(read_entries(years[year], f"登记 {year} 年"))
    return told


def told_life(years: Mapping[int, Sequence[str]]) -> LifeTold:
    """Return the papers in the making as the lines of their years tell them; IntegrityError as above."""
    told = LifeTold()
    for year in sorted(years):
        told.hear(read_entries(years[year], f"办理记录 {year} 年"))
    return told


def told_items(store: ItemStore, told: LedgerTold) -> dict[str, Row]:
    """Return what the entries, and the items' own metadata where they can be read, tell of the catalogue."""
    found: dict[str, Row] = {}
    for (_, year, _), row in told.numbers.items():
        if row["state"] == "issued":
            columns = {name: row[name] for name in ("title", "date_of_issue", "digest")}
            found[row["item_id"]] = {**columns, "year": year, **_described(store, row["item_id"])}
    return found


def _described(store: ItemStore, item_id: str) -> Row:
    try:
        if not lies_in(store, item_id):
            return {}
        said = read_metadata(store, item_id)
        told: Row = {name: said[name] for name in ("title", "kind", "organs")}
        return told | {"date_of_issue": day_of(str(said["date_of_issue"]))}
    except (GongwenError, KeyError, ValueError):
        return {}


def _with_requests(holdings: Holdings, told: LedgerTold) -> None:
    """Let the items tell of the requests of issued numbers that older entries did not tell of."""
    for row in told.numbers.values():
        if row["state"] == "issued" and "request" not in row and lies_in(holdings.store, row["item_id"]):
            try:
                digest = read_metadata(holdings.store, row["item_id"]).get("request")
            except GongwenError:
                continue
            if isinstance(digest, str):
                row["request"] = Hashed(digest)


def _broken(chain: Chain, fonds: str) -> bool:
    return any(found for year in chain.years(fonds) for found in broken_links(chain.lines(fonds, year), ""))
