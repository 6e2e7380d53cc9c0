"""检索: what was said, found again by any words that stand in it.

Comes in: `SearchDocument`s (the plain text of archived papers with 标题, 文号,
机关, 文种, 年度, 日期) and queries as staff type them. Goes out: a `Page` of
`Hit`s, each with a `Snippet` of the original text, and the query as it was
understood.

A query is answered by literal containment on normalised text (`fold`): no word
segmenter, nothing missed, nothing found by accident; what cannot be answered
is refused with a sentence. Three engines keep the same promise: `Fts5Index`
(SQLite, the default), `WhooshIndex` and `ScanIndex` (reads everything).

Owns the terms query, engine, snippet, normalised text, character pair. Refuses
to know files of the archive, numbers and renderers. Importing this package
loads neither Django nor Whoosh: what needs them is loaded at first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from gongwen.search.normalise import fold
from gongwen.search.protocol import SearchIndex
from gongwen.search.values import Facets, Hit, Known, Order, Page, SearchDocument, Snippet

if TYPE_CHECKING:
    from gongwen.search.engines.fts5 import Fts5Index
    from gongwen.search.engines.scan import ScanIndex
    from gongwen.search.engines.whoosh_engine import WhooshIndex
    from gongwen.search.matching import Likeness
    from gongwen.search.query import Query, parse_query

__all__ = [
    "Facets",
    "Fts5Index",
    "Hit",
    "Known",
    "Likeness",
    "Order",
    "Page",
    "Query",
    "ScanIndex",
    "SearchDocument",
    "SearchIndex",
    "Snippet",
    "WhooshIndex",
    "fold",
    "parse_query",
]

_LAZY = {
    "Fts5Index": "gongwen.search.engines.fts5",
    "ScanIndex": "gongwen.search.engines.scan",
    "WhooshIndex": "gongwen.search.engines.whoosh_engine",
    "Likeness": "gongwen.search.matching",
    "Query": "gongwen.search.query",
    "parse_query": "gongwen.search.query",
}


def __getattr__(name: str) -> Any:
    """Load a public name that needs Django or Whoosh when it is first asked for."""
    if name in _LAZY:
        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
