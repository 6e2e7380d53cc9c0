"""ScanIndex: reads every paper. Slow on a large archive, and right by construction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongwen.search.engines.base import StoredIndex

if TYPE_CHECKING:
    from gongwen.search.evaluate import Need


class ScanIndex(StoredIndex):
    """The engine without an index, against which the others are measured."""

    name = "scan"

    def _candidates(self, needed: Need) -> None:
        return None
