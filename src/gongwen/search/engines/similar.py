"""Papers like another one, by the character pairs peculiar to it (tf-idf).

A pair weighs (1 + ln how often it stands in the paper) × ln(1 + papers /
papers that have it). The MOST heaviest pairs that stand in some other paper as well
describe the paper; another is like it by the share of their squared weights
that it has. The pairs are those of FTS5, which are there whichever engine is
in use, so all engines name the same papers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from math import log
from typing import TYPE_CHECKING

from django.db import connection

from gongwen.errors import NotFoundError
from gongwen.search.engines.select import hit
from gongwen.search.models import Entry
from gongwen.search.pairs import fts5_phrase, pairs
from gongwen.search.snippet import opening
from gongwen.search.values import Similar

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST = 40
LOOKED_AT = 600
"""Pairs whose papers are counted: the most frequent ones of the paper, those of its title before others."""

SHOWN = 10
_COUNT = "SELECT count(*) FROM search_pairs WHERE search_pairs MATCH %s"
_ROWS = "SELECT rowid FROM search_pairs WHERE search_pairs MATCH %s"


def similar(item_id: str, limit: int = 10) -> tuple[Similar, ...]:
    """Return the papers most like `item_id`, itself left out; NotFoundError when it is not indexed."""
    row = Entry.objects.filter(item_id=item_id).first()
    if row is None:
        raise NotFoundError(f"检索里没有件 {item_id}", advice="请运行 gongwen archive reindex")
    weights = _weights(row)
    whole = sum(weight**2 for weight in weights.values())
    scores, held = defaultdict[int, float](float), defaultdict[int, list[str]](list)
    for pair, weight in weights.items():
        for key in _rows(pair) - {row.place}:
            scores[key] += weight**2 / whole
            held[key].append(pair)
    best = sorted(scores, key=lambda key: (-scores[key], key))[:limit]
    found = Entry.objects.in_bulk(best, field_name="place")
    return tuple(
        Similar(hit(found[key], opening(found[key].text)), round(scores[key], 6), tuple(held[key][:SHOWN]))
        for key in best
        if key in found
    )


def _weights(row: Entry) -> Mapping[str, float]:
    """Return the pairs that describe a paper with their weights, the heaviest first."""
    counted = Counter(_telling(row.title_folded))
    counted.update(_telling(row.text_folded))
    papers = Entry.objects.count()
    weights = {}
    for pair, times in counted.most_common(LOOKED_AT):
        with_it = _papers_with(pair)
        if with_it > 1:
            weights[pair] = (1 + log(times)) * log(1 + papers / with_it)
    heaviest = sorted(weights, key=lambda pair: (-weights[pair], pair))[:MOST]
    return {pair: weights[pair] for pair in heaviest}


def _telling(text: str) -> list[str]:
    """Return the pairs of letters and 汉字; figures and punctuation tell little."""
    return [pair for pair in pairs(text)[:-1] if pair.isalpha()]


def _papers_with(pair: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [fts5_phrase(pair)])
        return int(cursor.fetchone()[0])


def _rows(pair: str) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [fts5_phrase(pair)])
        return {key for (key,) in cursor.fetchall()}
