"""WhooshIndex: the engine the users named, fed after the fact and never believed blindly.

Every paper waits in `Pending`, written in the records' transaction, until a
feed has brought it into the index, synced the files and then noted so. What
waits is checked like any candidate, so a committed paper is found before it is
fed, and after a feed that was killed at any moment.

The database holds the stamp of the index state that has all that is not
pending. An index with another stamp (lost, restored from elsewhere, damaged,
another user's) is not used: every paper is read instead, and the next feed
builds the index anew from the stored texts.

Good up to about 20,000 papers; beyond that `fts5` is much faster.
"""

from __future__ import annotations

import logging
import uuid
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet
from whoosh.index import LockError

from gongwen.errors import StorageError
from gongwen.search.engines import entries
from gongwen.search.engines.base import StoredIndex
from gongwen.search.engines.whoosh_files import IndexFiles, Opened
from gongwen.search.models import Entry, Feed, Pending
from gongwen.search.pairs import SCHEME, pairs_and_characters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

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

    def _candidates(self, needed: Need) -> Q | None:
        # In this order: what leaves Pending after the stamps were read came into
        # a state of the index that these stamps do not vouch for.
        known = Feed.objects.first()
        waiting = Pending.objects.values_list("entry_id", flat=True)[: MOST_CANDIDATES + 1]
        keys = set(waiting)
        opened = self._files.current()
        if opened is None or not _vouched(known, opened):
            return None
        # See IndexFiles: damage shows itself in any exception.
        try:
            keys.update(opened.holders(needed))
        except Exception:
            return None
        return Q(pk__in=keys) if len(keys) <= MOST_CANDIDATES else None

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
        opened = self._files.current()
        believed = _vouched(Feed.objects.first(), opened)
        if not waiting and (believed or not Entry.objects.exists()):
            return 0
        stamp = f"{SCHEME}-{uuid.uuid4().hex}"
        now = opened.stamp if believed and opened else ""
        Feed.objects.update_or_create(pk=1, defaults={"stamp": now, "intended": stamp})
        try:
            taken = self._write([key for _, key in waiting] if believed else None, stamp)
        except LockError:
            return 0
        with transaction.atomic():
            Feed.objects.filter(pk=1).update(stamp=stamp)
            if waiting:
                Pending.objects.filter(pk__lte=waiting[-1][0]).delete()
        return taken

    def _write(self, keys: list[int] | None, stamp: str) -> int:
        """Update the index for these rows; build it anew for None, or when it proves damaged."""
        if keys is not None:
            try:
                return self._files.update(_papers(keys), keys, stamp)
            except LockError:
                raise
            except Exception as error:
                # Damaged, or the disk refuses; if the disk, building fails as well.
                logging.getLogger(__name__).info("index cannot be updated: %s", error)
        return self._files.build(_papers(None), stamp)


def _vouched(known: Feed | None, opened: Opened | None) -> bool:
    """Tell whether the index as opened holds everything that is not pending."""
    if known is None or opened is None or not opened.stamp.startswith(f"{SCHEME}-"):
        return False
    return opened.stamp in (known.stamp, known.intended)


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
