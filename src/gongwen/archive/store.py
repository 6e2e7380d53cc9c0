"""ItemStore: where items are kept (D9). Two keep the promise, folder and memory."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from gongwen.archive.bag import Bag
from gongwen.model.finding import Finding


@dataclass(frozen=True, slots=True)
class StoredItem:
    """An item in its place: its id, its digest and the names below data/."""

    item_id: str
    digest: str
    names: tuple[str, ...]


class ItemStore(Protocol):
    """Keeps the items of one fonds. An item is there as a whole or not at all.

    What is added to an item later lies beside it in further bags, whose ids
    (`further_id`) stand wherever an item id does; only `ids` passes them over.

    Writing goes `stage` → `sync` → `place`, inside `claim`. After `place`
    returned, the item survives a power cut. Troubles of the disk are
    StorageErrors; after one nothing half written can be seen.
    """

    def claim(self, item_id: str) -> AbstractContextManager[None]:
        """Hold the item id against every other writer; waits for its turn."""

    def stage(self, bag: Bag) -> None:
        """Write the bag where readers do not look; what lay there before goes."""

    def sync(self, item_id: str) -> None:
        """Bring the staged item to the disk and make its files read-only."""

    def place(self, item_id: str) -> StoredItem:
        """Put the staged and synced item in its place, in one step.

        An item with the same digest already there is kept; with another one
        IntegrityError. NotFoundError when nothing is staged.
        """

    def get(self, item_id: str) -> StoredItem:
        """Return the item; NotFoundError when there is none."""

    def read(self, item_id: str, name: str) -> bytes:
        """Return a payload file by its name below data/; NotFoundError when there is none."""

    def listed(self, item_id: str) -> Mapping[str, str]:
        """Return the payload files as the item's manifest has them: name below data/ → SHA-256.

        NotFoundError when there is no item; a manifest that cannot be read lists nothing.
        """

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all items, sorted."""

    def further(self, item_id: str) -> tuple[str, ...]:
        """Return the ids of an item's further bags, in order."""

    def verify(self, item_id: str, digest: str = "") -> tuple[Finding, ...]:
        """Return what is wrong with an item, changing nothing.

        `digest` is what the ledger knows; NotFoundError when there is no item.
        """

    def strays(self) -> tuple[Finding, ...]:
        """Return what lies among the items without being one."""

    def quarantine(self, item_id: str, reason: str) -> bool:
        """Take the item, placed or staged, aside with the reason; say whether there was any."""

    def destroy(self, item_id: str) -> bool:
        """Remove an item, placed or staged, for good, in one step; say whether there was any.

        Only disposal (销毁) after two people's decision may call it.
        """

    def location(self, item_id: str) -> str:
        """Return where the item lies, for people."""
