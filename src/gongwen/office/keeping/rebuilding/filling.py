"""Filling the empty tables of a fonds from its copies and its items."""

from __future__ import annotations

from gongwen.archive.store import ItemStore
from gongwen.errors import GongwenError, IntegrityError
from gongwen.office.desk.deposit import lies_in, read_metadata
from gongwen.office.keeping.rebuilding.copies import FondsCopies
from gongwen.office.keeping.rebuilding.texts import texts_in
from gongwen.records.keeping.replay import replay
from gongwen.records.ledger import enrol_fonds
from gongwen.records.models import Fonds
from gongwen.records.retelling.ledger import LedgerTold
from gongwen.records.retelling.life import LifeTold
from gongwen.records.retelling.values import Row, day_of, read_entries
from gongwen.records.retelling.writing import write_entries, write_ledger, write_life, write_log
from gongwen.records.transactions import writing


def fill(copies: FondsCopies, store: ItemStore) -> tuple[str, ...]:
    """Write all that the copies and the items of a fonds tell; return what they do not, as sentences.

    Raises IntegrityError for an entry that cannot be read.
    """
    enrol_fonds(copies.code, copies.name, sample=copies.sample)
    ledger, life = LedgerTold(copies.code), LifeTold()
    for year in sorted(copies.ledger):
        ledger.hear(read_entries(copies.ledger[year], f"登记 {year} 年"))
    for year in sorted(copies.life):
        life.hear(read_entries(copies.life[year], f"办理记录 {year} 年"))
    items = {
        row["item_id"]: _line(row, year, store)
        for (_, year, _), row in ledger.numbers.items()
        if row["state"] == "issued"
    }
    texts = texts_in(store)
    with writing():
        fonds = Fonds.objects.get(code=copies.code)
        lost = (*write_ledger(fonds, ledger, items, texts), *write_life(fonds, life, texts))
        write_entries(fonds, copies.ledger)
        write_log(fonds, copies.life)
    for year in sorted(copies.keeping):
        replay(copies.code, year, copies.keeping[year])
    missing = [
        f"{item_id} 的文种、机关（件不见了或读不出）" for item_id, row in items.items() if "kind" not in row
    ]
    return (*lost, *missing)


def _line(row: Row, year: int, store: ItemStore) -> Row:
    """Return the catalogue's line on an issued item: what the entry tells, and what the item says itself."""
    told = {name: row[name] for name in ("title", "date_of_issue", "digest")} | {"year": year}
    try:
        if not lies_in(store, row["item_id"]):
            return told
        said = read_metadata(store, row["item_id"])
        return told | {
            "title": said["title"],
            "kind": said["kind"],
            "organs": said["organs"],
            "date_of_issue": day_of(str(said["date_of_issue"])),
        }
    except (IntegrityError, GongwenError, KeyError, ValueError):
        return told
