"""SearchIndex: what every engine promises (design D9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongwen.search.query import Query
    from gongwen.search.values import Page, SearchDocument


class SearchIndex(Protocol):
    """An engine over the connected database.

    Whatever is committed is found, by every engine, at once. Hits come in one
    order: title before number before text, then newer first, then item id.
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

    def search(self, query: Query, *, limit: int = 20, offset: int = 0) -> Page:
        """Return the hits from `offset` on, `limit` at most, and their total."""

    def count(self) -> int:
        """Return how many papers can be found."""

    def feed(self) -> int:
        """Bring the engine's own files up to date; return how many papers were taken in.

        Searching never depends on it having been called, only its speed does.
        """

    def rebuild(self, docs: Iterable[SearchDocument]) -> None:
        """Forget everything and take in `docs` instead."""
