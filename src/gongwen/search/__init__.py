"""检索: what was said, found again by any words that stand in it.

Comes in: `SearchDocument`s (the plain text of archived papers with 标题, 文号,
机关, 文种, 年度, 日期) and queries as staff type them, with what the office knows
beside the papers (`Known`: 地区, 状态). Goes out: a `Page` of `Hit`s in the `Order`
asked for, each with a `Snippet` of the original text, and the query as it was
understood; all hits counted (`Facets`); papers like another one (`similar`).

A query is answered by literal containment on normalised text (`fold`): no word
segmenter, nothing missed, nothing found by accident; what cannot be answered
is refused with a sentence. On request words are taken more generously
(`Likeness`): 繁简 as one, scans read wrongly. Three engines keep the same
promise: `Fts5Index` (SQLite, the default), `WhooshIndex` and `ScanIndex`
(reads everything).

Owns the terms query, engine, snippet, normalised text, character pair, likeness,
facet, saved search. Refuses to know files of the archive, numbers and
renderers. Importing this package loads neither Django nor Whoosh: what needs
them is loaded at first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from gongwen.search.normalise import fold
from gongwen.search.protocol import SearchIndex
from gongwen.search.values import (
    Facets,
    Hit,
    Known,
    Order,
    Page,
    Request,
    SearchDocument,
    Similar,
    Snippet,
)

if TYPE_CHECKING:
    from gongwen.search.engines.fts5 import Fts5Index
    from gongwen.search.engines.scan import ScanIndex
    from gongwen.search.engines.similar import similar
    from gongwen.search.engines.whoosh_engine import WhooshIndex
    from gongwen.search.matching import Likeness
    from gongwen.search.query import Query, parse_query
    from gongwen.search.saved import forget_search, save_search, saved_search, saved_searches

__all__ = [
    "Facets",
    "Fts5Index",
    "Hit",
    "Known",
    "Likeness",
    "Order",
    "Page",
    "Query",
    "Request",
    "ScanIndex",
    "SearchDocument",
    "SearchIndex",
    "Similar",
    "Snippet",
    "WhooshIndex",
    "fold",
    "forget_search",
    "parse_query",
    "save_search",
    "saved_search",
    "saved_searches",
    "similar",
]

_LAZY = {
    "Fts5Index": "gongwen.search.engines.fts5",
    "ScanIndex": "gongwen.search.engines.scan",
    "WhooshIndex": "gongwen.search.engines.whoosh_engine",
    "Likeness": "gongwen.search.matching",
    "Query": "gongwen.search.query",
    "parse_query": "gongwen.search.query",
    "save_search": "gongwen.search.saved",
    "saved_search": "gongwen.search.saved",
    "saved_searches": "gongwen.search.saved",
    "forget_search": "gongwen.search.saved",
    "similar": "gongwen.search.engines.similar",
}


def __getattr__(name: str) -> Any:
    """Load a public name that needs Django or Whoosh when it is first asked for."""
    if name in _LAZY:
        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
