"""Fts5Index: character pairs in SQLite's FTS5, in the same file and transaction as the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import BigIntegerField, Q
from django.db.models.expressions import RawSQL

from gongwen.search.engines.base import StoredIndex
from gongwen.search.evaluate import AllOf, Holds
from gongwen.search.pairs import fts5_is_exact, fts5_phrase

if TYPE_CHECKING:
    from gongwen.search.evaluate import Need

_MATCHING = "SELECT rowid FROM search_pairs WHERE search_pairs MATCH %s"


class Fts5Index(StoredIndex):
    """The embedded default: nothing to feed, nothing to lose."""

    name = "fts5"

    def _candidates(self, needed: Need) -> Q:
        return Q(pk__in=RawSQL(_MATCHING, (_expression(needed),), output_field=BigIntegerField()))

    def _is_exact(self, term: str) -> bool:
        return fts5_is_exact(term)


def _expression(needed: Need) -> str:
    """Return `needed` in FTS5's own query language."""
    if isinstance(needed, Holds):
        return fts5_phrase(needed.term)
    word = " AND " if isinstance(needed, AllOf) else " OR "
    return f"({word.join(map(_expression, needed.needs))})"
