"""Papers like another one: the weights computed again by reading, the nearest first."""

from __future__ import annotations

import random
from collections import Counter
from math import isclose, log
from pathlib import Path

import pytest

from gongwen.errors import NotFoundError
from gongwen.search import Fts5Index, SearchDocument, SearchIndex, fold, similar
from tests.search.papers import NOTICE, PLAN_2016, paper

WORDS = (
    "软件资产",
    "正版检查",
    "消防演练",
    "食堂管理",
    "车辆调度",
    "黑名单",
    "年度预算",
    "会议纪要",
    "值班安排",
)


def texts(seed: int, count: int) -> list[SearchDocument]:
    chance = random.Random(seed)
    return [
        paper(f"{place:03}", chance.choice(WORDS), "。".join(chance.choices(WORDS, k=8)))
        for place in range(count)
    ]


def by_reading(docs: list[SearchDocument], item_id: str) -> dict[str, float]:
    """Return for each other paper its share, computed from the texts alone."""

    def pairs(*parts: str) -> list[str]:
        return [text[at : at + 2] for text in map(fold, parts) for at in range(len(text) - 1)]

    def telling(doc: SearchDocument) -> Counter[str]:
        return Counter(pair for pair in pairs(doc.title, doc.text) if pair.isalpha())

    held = {doc.item_id: set(pairs(doc.title, doc.number, *doc.organs, doc.text)) for doc in docs}
    wanted = next(doc for doc in docs if doc.item_id == item_id)
    weights = {}
    for pair, times in telling(wanted).items():
        papers = sum(pair in there for there in held.values())
        if papers > 1:
            weights[pair] = (1 + log(times)) * log(1 + len(docs) / papers)
    heaviest = sorted(weights, key=lambda pair: (-weights[pair], pair))[:40]
    whole = sum(weights[pair] ** 2 for pair in heaviest)
    shares = {
        name: sum(weights[pair] ** 2 for pair in heaviest if pair in there) / whole
        for name, there in held.items()
        if name != item_id
    }
    return {name: share for name, share in shares.items() if share}


def test_shares_are_those_that_reading_gives_and_the_nearest_comes_first(database: Path) -> None:
    docs = texts(1, 30)
    Fts5Index().add(docs)
    for doc in docs[:10]:
        found = similar(doc.item_id, 100)
        expected = by_reading(docs, doc.item_id)
        assert {each.hit.item_id for each in found} == expected.keys()
        assert all(isclose(each.share, expected[each.hit.item_id], abs_tol=1e-6) for each in found)
        assert [each.share for each in found] == sorted((each.share for each in found), reverse=True)


def test_the_same_from_every_engine_with_what_is_shared(index: SearchIndex) -> None:
    first, *_ = similar(NOTICE.item_id)
    assert first.hit.item_id == PLAN_2016.item_id
    assert {"软件", "正版"} <= set(first.shared)
    assert NOTICE.item_id not in [each.hit.item_id for each in similar(NOTICE.item_id)]
    assert len(similar(NOTICE.item_id, 1)) == 1


def test_a_copy_of_a_paper_is_wholly_like_it(index: SearchIndex) -> None:
    index.add([paper("copy", NOTICE.title, NOTICE.text)])
    assert (similar(NOTICE.item_id)[0].hit.item_id, similar(NOTICE.item_id)[0].share) == ("copy", 1.0)


def test_a_paper_without_words_is_like_none_and_an_unknown_one_is_told(index: SearchIndex) -> None:
    index.add([paper("blank", "", "", organs=())])
    assert similar("blank") == ()
    with pytest.raises(NotFoundError, match="检索里没有件 从未有过"):
        similar("从未有过")
