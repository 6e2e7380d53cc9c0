"""Every page of many hits is the one that reading gives, however often a word stands in titles."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from gongwen.search import Fts5Index, ScanIndex, SearchDocument, parse_query
from gongwen.search.engines.fts5 import FEW
from gongwen.search.values import Order
from tests.search.papers import paper

WORDS = ("软件", "正版", "检查", "通报", "企业", "名单")
DAYS = ("2015-06-22", "2015-06-23", "2015-06-24", "2016-01-01", "2009-12-31")
QUERIES = (
    "软件",
    "软",
    "软件 正版",
    "软件 OR 名单",
    "软件 NOT 正版",
    "(软件 OR 检查) NOT (通报 OR 名单)",
    "标题:软件",
    "标题:软件 检查",
    "标题:软件 OR 文号:检查",
    "文号:通报 OR 通报",
    "机关:企业",
    "文号:〔2015〕1",
    "软件，正版",
    "“软件。检查。”",
    "NOT 软件",
    "软件 年度:2015",
)


def papers(count: int) -> list[SearchDocument]:
    """Return papers of few days whose ids are in no order of any kind."""
    chance = random.Random(20)
    ids = chance.sample(range(10_000), count)
    return [
        paper(
            f"{item:04}",
            "".join(chance.choices(WORDS, k=chance.choice((0, 0, 1, 2)))) or "其他",
            "。，"[chance.randrange(2)].join(chance.choices(WORDS, k=6)) + "。",
            number=f"{chance.choice(WORDS)}〔2015〕{item}号" if chance.random() < 0.3 else "",
            organs=tuple(chance.sample(WORDS, k=2)),
            day=chance.choice(DAYS),
        )
        for item in ids
    ]


@pytest.fixture
def filled(database: Path) -> Fts5Index:
    index = Fts5Index()
    docs = papers(600)
    index.rebuild(docs[:300])
    index.add(docs[300:])
    index.add(docs[100:120])
    index.delete([doc.item_id for doc in docs[200:230]])
    return index


@pytest.mark.parametrize("order", [Order.RELEVANCE, Order.DATE])
@pytest.mark.parametrize("text", QUERIES)
def test_each_page_is_the_one_that_reading_gives(filled: Fts5Index, text: str, order: Order) -> None:
    query = parse_query(text)
    whole = ScanIndex().search(query, limit=1000, order=order)
    for offset in (0, 7, FEW - 5, 2 * FEW, 250, 900):
        page = filled.search(query, limit=20, offset=offset, order=order)
        assert page.hits == whole.hits[offset : offset + 20]
        assert (page.total, page.interpretation) == (whole.total, whole.interpretation)
    assert filled.search(query, limit=1000, order=order) == whole


def test_the_words_asked_for_fill_more_than_one_page_of_every_rank(filled: Fts5Index) -> None:
    scores = [hit.score for hit in filled.search(parse_query("软件"), limit=1000).hits]
    assert {score: scores.count(score) > FEW // 3 for score in (3, 2, 1)} == {3: True, 2: True, 1: True}
    assert len(scores) > 5 * FEW
