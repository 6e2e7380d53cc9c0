"""The bags of what comes in, and further bags (追加的小包): written, entered, and only then told of."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from gongwen.archive.bag import Bag, pack
from gongwen.archive.identity import further_id, ordinal_of
from gongwen.archive.store import ItemStore
from gongwen.office.desk.deposit import lies_in
from gongwen.office.desk.holdings import Holdings
from gongwen.records.keeping.receiving import described
from gongwen.records.keeping.values import FurtherRecord, NewReceived

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file for a bag: its ASCII name in data/, what staff call it, its bytes."""

    name: str
    original_name: str
    content: bytes


def add_further(
    holdings: Holdings,
    item_id: str,
    purpose: str,
    files: Sequence[KeptFile],
    said: Mapping[str, object] | None = None,
    on_step: Callable[[str], object] = lambda step: None,
) -> FurtherRecord:
    """Add a further bag to an item that is in its place; `said` goes into its metadata.json.

    What an interrupted call left there is taken over when it is the same,
    else put aside. Raises StorageError when the disk refuses; nothing is then
    entered.
    """
    store = holdings.store
    with store.claim(item_id):
        bag, record = next_bag(holdings, item_id, purpose, files, said or {})
        put_bag(store, bag, on_step)
        holdings.keeping.append(record)
        on_step("entered")
    holdings.copy_acts()
    return record


def next_id(holdings: Holdings, item_id: str) -> str:
    """Return the id that the next further bag of an item will have."""
    entered = [ordinal_of(one.bag_id) for one in holdings.keeping.further(item_id)]
    return further_id(item_id, max(entered, default=0) + 1)


def next_bag(
    holdings: Holdings, item_id: str, purpose: str, files: Sequence[KeptFile], said: Mapping[str, object]
) -> tuple[Bag, FurtherRecord]:
    """Return the next further bag of an item, and what is to be entered of it; call it inside `claim`."""
    bag_id = next_id(holdings, item_id)
    told = {**said, "bag_id": bag_id, "item_id": item_id, "purpose": purpose}
    bag = _packed(bag_id, files, told, {"External-Description": purpose})
    names = {one.name: one.original_name for one in files}
    return bag, FurtherRecord(item_id, bag_id, bag.digest, purpose, names)


def put_bag(store: ItemStore, bag: Bag, on_step: Callable[[str], object] = lambda step: None) -> None:
    """Put a bag that nothing speaks of yet in its place: staged, synced, placed.

    One that lies there already and is the same is kept, another is put aside.
    Call it inside `store.claim`.
    """
    if lies_in(store, bag.item_id):
        if store.get(bag.item_id).digest == bag.digest and not store.verify(bag.item_id):
            return
        store.quarantine(bag.item_id, "没有登记完就中断了，又办了一次")
    store.stage(bag)
    on_step("staged")
    store.sync(bag.item_id)
    on_step("synced")
    store.place(bag.item_id)
    on_step("placed")


def received_bag(
    holdings: Holdings, new: NewReceived, files: Sequence[KeptFile], note: str, **more: object
) -> Bag:
    """Return the bag of what comes in today as `new`, whose digest is that of this bag.

    `more` is what the metadata say besides the description and the receipt.
    """
    said = {
        **more,
        **described(new.description),
        "item_id": new.item_id,
        "fonds": holdings.ledger.fonds,
        "sample": holdings.ledger.sample,
        "received": {"on": holdings.keeping.today.isoformat(), "name": new.name, "sender": new.sender},
        "source": new.source,
        "form": new.form,
        "origins": [list(one) for one in new.origins],
        "note": note,
    }
    about = new.description
    info = {"Internal-Sender-Identifier": about.number, "External-Description": about.title}
    return _packed(new.item_id, files, said, info)


def _packed(
    bag_id: str, files: Sequence[KeptFile], said: Mapping[str, object], info: Mapping[str, str]
) -> Bag:
    """Return a bag of `files` with its metadata.json: what is `said` of them, their names, the format."""
    named = [{"name": one.name, "original_name": one.original_name} for one in files]
    metadata = {**said, "format": _FORMAT, "files": named}
    text = json.dumps(metadata, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    payload = {one.name: one.content for one in files} | {"metadata.json": text.encode("utf-8", "replace")}
    labels = {label: value for label, value in info.items() if value}
    return pack(bag_id, payload, {**labels, "Gongwen-Format": str(_FORMAT)})
