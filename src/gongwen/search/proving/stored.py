"""Stored entries, FTS5's pairs and the list of what Whoosh has not heard of, each held against its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection

from gongwen.model.finding import Finding, Level
from gongwen.search.engines import entries
from gongwen.search.models import SPACING, Entry
from gongwen.search.pairs import fts5_tokens

if TYPE_CHECKING:
    from gongwen.search.values import SearchDocument

_RULE = "检索"
_WRAP = (1 << 64) - 1
_LISTED = "CREATE VIRTUAL TABLE temp.search_listed USING fts5vocab(main, {}, instance)"


def stored_findings(docs: Iterable[SearchDocument]) -> Iterator[Finding]:
    """Yield where a stored paper is not what `docs`, one for each item of the archive, say."""
    places = dict(Entry.objects.values_list("item_id", "place"))
    for doc in docs:
        wanted = entries.columns_of(doc)
        row = Entry.objects.filter(item_id=doc.item_id).first() if doc.item_id in places else None
        if row is None:
            yield Finding(doc.item_id, _RULE, "检索里没有这件，查不到它；请运行 gongwen archive reindex")
            continue
        wrong = sorted(name for name, value in wanted.items() if getattr(row, name) != value)
        if places.pop(doc.item_id) // SPACING != doc.date.toordinal():
            wrong.append("place")
        if wrong:
            sentence = f"检索里存的（{'、'.join(wrong)}）与件不符，会查错；请运行 gongwen archive reindex"
            yield Finding(doc.item_id, _RULE, sentence)
    for item_id in sorted(places):
        yield Finding(item_id, _RULE, "检索里有，存档里没有这件；请运行 gongwen archive reindex")


def pair_findings() -> Iterator[Finding]:
    """Yield the papers whose pairs in FTS5 are not those of their stored texts: answers would lack them.

    Every pair of the index is looked at, with its column and its place in it.
    """
    seen = _seen_sums()
    for row in Entry.objects.order_by("pk").defer("text").iterator(chunk_size=entries.BATCH):
        if seen.pop(row.place, 0) != _sum_of(entries.indexed_texts(row)):
            sentence = "检索索引（FTS5）里的字与存的文字不符，会查漏；请运行 gongwen archive reindex"
            yield Finding(row.item_id, _RULE, sentence)
    if seen:
        yield Finding(
            "检索索引",
            _RULE,
            f"索引（FTS5）里有 {len(seen)} 处不属于任何一件；请运行 gongwen archive reindex",
        )


def whoosh_findings(keys: Iterable[int] | None, pending: Iterable[int]) -> Iterator[Finding]:
    """Yield what the Whoosh index (`keys`, None for one that is not believed) and `pending` lack together."""
    stored = set(Entry.objects.values_list("pk", flat=True))
    waiting = set(pending)
    if keys is None:
        if stored - waiting:
            sentence = (
                "索引（Whoosh）不在，或不是记下的那一个；查得全，只是较慢；可运行 gongwen archive reindex"
            )
            yield Finding("检索索引", _RULE, sentence, Level.WARNING)
        return
    known = set(keys)
    if lacking := stored - waiting - known:
        yield Finding(
            "检索索引", _RULE, f"索引（Whoosh）少了 {len(lacking)} 件，会查漏；请运行 gongwen archive reindex"
        )


def _seen_sums() -> dict[int, int]:
    """Return, for each place, the sum over all pairs that FTS5 has there."""
    sums: dict[int, int] = {}
    for table, _ in entries.TABLES:
        with _listed(table), connection.cursor() as cursor:
            cursor.execute("SELECT term, doc, col, offset FROM temp.search_listed")
            while rows := cursor.fetchmany(10_000):
                for term, place, column, offset in rows:
                    sums[place] = (sums.get(place, 0) + hash((table, term, column, offset))) & _WRAP
    return sums


def _sum_of(texts: Sequence[str]) -> int:
    total = 0
    for table, columns in entries.TABLES:
        for column, text in zip(columns, texts, strict=False):
            for offset, token in enumerate(fts5_tokens(text).split(" ") if text else ()):
                total += hash((table, token.lower() if token.isascii() else token, column, offset))
    return total & _WRAP


@contextmanager
def _listed(table: str) -> Iterator[None]:
    """Have the pairs of a table of FTS5 listed in one that lives in memory only."""
    with connection.cursor() as cursor:
        (only,) = cursor.execute("PRAGMA query_only").fetchone()
        cursor.execute("PRAGMA query_only=OFF")
        try:
            cursor.execute(_LISTED.format(table))
            yield
        finally:
            cursor.execute("DROP TABLE IF EXISTS temp.search_listed")
            cursor.execute(f"PRAGMA query_only={int(only)}")
