"""Count the papers that answer a query, in one reading of them and one of their states."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.db.models import Count

from gongwen.search.values import Facets

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gongwen.search.models import Entry
    from gongwen.search.values import Counts, Known


def count_facets(rows: QuerySet[Entry], known: Known) -> Facets:
    """Return `rows` counted by year, kind, organ, county and state."""
    years, kinds, organs, counties = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    groups = rows.order_by().values_list("year", "kind", "organs").annotate(papers=Count("pk"))
    for year, kind, issuers, papers in groups:
        years[str(year)] += papers
        kinds[kind] += papers
        for organ in dict.fromkeys(issuers):
            organs[organ] += papers
        for county in {known.county_of(organ) for organ in issuers} - {""}:
            counties[county] += papers
    newest = tuple(sorted(years.items(), reverse=True))
    states = _states(rows, years.total(), known)
    return Facets(newest, _most(kinds), _most(organs), _most(counties), _most(states))


def _states(rows: QuerySet[Entry], total: int, known: Known) -> Counter[str]:
    changed = rows.filter(item_id__in=list(known.states)).values_list("item_id", flat=True)
    states = Counter(known.states[item] for item in changed)
    states[known.usual_state] += total - states.total()
    return +states


def _most(counted: Counter[str]) -> Counts:
    return tuple(sorted(counted.items(), key=lambda entry: (-entry[1], entry[0])))
