"""What a query's tree asks of an index, of the ranking and of the snippet. No engine here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whoosh import query

from gongwen.search.matching import LITERAL, AllOf, AnyOf, Holds, need_of, sought_as
from gongwen.search.normalise import fold
from gongwen.search.query import ANY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gongwen.search.matching import Likeness, Need, Sought

__all__ = ["TEXT_FIELDS", "AllOf", "AnyOf", "Holds", "Need", "need", "remaining", "sought"]

TEXT_FIELDS = ("title", "number", "organs", "text")
"""Where a word without field name is looked for."""


def need(tree: Any, likeness: Likeness = LITERAL) -> Need | None:
    """Return what every paper that answers `tree` must hold; None when nothing can be said.

    A superset: an index may name more papers than answer, never fewer.
    """
    if isinstance(tree, query.Term | query.Wildcard):
        return need_of(tree, likeness) if tree.fieldname in (ANY, *TEXT_FIELDS) else None
    if isinstance(tree, query.And):
        known = tuple(part for each in tree.subqueries if (part := need(each, likeness)) is not None)
        return AllOf(known) if known else None
    if isinstance(tree, query.Or):
        parts = [need(part, likeness) for part in tree.subqueries]
        known = tuple(part for part in parts if part is not None)
        return AnyOf(known) if len(known) == len(parts) else None
    return None


def remaining(tree: Any, exact: Callable[[str], bool]) -> Any | None:
    """Return what of `tree` is still to be checked on papers that meet its need; None for nothing.

    `exact` tells whether an index that was asked for a normalised term names
    just the papers in which it stands.
    """
    if isinstance(tree, query.Term) and tree.fieldname == ANY:
        return None if exact(fold(tree.text)) else tree
    if isinstance(tree, query.And):
        parts = [rest for part in tree.subqueries if (rest := remaining(part, exact)) is not None]
        return query.And(parts) if parts else None
    if isinstance(tree, query.Or):
        settled = all(remaining(part, exact) is None for part in tree.subqueries)
        return None if settled else tree
    return tree


def sought(tree: Any, field: str, likeness: Likeness = LITERAL) -> tuple[Sought, ...]:
    """Return the words that `tree` wants to stand in `field`, once each.

    Words under NOT are not wanted, those under a second NOT are again.
    """
    wanted = (leaf for leaf in _wanted(tree, True) if leaf.fieldname in (field, ANY))
    return tuple(dict.fromkeys(sought_as(leaf, likeness) for leaf in wanted))


def _wanted(tree: Any, positive: bool) -> Iterator[Any]:
    if isinstance(tree, query.Not):
        yield from _wanted(tree.query, not positive)
    elif isinstance(tree, query.And | query.Or):
        for part in tree.subqueries:
            yield from _wanted(part, positive)
    elif positive and isinstance(tree, query.Term | query.Wildcard):
        yield tree
