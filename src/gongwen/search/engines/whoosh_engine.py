"""WhooshIndex: the engine the users named, fed after the fact and never believed blindly.

Every paper waits in `Pending`, written in the records' transaction, until a
feed has brought it into the index, synced the files and then noted so. What
waits is checked like any candidate, so a committed paper is found before it is
fed, and after a feed that was killed at any moment.

The database holds the digest of the index that has all that is not pending. An
index with another digest (lost, restored from elsewhere, damaged by one bit,
left by a killed feed) is not used: every paper is read instead, and the next
feed builds the index anew from the stored texts. Another user's index is left
alone until a rebuild is asked for.

Good up to about 20,000 papers; beyond that `fts5` is much faster.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet
from whoosh.index import LockError

from gongwen.errors import StorageError
from gongwen.search.engines import entries
from gongwen.search.engines.base import StoredIndex
from gongwen.search.engines.whoosh_files import IndexFiles
from gongwen.search.models import Entry, Feed, Pending
from gongwen.search.pairs import pairs_and_characters
from gongwen.search.proving.stored import whoosh_findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from gongwen.model.finding import Finding
    from gongwen.search.evaluate import Need
    from gongwen.search.values import SearchDocument

MOST_CANDIDATES = 20_000
"""With more candidates than this, reading every paper costs no more than naming them."""


class WhooshIndex(StoredIndex):
    """A Whoosh index in `directory`, beside the database."""

    name = "whoosh"

    def __init__(self, directory: Path) -> None:
        self._files = IndexFiles(directory)

    def feed(self) -> int:
        """Bring all that is pending into the index in one commit; return how many papers.

        0 also when another process is feeding or the index is another user's:
        then it stays pending. Call it after the transaction, not within. Raises
        StorageError when the disk refuses; nothing is lost by that either.
        """
        if transaction.get_connection().in_atomic_block:
            raise RuntimeError("feed() must not be called within a transaction")
        return 0 if self._files.foreign() else self._feed()

    def rebuild(self, docs: Iterable[SearchDocument]) -> None:
        """Forget everything, take in `docs`, and build the index anew, whosever it was."""
        super().rebuild(docs)
        if not transaction.get_connection().in_atomic_block:
            self._feed()

    def findings(self) -> Iterator[Finding]:
        """Yield what the index and its list of what waits lack together: answers would lack it."""
        waiting = Pending.objects.values_list("entry_id", flat=True)
        yield from whoosh_findings(self._files.keys(_digest()), waiting)

    def _candidates(self, needed: Need) -> Q | None:
        # In this order: what leaves Pending after the digest was read came into
        # a state of the index that this digest does not vouch for.
        digest = _digest()
        keys = set(Pending.objects.values_list("entry_id", flat=True)[: MOST_CANDIDATES + 1])
        found = self._files.holders(needed, digest)
        if found is None or len(keys) + len(found) > MOST_CANDIDATES:
            return None
        return Q(pk__in=keys.union(found))

    def _feed(self) -> int:
        try:
            with self._files.exclusive() as mine:
                return self._bring() if mine else 0
        except OSError as error:
            raise StorageError(
                f"检索索引写不进磁盘：{error.strerror or error}",
                rule="公文已经入库，仍可检索，只是较慢",
                advice="请检查磁盘空间和索引目录的权限，再更新索引",
            ) from error

    def _bring(self) -> int:
        waiting = list(Pending.objects.order_by("pk").values_list("pk", "entry_id"))
        believed = self._files.believed(_digest())
        if not waiting and (believed or not Entry.objects.exists()):
            return 0
        try:
            taken = self._write([key for _, key in waiting] if believed else None)
        except LockError:
            return 0
        with transaction.atomic():
            Feed.objects.update_or_create(pk=1, defaults={"digest": self._files.digest()})
            if waiting:
                Pending.objects.filter(pk__lte=waiting[-1][0]).delete()
        return taken

    def _write(self, keys: list[int] | None) -> int:
        """Update the index for these rows; build it anew for None."""
        if keys is None:
            return self._files.build(_papers(None))
        return self._files.update(_papers(keys), keys)


def _digest() -> str:
    """Return the digest of the index that has all that is not pending; empty if none has."""
    known = Feed.objects.first()
    return known.digest if known else ""


def _papers(keys: list[int] | None) -> Iterator[tuple[int, set[str]]]:
    """Yield (row id, pairs and characters) of these rows as far as they exist, or of all."""
    if keys is None:
        yield from _read(Entry.objects.all())
        return
    for start in range(0, len(keys), entries.BATCH):
        yield from _read(Entry.objects.filter(pk__in=keys[start : start + entries.BATCH]))


def _read(rows: QuerySet[Entry]) -> Iterator[tuple[int, set[str]]]:
    for row in rows.order_by("pk").defer("text").iterator(chunk_size=entries.BATCH):
        texts = entries.indexed_texts(row)
        yield row.pk, set().union(*map(pairs_and_characters, texts))
