"""What a query's tree asks of an index, of the ranking and of the snippet. No engine here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from whoosh import query

from gongwen.search.normalise import fold
from gongwen.search.query import ANY

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT_FIELDS = ("title", "number", "organs", "text")
"""Where a word without field name is looked for."""


@dataclass(frozen=True, slots=True)
class Holds:
    """Candidates must hold the normalised `term`."""

    term: str


@dataclass(frozen=True, slots=True)
class AllOf:
    """Candidates must meet every need."""

    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Candidates must meet one need at least."""

    needs: tuple[Need, ...]


Need = Holds | AllOf | AnyOf


def need(tree: Any) -> Need | None:
    """Return what every paper that answers `tree` must hold; None when nothing can be said.

    A superset: an index may name more papers than answer, never fewer.
    """
    if isinstance(tree, query.Term) and tree.fieldname != "kind":
        return Holds(fold(tree.text))
    if isinstance(tree, query.And):
        known = tuple(part for part in map(need, tree.subqueries) if part is not None)
        return AllOf(known) if known else None
    if isinstance(tree, query.Or):
        parts = [need(part) for part in tree.subqueries]
        known = tuple(part for part in parts if part is not None)
        return AnyOf(known) if len(known) == len(parts) else None
    return None


def sought(tree: Any, field: str) -> tuple[str, ...]:
    """Return the normalised terms that `tree` wants to stand in `field`, once each.

    Terms under NOT are not wanted, those under a second NOT are again.
    """
    wanted = (term for term in _wanted(tree, True) if term.fieldname in (field, ANY))
    return tuple(dict.fromkeys(fold(term.text) for term in wanted))


def _wanted(tree: Any, positive: bool) -> Iterator[Any]:
    if isinstance(tree, query.Not):
        yield from _wanted(tree.query, not positive)
    elif isinstance(tree, query.And | query.Or):
        for part in tree.subqueries:
            yield from _wanted(part, positive)
    elif positive and isinstance(tree, query.Term):
        yield tree
