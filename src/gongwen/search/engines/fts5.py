"""Fts5Index: character pairs in SQLite's FTS5, in the same file and transaction as the records.

What FTS5 can tell by itself, words in any field or one, joined in any way, is
answered from its row ids alone, which grow with the date: the newest papers
with a word in their title, then in their number, then the others, as many as a
page takes. So a word that stands in half of the archive costs little more than
one that stands in ten papers. Everything else is checked paper by paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import BigIntegerField, Q
from django.db.models.expressions import RawSQL
from whoosh import query

from gongwen.search.engines.base import StoredIndex
from gongwen.search.engines.select import NUMBER, TITLE, hits_at, least_score, require_page, snapshot
from gongwen.search.evaluate import TEXT_FIELDS, AllOf, Holds, sought
from gongwen.search.matching import LITERAL
from gongwen.search.models import SPACING
from gongwen.search.normalise import fold
from gongwen.search.pairs import fts5_is_exact, fts5_phrase
from gongwen.search.protocol import NOTHING
from gongwen.search.query import ANY
from gongwen.search.values import Known, Order, Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongwen.search.evaluate import Need
    from gongwen.search.query import Query

FEW = 50
"""So many hits are ranked by reading their titles; of more, FTS5 is asked for those on the page."""

_BATCH = 500
_PAIRS = "SELECT rowid FROM search_pairs WHERE search_pairs MATCH %s"
_HEADS = "SELECT rowid FROM search_heads WHERE search_heads MATCH %s"
_COUNT = "SELECT count(*) FROM search_pairs WHERE search_pairs MATCH %s"
_NEWEST = "ORDER BY rowid DESC LIMIT %s"
_BETWEEN = "AND rowid BETWEEN %s AND %s"
_RANKED = "SELECT place, item_id, title_folded, number_folded FROM search_entry WHERE place IN "


class Fts5Index(StoredIndex):
    """The embedded default: nothing to feed, nothing to lose."""

    name = "fts5"

    def search(
        self,
        query: Query,
        *,
        limit: int = 20,
        offset: int = 0,
        order: Order = Order.RELEVANCE,
        known: Known = NOTHING,
    ) -> Page:
        """Return the hits from `offset` on; ValueError for a limit below 1."""
        alone = _exact(query.tree) if query.likeness == LITERAL else None
        if alone is None or order not in (Order.RELEVANCE, Order.DATE):
            return super().search(query, limit=limit, offset=offset, order=order, known=known)
        require_page(limit, offset)
        with snapshot():
            return _page(query, alone, order, limit, offset)

    def _candidates(self, needed: Need) -> Q:
        return Q(place__in=RawSQL(_PAIRS, (_expression(needed),), output_field=BigIntegerField()))

    def _is_exact(self, term: str) -> bool:
        return fts5_is_exact(term)


def _page(asked: Query, expression: str, order: Order, limit: int, offset: int) -> Page:
    places = _places(f"{_PAIRS} {_NEWEST}", expression, FEW + 1)
    total = len(places)
    if total > FEW:
        ((total,),) = _rows(_COUNT, expression)
        tiers = _tiers(asked, expression) if order is Order.RELEVANCE else [(_PAIRS, expression)]
        places = _newest(tiers, offset + limit)
    ranked = sorted(_ranked(asked, order, places))[offset : offset + limit]
    scores = {place: -score for _, _, _, score, place in ranked}
    return Page(hits_at(asked, scores), total, asked.interpretation)


def _tiers(asked: Query, expression: str) -> list[tuple[str, str]]:
    """Return statements and expressions that part the hits: with a word in the title, the number, neither.

    What holds a word in its title answers a query for any of its words; the
    small table of titles and numbers is then enough.
    """
    heads = [
        " OR ".join(f"{field} : {fts5_phrase(str(word))}" for word in sought(asked.tree, field))
        for field in ("title", "number")
    ]
    any_will_do = _is_any(asked.tree)
    tiers, before = [], ""
    for held in filter(None, heads):
        tier = f"({held})" if any_will_do else f"({expression} AND ({held}))"
        tiers.append((_HEADS if any_will_do else _PAIRS, f"{tier} NOT ({before})" if before else tier))
        before = f"{before} OR {held}" if before else held
    return [*tiers, (_PAIRS, f"{expression} NOT ({before})" if before else expression)]


def _is_any(tree: Any) -> bool:
    """Tell whether `tree` asks for one of a few words, wherever it stands."""
    if isinstance(tree, query.Or):
        return all(map(_is_any, tree.subqueries))
    return isinstance(tree, query.Term) and tree.fieldname == ANY


def _newest(tiers: Sequence[tuple[str, str]], most: int) -> list[int]:
    """Return the places of the first `most` papers, tier after tier, and those of the last one's day."""
    places: list[int] = []
    for matching, tier in tiers:
        missing = most - len(places)
        if not missing:
            break
        found = _places(f"{matching} {_NEWEST}", tier, missing + 1)
        places += found[:missing]
        if len(found) > missing:
            last = places[-1]
            day = last // SPACING * SPACING
            if found[-1] >= day:
                places += _places(f"{matching} {_BETWEEN}", tier, day, last - 1)
            break
    return places


def _ranked(asked: Query, order: Order, places: Sequence[int]) -> Iterator[tuple[int, int, str, int, int]]:
    """Yield for each place what it is sorted by, then its negative score and itself."""
    words = [(score, sought(asked.tree, field)) for score, field in ((TITLE, "title"), (NUMBER, "number"))]
    least = least_score(asked)
    for start in range(0, len(places), _BATCH):
        batch = places[start : start + _BATCH]
        for place, item_id, *texts in _rows(f"{_RANKED}({', '.join(['%s'] * len(batch))})", *batch):
            held = (
                score
                for (score, terms), text in zip(words, texts, strict=True)
                if any(str(term) in text for term in terms)
            )
            score = -next(held, least)
            yield score if order is Order.RELEVANCE else 0, -(place // SPACING), item_id, score, place


def _places(statement: str, *given: str | int) -> list[int]:
    return [place for (place,) in _rows(statement, *given)]


def _rows(statement: str, *given: str | int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return list(cursor.fetchall())


def _exact(tree: Any) -> str | None:
    """Return `tree` in FTS5's own language if that names just the papers that answer; None if not."""
    if isinstance(tree, query.Term) and tree.fieldname in (ANY, *TEXT_FIELDS):
        term = fold(tree.text)
        column = "" if tree.fieldname == ANY else f"{tree.fieldname} : "
        return f"{column}{fts5_phrase(term)}" if fts5_is_exact(term) else None
    if not isinstance(tree, query.And | query.Or):
        return None
    negated = [part.query for part in tree.subqueries if isinstance(part, query.Not)]
    wanted = [part for part in tree.subqueries if not isinstance(part, query.Not)]
    if not wanted or (negated and isinstance(tree, query.Or)):
        return None
    parts, without = [_exact(part) for part in wanted], [_exact(part) for part in negated]
    if None in parts or None in without:
        return None
    joined = (" AND " if isinstance(tree, query.And) else " OR ").join(map(str, parts))
    return f"(({joined}) NOT ({' OR '.join(map(str, without))}))" if without else f"({joined})"


def _expression(needed: Need) -> str:
    """Return `needed` in FTS5's own query language."""
    if isinstance(needed, Holds):
        return fts5_phrase(needed.term)
    word = " AND " if isinstance(needed, AllOf) else " OR "
    return f"({word.join(map(_expression, needed.needs))})"
