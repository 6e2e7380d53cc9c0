"""Filling the empty tables of a fonds from its copies and its items."""

from __future__ import annotations

from gongwen.archive.store import ItemStore
from gongwen.office.keeping.proving.tables import told_items, told_ledger, told_life
from gongwen.office.keeping.rebuilding.copies import FondsCopies
from gongwen.office.keeping.rebuilding.texts import texts_in
from gongwen.records.keeping.replay import replay
from gongwen.records.ledger import enrol_fonds
from gongwen.records.models import Fonds
from gongwen.records.retelling.writing import write_entries, write_ledger, write_life, write_log
from gongwen.records.transactions import writing


def fill(copies: FondsCopies, store: ItemStore) -> tuple[str, ...]:
    """Write all that the copies and the items of a fonds tell; return what they do not, as sentences.

    Raises IntegrityError for an entry that cannot be read.
    """
    enrol_fonds(copies.code, copies.name, sample=copies.sample)
    ledger, life = told_ledger(copies.code, copies.ledger), told_life(copies.life)
    items = told_items(store, ledger)
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
