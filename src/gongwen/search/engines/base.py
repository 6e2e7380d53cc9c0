"""StoredIndex: what the three engines have in common, which is all but the candidates."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from gongwen.search.engines import entries
from gongwen.search.engines.conditions import answering
from gongwen.search.engines.facets import count_facets
from gongwen.search.engines.select import select
from gongwen.search.evaluate import need
from gongwen.search.models import Entry
from gongwen.search.protocol import NOTHING
from gongwen.search.values import Known, Order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Q, QuerySet

    from gongwen.search.evaluate import Need
    from gongwen.search.query import Query
    from gongwen.search.values import Facets, Page, SearchDocument


class StoredIndex(ABC):
    """A SearchIndex over the stored entries of the connected database."""

    def add(self, docs: Iterable[SearchDocument]) -> None:
        """Take papers in, within the caller's transaction if there is one."""
        entries.save(docs)

    def delete(self, item_ids: Iterable[str]) -> None:
        """Forget the papers of these ids."""
        entries.remove(item_ids)

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
        rows = self._answering(query, known)
        return select(query, rows, order, limit=limit, offset=offset)

    def item_ids(self, query: Query, known: Known = NOTHING) -> frozenset[str]:
        """Return the item ids of all hits."""
        return frozenset(self._answering(query, known).values_list("item_id", flat=True))

    def facets(self, query: Query, known: Known = NOTHING) -> Facets:
        """Return all hits counted."""
        return count_facets(self._answering(query, known), known)

    def count(self) -> int:
        """Return how many papers can be found."""
        return Entry.objects.count()

    def feed(self) -> int:
        """Return 0: there are no files beside the database to bring up to date."""
        return 0

    def rebuild(self, docs: Iterable[SearchDocument]) -> None:
        """Forget everything and take in `docs` instead."""
        entries.replace_all(docs)

    def _answering(self, query: Query, known: Known) -> QuerySet[Entry]:
        needed = need(query.tree, query.likeness)
        candidates = None if needed is None else self._candidates(needed)
        return answering(query, candidates, known, self._is_exact)

    def _is_exact(self, term: str) -> bool:
        """Tell whether candidates that hold normalised `term` need no literal check."""
        return False

    @abstractmethod
    def _candidates(self, needed: Need) -> Q | None:
        """Return a condition that every paper meeting `needed` fulfils; None for no condition."""
