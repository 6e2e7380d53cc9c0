"""The papers every engine searches: one row each, its pairs for FTS5, its notice for Whoosh.

All three are written in the caller's transaction, so they are there together
or not at all, whichever engine is in use; changing the engine loses nothing.
"""

from __future__ import annotations

import re
from itertools import islice
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import connection, transaction

from gongwen.search.models import SPACING, Entry, Feed, Pending
from gongwen.search.normalise import fold, fold_cut
from gongwen.search.pairs import fts5_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gongwen.search.values import SearchDocument

BATCH = 200
_LATEST = "SELECT max(place) FROM search_entry WHERE place BETWEEN %s AND %s"
_T = TypeVar("_T")
_SURROGATE = re.compile("[\ud800-\udfff]")
TABLES = (("search_pairs", ("title", "number", "organs", "text")), ("search_heads", ("title", "number")))
"""The tables of FTS5, and which of a paper's normalised texts each has the pairs of."""


def save(docs: Iterable[SearchDocument]) -> None:
    """Store `docs`, replacing those of the same item id; of two alike the last counts."""
    with transaction.atomic():
        for batch in _batches(docs):
            latest = {doc.item_id: doc for doc in batch}
            _remove(latest)
            placed = sorted(_placed(latest.values()), key=itemgetter(0))
            rows = Entry.objects.bulk_create(_entry(doc, place) for place, doc in placed)
            _index(rows)
            _await(rows)


def remove(item_ids: Iterable[str]) -> None:
    """Forget the papers of these ids; unknown ids are passed over."""
    with transaction.atomic():
        for batch in _batches(item_ids):
            _remove(batch)


def replace_all(docs: Iterable[SearchDocument]) -> None:
    """Forget everything, whatever state it is in, and store `docs`."""
    with transaction.atomic():
        _tell("delete-all")
        for table in (Entry, Pending, Feed):
            table.objects.all().delete()
        # FTS5 takes papers in the order of their places at half the price.
        latest = {doc.item_id: doc for doc in docs}
        save(sorted(latest.values(), key=attrgetter("date")))
        _tell("optimize")


def indexed_texts(row: Entry) -> tuple[str, ...]:
    """Return the normalised texts of `row` in which a word without field name is looked for."""
    return (row.title_folded, row.number_folded, row.organs_folded, row.text_folded)


def _remove(item_ids: Iterable[str]) -> None:
    wanted = list(item_ids)
    if not _known(wanted):
        return
    rows = list(Entry.objects.filter(item_id__in=wanted).order_by("place"))
    _index(rows, "delete")
    _await(rows)
    Entry.objects.filter(pk__in=[row.pk for row in rows]).delete()


def _known(item_ids: Sequence[str]) -> bool:
    """Tell whether one of these ids is stored; what is asked for each paper is asked without the ORM."""
    values = ", ".join(["%s"] * len(item_ids))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM search_entry WHERE item_id IN ({values}) LIMIT 1", item_ids)
        return cursor.fetchone() is not None


def _await(rows: Iterable[Entry]) -> None:
    """Note that Whoosh has not heard of `rows`."""
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO search_pending(entry_id) VALUES (%s)", [(row.pk,) for row in rows])


def _index(rows: Sequence[Entry], *order: str) -> None:
    """Give the pairs of `rows` to FTS5, which needs the same ones, with the order delete, to forget a row."""
    tokens = {row.place: tuple(map(fts5_tokens, indexed_texts(row))) for row in rows}
    with connection.cursor() as cursor:
        for table, columns in TABLES if rows else ():
            named = (*((table,) if order else ()), "rowid", *columns)
            values = ", ".join(["%s"] * len(named))
            statement = f"INSERT INTO {table}({', '.join(named)}) VALUES ({values})"
            cursor.executemany(
                statement, [(*order, place, *texts[: len(columns)]) for place, texts in tokens.items()]
            )


def _tell(order: str) -> None:
    """Tell the tables of FTS5 to do something with all they have."""
    with connection.cursor() as cursor:
        for table, _ in TABLES:
            cursor.execute(f"INSERT INTO {table}({table}) VALUES (%s)", [order])


def _placed(docs: Iterable[SearchDocument]) -> Iterator[tuple[int, SearchDocument]]:
    """Yield `docs` with a place of their day for each, after those that are taken."""
    last: dict[int, int] = {}
    for doc in docs:
        day = doc.date.toordinal()
        last[day] = last[day] + 1 if day in last else _free(day)
        yield last[day], doc


def _free(day: int) -> int:
    """Return the place after all that are taken of a day."""
    start = day * SPACING
    with connection.cursor() as cursor:
        cursor.execute(_LATEST, (start, start + SPACING - 1))
        ((latest,),) = cursor.fetchall()
    return start if latest is None else int(latest) + 1


def columns_of(doc: SearchDocument) -> dict[str, Any]:
    """Return what is stored of `doc`, by column; its place apart."""
    title, number, kind, text = map(_storable, (doc.title, doc.number, doc.kind, doc.text))
    organs = [_storable(organ) for organ in doc.organs]
    text_folded, cuts = fold_cut(text)
    return {
        "item_id": doc.item_id,
        "title": title,
        "number": number,
        "organs": organs,
        "kind": kind,
        "year": doc.year,
        "date": doc.date,
        "title_folded": fold(title),
        "number_folded": fold(number),
        # No normalised text holds a line break, so no query reaches over two organs.
        "organs_folded": "\n".join(map(fold, organs)),
        "kind_folded": fold(kind),
        "cuts": cuts,
        "text_folded": text_folded,
        "text": text,
    }


def _entry(doc: SearchDocument, place: int) -> Entry:
    return Entry(place=place, **columns_of(doc))


def _storable(text: str) -> str:
    """Return `text` with half surrogates, which no database takes, as U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def _batches(items: Iterable[_T]) -> Iterator[list[_T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, BATCH)):
        yield batch
