"""A query as a condition on the stored papers: the literal check, wherever an index is not exact."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any

from django.db.models import Q, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan
from whoosh import query

from gongwen.errors import UsageError
from gongwen.search.evaluate import TEXT_FIELDS, remaining
from gongwen.search.matching import LITERAL, sought_as
from gongwen.search.models import Entry
from gongwen.search.normalise import fold
from gongwen.search.query import ANY

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

    from gongwen.search.matching import Likeness, Sought
    from gongwen.search.query import Query
    from gongwen.search.values import Known


def answering(
    asked: Query, candidates: Q | None, known: Known, exact: Callable[[str], bool]
) -> QuerySet[Entry]:
    """Return the papers that answer `asked`, among `candidates` or, if None, all.

    What the index behind the candidates is `exact` about is not checked again.

    UsageError for a 地区 or 状态 that no paper can have.
    """
    literal = asked.likeness == LITERAL and candidates is not None
    rest = remaining(asked.tree, exact) if literal else asked.tree
    rows = Entry.objects.all()
    if rest is not None:
        rows = rows.filter(_condition(rest, asked.likeness, known))
    if asked.likeness.ocr:
        as_written = replace(asked.likeness, ocr=False)
        rows = rows.exclude(_condition(asked.tree, as_written, known))
    return rows if candidates is None else rows.filter(candidates)


def holds(field: str, wanted: Sought) -> Q:
    """Return the condition that `wanted` stands in the normalised `field`."""
    if isinstance(wanted, str):
        return Q(GreaterThan(StrIndex(f"{field}_folded", Value(wanted)), 0))
    return Q(**{f"{field}_folded__regex": wanted.pattern})


def _condition(tree: Any, likeness: Likeness, known: Known) -> Q:
    """Return `tree` as a condition on Entry; under NOT no misreading is allowed for."""
    if isinstance(tree, query.Not):
        return ~_condition(tree.query, replace(likeness, ocr=False), known)
    if isinstance(tree, query.And | query.Or):
        parts = (_condition(part, likeness, known) for part in tree.subqueries)
        return reduce(and_ if isinstance(tree, query.And) else or_, parts)
    if isinstance(tree, query.Term | query.Wildcard):
        if tree.fieldname == "county":
            return _in_county(tree.text, known)
        if tree.fieldname == "state":
            return _in_state(tree.text, known)
        fields = TEXT_FIELDS if tree.fieldname == ANY else (tree.fieldname,)
        return reduce(or_, (holds(field, sought_as(tree, likeness)) for field in fields))
    return _between(tree)


def _between(tree: Any) -> Q:
    if isinstance(tree, query.DateRange):
        low, high = (bound and bound.date() for bound in (tree.startdate, tree.enddate))
    else:
        low, high = tree.start, tree.end
    bounds = {f"{tree.fieldname}__gte": low, f"{tree.fieldname}__lte": high}
    return Q(**{name: bound for name, bound in bounds.items() if bound is not None})


def _in_county(text: str, known: Known) -> Q:
    """Return the condition that one organ of the paper belongs to a 地区 with `text` in its name."""
    wanted, counties, held = fold(text), set[str](), []
    for organs, folded in Entry.objects.values_list("organs", "organs_folded").distinct():
        of_paper = {county for organ in organs if (county := known.county_of(organ))}
        counties |= of_paper
        if any(wanted in fold(county) for county in of_paper):
            held.append(folded)
    if not held:
        named = "、".join(sorted(counties)) or "还没有"
        raise UsageError(
            f"没有哪件的机关属于「{text}」",
            rule="地区照名录里的机关和行政区划认",
            advice=f"存档里认得出的地区：{named}",
        )
    return Q(organs_folded__in=held)


def _in_state(text: str, known: Known) -> Q:
    """Return the condition that the paper is in a state with `text` in its name."""
    wanted = fold(text)
    named = {state for state in known.states.values() if wanted in fold(state)}
    usual = wanted in fold(known.usual_state)
    if not named and not usual:
        there = "、".join(dict.fromkeys((known.usual_state, *sorted(set(known.states.values())))))
        raise UsageError(
            f"没有哪件的状态是「{text}」", rule="状态照登记认", advice=f"存档里有的状态：{there}"
        )
    chosen = Q(item_id__in=[item for item, state in known.states.items() if state in named])
    return chosen | ~Q(item_id__in=list(known.states)) if usual else chosen
