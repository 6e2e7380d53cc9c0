"""The one executor: checks candidates literally, orders them, cuts a page.

Whatever an engine names, what is answered is decided here, by the database's
`instr` on the normalised texts. So all engines give the same hits in the same
order: title before number before text, then newer first, then item id.
"""

from __future__ import annotations

from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, IntegerField, Q, Value, When, Window
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan
from whoosh import query

from gongwen.search.evaluate import TEXT_FIELDS, sought
from gongwen.search.models import Entry
from gongwen.search.normalise import fold
from gongwen.search.query import ANY
from gongwen.search.snippet import make_snippet, opening
from gongwen.search.values import Hit, Page, Snippet

if TYPE_CHECKING:
    from gongwen.search.query import Query

TITLE, NUMBER, TEXT, FILTER = 3, 2, 1, 0
_Terms = dict[str, tuple[str, ...]]
_FOLDED = [f"{field}_folded" for field in (*TEXT_FIELDS, "kind")]


def select(asked: Query, candidates: Q | None, *, limit: int, offset: int) -> Page:
    """Return the page of papers that answer `asked`, among `candidates` or, if None, all."""
    if limit < 1 or offset < 0:
        raise ValueError(f"limit {limit} must be 1 at least, offset {offset} not negative")
    answering = Entry.objects.filter(_condition(asked.tree))
    if candidates is not None:
        answering = answering.filter(candidates)
    ordered = answering.annotate(score=_score(asked.tree), total=Window(Count("*")))
    found = ordered.order_by("-score", "-date", "item_id").values_list("pk", "score", "total")
    page = list(found[offset : offset + limit])
    total = page[0][2] if page else answering.count() if offset else 0
    rows = Entry.objects.defer(*_FOLDED).in_bulk([pk for pk, _, _ in page])
    terms = {field: sought(asked.tree, field) for field in TEXT_FIELDS}
    hits = tuple(_hit(rows[pk], score, terms) for pk, score, _ in page if pk in rows)
    return Page(hits, total, asked.interpretation)


def _condition(tree: Any) -> Q:
    """Return `tree` as a condition on Entry."""
    if isinstance(tree, query.Not):
        return ~_condition(tree.query)
    if isinstance(tree, query.And | query.Or):
        return reduce(and_ if isinstance(tree, query.And) else or_, map(_condition, tree.subqueries))
    if isinstance(tree, query.Term):
        fields = TEXT_FIELDS if tree.fieldname == ANY else (tree.fieldname,)
        return reduce(or_, (_holds(field, fold(tree.text)) for field in fields))
    if isinstance(tree, query.DateRange):
        low, high = (bound and bound.date() for bound in (tree.startdate, tree.enddate))
    else:
        low, high = tree.start, tree.end
    bounds = {f"{tree.fieldname}__gte": low, f"{tree.fieldname}__lte": high}
    return Q(**{name: bound for name, bound in bounds.items() if bound is not None})


def _holds(field: str, term: str) -> Q:
    return Q(GreaterThan(StrIndex(f"{field}_folded", Value(term)), 0))


def _score(tree: Any) -> Case:
    """Return the rank: the best place in which any of the words asked for stands."""
    whens = [
        When(_holds(field, term), then=score)
        for field, score in (("title", TITLE), ("number", NUMBER))
        for term in sought(tree, field)
    ]
    rest = TEXT if sought(tree, "organs") or sought(tree, "text") else FILTER
    return Case(*whens, default=rest, output_field=IntegerField())


def _hit(row: Entry, score: int, terms: _Terms) -> Hit:
    return Hit(
        item_id=row.item_id,
        title=row.title,
        number=row.number,
        organs=tuple(row.organs),
        kind=row.kind,
        year=row.year,
        date=row.date,
        snippet=_snippet(row, terms),
        score=score,
    )


def _snippet(row: Entry, terms: _Terms) -> Snippet:
    """Return a window of the text with hits, else the title, number or organs that have them."""
    places = (("text", row.text), ("title", row.title), ("number", row.number))
    for field, text in (*places, ("organs", "，".join(row.organs))):
        if snippet := make_snippet(text, terms[field]):
            return snippet
    return opening(row.text)
