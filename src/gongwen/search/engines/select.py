"""The one executor: orders the papers that answer, cuts a page, makes its snippets.

Whatever an engine names, what is answered is decided in `conditions` and
ordered here, by the database on the normalised texts. So all engines give the
same hits in the same order.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection
from django.db.models import Case, Count, F, Func, IntegerField, TextField, Value, When, Window
from django.db.models.functions import Length, StrIndex, Substr

from gongwen.errors import IntegrityError
from gongwen.search.engines.conditions import holds
from gongwen.search.evaluate import TEXT_FIELDS, sought
from gongwen.search.snippet import make_snippet, opening
from gongwen.search.values import Hit, Order, Page, Snippet

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from django.db.models import QuerySet

    from gongwen.search.matching import Sought
    from gongwen.search.models import Entry
    from gongwen.search.query import Query

TITLE, NUMBER, TEXT, FILTER = 3, 2, 1, 0
_Words = dict[str, tuple["Sought", ...]]
_BATCH = 500
_READ = """
SELECT place, item_id, title, number, organs, kind, year, date, cuts, text_folded, text
FROM search_entry WHERE place IN
"""


class Paper(NamedTuple):
    """What is told of a paper that was found."""

    item_id: str
    title: str
    number: str
    organs: list[str]
    kind: str
    year: int
    date: dt.date
    cuts: list[list[int]]
    text_folded: str
    text: str


def select(asked: Query, rows: QuerySet[Entry], order: Order, *, limit: int, offset: int) -> Page:
    """Return the page of `rows`, which answer `asked`, in `order`."""
    require_page(limit, offset)
    ordered = rows.annotate(score=_score(asked), total=Window(Count("*"))).order_by(*_keys(order))
    with snapshot():
        page = list(ordered.values_list("place", "score", "total")[offset : offset + limit])
        total = page[0][2] if page else rows.count() if offset else 0
        return Page(hits_at(asked, {place: score for place, score, _ in page}), total, asked.interpretation)


@contextmanager
def snapshot() -> Iterator[None]:
    """Let all that is read within be of one state of the database, without a lock."""
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def require_page(limit: int, offset: int) -> None:
    """Raise ValueError for a page that is none."""
    if limit < 1 or offset < 0:
        raise ValueError(f"limit {limit} must be 1 at least, offset {offset} not negative")


def hits_at(asked: Query, scores: Mapping[int, int]) -> tuple[Hit, ...]:
    """Return the papers at the places that `scores` names, in its order, each with its snippet."""
    words = {field: sought(asked.tree, field, asked.likeness) for field in TEXT_FIELDS}
    found = _papers(list(scores))
    return tuple(
        hit(found[place], _snippet(found[place], words), score)
        for place, score in scores.items()
        if place in found
    )


def _papers(places: Sequence[int]) -> dict[int, Paper]:
    """Return the papers at these places, read without the ORM: it would take longer than the search."""
    found = {}
    with connection.cursor() as cursor:
        for start in range(0, len(places), _BATCH):
            batch = places[start : start + _BATCH]
            cursor.execute(f"{_READ}({', '.join(['%s'] * len(batch))})", batch)
            for place, item_id, title, number, organs, kind, year, date, cuts, *texts in cursor.fetchall():
                lists = _list(item_id, organs), _list(item_id, cuts)
                found[place] = Paper(item_id, title, number, lists[0], kind, year, date, lists[1], *texts)
    return found


def _list(item_id: str, stored: str) -> Any:
    try:
        return json.loads(stored)
    except ValueError as error:
        raise IntegrityError(
            f"检索里存的件 {item_id} 读不懂",
            rule="检索的内容都由存档里的件来",
            advice="请运行 gongwen archive reindex 重建检索",
        ) from error


def title_key(title: str) -> bytes:
    """Return what a title is sorted by: its GB 18030 bytes, which follow 拼音 for the common 汉字."""
    return title.encode("gb18030", "replace")


def _keys(order: Order) -> Sequence[Any]:
    """Return what rows are sorted by."""
    newest = ("-date", "item_id")
    if order is Order.RELEVANCE:
        return ("-score", *newest)
    if order is Order.DATE:
        return newest
    if order is Order.TITLE:
        connection.ensure_connection()
        connection.connection.create_function("gongwen_title_key", 1, title_key, deterministic=True)
        return (Func(F("title_folded"), function="gongwen_title_key", output_field=TextField()), *newest)
    # 代字(2015)9号 before 代字(2015)10号: what stands before the bracket, the year, then the shorter first.
    bracket = StrIndex("number_folded", Value("("))
    empty = Case(When(number_folded="", then=1), default=0, output_field=IntegerField())
    code, year = Substr("number_folded", 1, bracket), Substr("number_folded", bracket, 6)
    return (empty, code, year, Length("number_folded"), "number_folded", *newest)


def _score(asked: Query) -> Case:
    """Return the rank: the best place in which any of the words asked for stands."""
    whens = [
        When(holds(field, word), then=score)
        for field, score in (("title", TITLE), ("number", NUMBER))
        for word in sought(asked.tree, field, asked.likeness)
    ]
    return Case(*whens, default=least_score(asked), output_field=IntegerField())


def least_score(asked: Query) -> int:
    """Return the rank of a paper that has words asked for neither in its title nor in its number."""
    return TEXT if any(sought(asked.tree, field) for field in ("organs", "text")) else FILTER


def hit(row: Paper | Entry, snippet: Snippet, score: int = FILTER) -> Hit:
    """Return a paper as a hit, with the rank of its words: FILTER where none were asked for."""
    return Hit(
        item_id=row.item_id,
        title=row.title,
        number=row.number,
        organs=tuple(row.organs),
        kind=row.kind,
        year=row.year,
        date=row.date,
        snippet=snippet,
        score=score,
    )


def _snippet(row: Paper, words: _Words) -> Snippet:
    """Return a window of the text with hits, else the title, number or organs that have them."""
    if snippet := make_snippet(row.text, words["text"], row.text_folded, row.cuts):
        return snippet
    for field, text in (("title", row.title), ("number", row.number), ("organs", "，".join(row.organs))):
        if snippet := make_snippet(text, words[field]):
            return snippet
    return opening(row.text)
