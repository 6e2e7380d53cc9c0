"""SearchIndex: what every engine promises (design D9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from gongwen.search.values import Known, Order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongwen.search.query import Query
    from gongwen.search.values import Facets, Page, SearchDocument

NOTHING = Known()


class SearchIndex(Protocol):
    """An engine over the connected database.

    Whatever is committed is found, by every engine, at once. By relevance hits
    come so: title before number before text, then newer first, then item id.
    """

    @property
    def name(self) -> str:
        """The name by which staff choose the engine: fts5, whoosh, scan."""

    def add(self, docs: Iterable[SearchDocument]) -> None:
        """Take papers in, replacing those of the same item id.

        May be called within a transaction: what is rolled back was never added.
        """

    def delete(self, item_ids: Iterable[str]) -> None:
        """Forget the papers of these ids; unknown ids are passed over."""

    def search(
        self,
        query: Query,
        *,
        limit: int = 20,
        offset: int = 0,
        order: Order = Order.RELEVANCE,
        known: Known = NOTHING,
    ) -> Page:
        """Return the hits from `offset` on, `limit` at most, and their total.

        `known` is what 地区 and 状态 are told from; UsageError for one that no paper can have.
        """

    def item_ids(self, query: Query, known: Known = NOTHING) -> frozenset[str]:
        """Return the item ids of all hits, in no order and without snippets."""

    def facets(self, query: Query, known: Known = NOTHING) -> Facets:
        """Return all hits counted by year, kind, organ, county and state."""

    def count(self) -> int:
        """Return how many papers can be found."""

    def feed(self) -> int:
        """Bring the engine's own files up to date; return how many papers were taken in.

        Searching never depends on it having been called, only its speed does.
        """

    def rebuild(self, docs: Iterable[SearchDocument]) -> None:
        """Forget everything and take in `docs` instead."""
