"""MemoryStore: items in memory, for rehearsals and tests."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from gongwen.archive.bag import MANIFEST, TAG_MANIFEST, Bag, examine, listed_in, sha256
from gongwen.archive.identity import is_item_id, ordinal_of, year_of
from gongwen.archive.store import StoredItem
from gongwen.errors import IntegrityError, NotFoundError
from gongwen.model.finding import Finding


class MemoryStore:
    """Keeps items as long as the process lives; the promise of ItemStore otherwise."""

    def __init__(self) -> None:
        self.items: dict[str, dict[str, bytes]] = {}
        self.staging: dict[str, dict[str, bytes]] = {}
        self.aside: list[tuple[str, str]] = []
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    @contextmanager
    def claim(self, item_id: str) -> Iterator[None]:
        """Hold the item id against every other thread."""
        with self._locks[item_id]:
            yield

    def stage(self, bag: Bag) -> None:
        """Keep the bag apart until it is placed."""
        year_of(bag.item_id)
        self.staging[bag.item_id] = dict(bag.files)

    def sync(self, item_id: str) -> None:
        """Do nothing: memory has no disk to reach."""
        if item_id not in self.staging:
            raise _nothing_staged(item_id)

    def place(self, item_id: str) -> StoredItem:
        """Make the staged item visible; see ItemStore.place."""
        if item_id not in self.staging:
            raise _nothing_staged(item_id)
        there = self.items.get(item_id)
        if there is not None and there[TAG_MANIFEST] != self.staging[item_id][TAG_MANIFEST]:
            raise IntegrityError(f"{item_id} 已经有了，内容不同", rule="件存入后不改动")
        self.items[item_id] = self.staging.pop(item_id)
        return self.get(item_id)

    def get(self, item_id: str) -> StoredItem:
        """Return the item; NotFoundError when there is none."""
        files = self._files(item_id)
        names = sorted(name.removeprefix("data/") for name in files if name.startswith("data/"))
        return StoredItem(item_id, sha256(files.get(TAG_MANIFEST, b"")), tuple(names))

    def read(self, item_id: str, name: str) -> bytes:
        """Return a payload file; NotFoundError when there is none."""
        try:
            return self._files(item_id)[f"data/{name}"]
        except KeyError:
            raise NotFoundError(f"件 {item_id} 里没有 {name}") from None

    def listed(self, item_id: str) -> Mapping[str, str]:
        """Return the payload files as the item's manifest has them: name below data/ → SHA-256."""
        return listed_in(self._files(item_id).get(MANIFEST, b""))

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all items, sorted."""
        return tuple(sorted(filter(is_item_id, self.items)))

    def further(self, item_id: str) -> tuple[str, ...]:
        """Return the ids of an item's further bags, in order."""
        return tuple(sorted((name for name in self.items if name.startswith(f"{item_id}.")), key=ordinal_of))

    def verify(self, item_id: str, digest: str = "") -> tuple[Finding, ...]:
        """Return what is wrong with an item, changing nothing."""
        return examine(item_id, _MemoryReader(self._files(item_id)), digest)

    def strays(self) -> tuple[Finding, ...]:
        """Return nothing: only items can be here."""
        return ()

    def quarantine(self, item_id: str, reason: str) -> bool:
        """Take the item aside with the reason; say whether there was any."""
        found = [self.items.pop(item_id, None), self.staging.pop(item_id, None)]
        taken = any(files is not None for files in found)
        if taken:
            self.aside.append((item_id, reason))
        return taken

    def destroy(self, item_id: str) -> bool:
        """Remove an item for good; say whether there was any."""
        found = [self.items.pop(item_id, None), self.staging.pop(item_id, None)]
        return any(files is not None for files in found)

    def location(self, item_id: str) -> str:
        """Return where the item lies, for people."""
        return f"内存：{item_id}"

    def _files(self, item_id: str) -> dict[str, bytes]:
        try:
            return self.items[item_id]
        except KeyError:
            raise NotFoundError(f"存档里没有件 {item_id}") from None


class _MemoryReader:
    """Lets an examination look at files in memory."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files

    def names(self) -> frozenset[str]:
        return frozenset(self.files)

    def read(self, name: str) -> bytes:
        return self.files[name]

    def digest(self, name: str) -> tuple[str, int]:
        return sha256(self.files[name]), len(self.files[name])


def _nothing_staged(item_id: str) -> NotFoundError:
    return NotFoundError(f"件 {item_id} 还没有写好，不能入库")
