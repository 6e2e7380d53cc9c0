"""What every engine promises, asked of each: fts5, scan, whoosh fed and whoosh still waiting."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongwen.search import SearchIndex, fold, parse_query
from tests.search.indexes import ENGINES, engine
from tests.search.papers import (
    BULLETIN,
    NOTICE,
    OFFICE,
    PAPERS,
    PLAN_2016,
    REPLY,
    SCAN,
    STATE_ASSETS,
    ask,
    by_reading,
    fields,
    ids,
    paper,
)

LITERAL = {
    "黑名单": [REPLY, BULLETIN, PLAN_2016],
    "软件": [PLAN_2016, NOTICE, BULLETIN],
    "〔2015〕3号": [NOTICE, PLAN_2016],
    "[2015]3号": [NOTICE, PLAN_2016],
    "（2015）3号": [NOTICE, PLAN_2016],
    "3号文件": [PLAN_2016],
    "〔2015〕2号": [NOTICE],
    "绍国资函〔2016〕13号": [REPLY],
    "联系人：市国资委办公室 朱晓翔": [NOTICE],
    "联系人：市国资委": [NOTICE],
    "（一）": [NOTICE],
    "和“三个代表”重要思想": [NOTICE],
    "89180865": [NOTICE],
    "98.5%": [BULLETIN],
    "WINDOWS": [BULLETIN],
    "见附件1": [BULLETIN],
    "𬱖": [REPLY],
    "堃": [REPLY],
    "号": [BULLETIN, PLAN_2016, REPLY, NOTICE],
    "，": [BULLETIN, PLAN_2016, REPLY, NOTICE],
    "A&B<公司>": [REPLY],
    "诸暨市": [SCAN],
    "传真": [SCAN, NOTICE],
    "没有的词": [],
}

SYNTAX = {
    "软件资产管理 年度:2015": [NOTICE],
    "软件资产管理 年度：２０１６年": [PLAN_2016],
    "文号:绍市软件办〔2015〕3号": [NOTICE],
    "文号：绍市软件办[2015]3号": [NOTICE],
    "标题:黑名单": [REPLY],
    "机关:国有资产": [REPLY, NOTICE],
    "文种:通报": [BULLETIN],
    '"“三个代表”重要思想为指导。"': [NOTICE],
    '"Office 2016 混用"': [BULLETIN],
    "WPS Windows": [BULLETIN],
    '"Windows WPS"': [],
    "黑名单 NOT 通报": [REPLY],
    "黑名单 AND NOT 标题:黑名单": [BULLETIN, PLAN_2016],
    "NOT 软件": [SCAN, REPLY],
    "NOT (软件 OR 传真)": [REPLY],
    "NOT 年度:2016": [BULLETIN, NOTICE],
    "喆 OR 盗版": [PLAN_2016, REPLY],
    "（喆 OR 盗版 OR 黑名单） 文种:函": [REPLY],
    "喆 OR NOT 软件": [SCAN, REPLY],
    "喆 OR 年度:2017": [BULLETIN, REPLY],
    "年度:[2015 TO 2016]": [SCAN, PLAN_2016, REPLY, NOTICE],
    "年度:[2017 TO ]": [BULLETIN],
    "日期:[2015-06-01 TO 2016年3月1日]": [PLAN_2016, REPLY, NOTICE],
    "日期:[ TO 2015-06-23] 软件": [NOTICE],
    "日期:2016年7月30日": [SCAN],
}


@pytest.mark.parametrize("words", LITERAL)
def test_words_are_found_wherever_they_stand_and_nowhere_else(index: SearchIndex, words: str) -> None:
    assert ids(index, words, literal=True) == [doc.item_id for doc in LITERAL[words]]
    assert ids(index, words, literal=True) == by_reading(PAPERS, words)


@pytest.mark.parametrize("text", SYNTAX)
def test_the_query_language_means_the_same_in_every_engine(index: SearchIndex, text: str) -> None:
    assert ids(index, text) == [doc.item_id for doc in SYNTAX[text]]


def test_a_hit_carries_all_that_is_shown(index: SearchIndex) -> None:
    page = ask(index, "软件资产管理制度 年度:2015")
    (hit,) = page.hits
    assert (hit.title, hit.number, hit.kind, hit.year) == (NOTICE.title, NOTICE.number, "通知", 2015)
    assert (hit.organs, hit.date, hit.score) == ((OFFICE, STATE_ASSETS), NOTICE.date, 1)
    assert "建立【软件资产管理 制度】。" in hit.snippet.marked()
    assert (page.total, page.interpretation) == (1, "含「软件资产管理制度」 并且 年度为2015年")


def test_a_title_ranks_before_a_number_before_a_text(index: SearchIndex) -> None:
    index.add([paper("a", "关于函的通知", "", day="2001-01-01"), paper("b", "", "函", day="2020-01-01")])
    assert [(hit.item_id, hit.score) for hit in ask(index, "函").hits] == [
        (REPLY.item_id, 3),
        ("a", 3),
        ("b", 1),
    ]
    assert [hit.score for hit in ask(index, "绍国资函").hits] == [2]
    assert [hit.score for hit in ask(index, "年度:2001").hits] == [0]


def test_of_one_day_the_smaller_item_id_comes_first(index: SearchIndex) -> None:
    index.add([paper(name, "同日", "") for name in ("c", "a", "b")])
    assert ids(index, "同日") == ["a", "b", "c"]


def test_pages_follow_one_another_without_gap(index: SearchIndex) -> None:
    whole = ids(index, "号")
    pages = [ask(index, "号", limit=2, offset=offset) for offset in (0, 2, 4)]
    assert [hit.item_id for page in pages for hit in page.hits] == whole
    assert [page.total for page in pages] == [4, 4, 4]


def test_a_page_of_no_length_is_a_mistake_of_the_caller(index: SearchIndex) -> None:
    with pytest.raises(ValueError, match="limit"):
        ask(index, "号", limit=0)


def test_a_paper_replaced_is_found_by_its_new_words_only(index: SearchIndex) -> None:
    index.add([dataclasses.replace(BULLETIN, text="名单已撤销。")])
    assert ids(index, "黑名单") == [REPLY.item_id, PLAN_2016.item_id]
    assert ids(index, "已撤销") == [BULLETIN.item_id]
    assert index.count() == len(PAPERS)
    index.feed()
    assert ids(index, "黑名单") == [REPLY.item_id, PLAN_2016.item_id]
    assert ids(index, "已撤销") == [BULLETIN.item_id]


def test_a_paper_forgotten_is_not_found_again(index: SearchIndex) -> None:
    index.delete([BULLETIN.item_id, "从未有过"])
    for _ in range(2):
        assert ids(index, "黑名单") == [REPLY.item_id, PLAN_2016.item_id]
        assert index.count() == len(PAPERS) - 1
        index.feed()


def test_what_is_rolled_back_was_never_added(index: SearchIndex) -> None:
    def taken_back() -> None:
        with transaction.atomic():
            index.add([paper("x", "新来的", "黑名单")])
            index.delete([BULLETIN.item_id])
            assert ids(index, "新来的") == ["x"]
            raise InterruptedError

    with pytest.raises(InterruptedError):
        taken_back()
    for _ in range(2):
        assert ids(index, "新来的") == []
        assert ids(index, "黑名单") == by_reading(PAPERS, "黑名单")
        index.feed()


def test_what_one_engine_took_in_every_engine_finds(index: SearchIndex, database: Path) -> None:
    for other in ENGINES:
        assert ids(engine(other, database.parent), "黑名单") == by_reading(PAPERS, "黑名单")


def test_rebuilding_forgets_the_old_and_finds_the_new(index: SearchIndex) -> None:
    index.rebuild([SCAN, paper("y", "新的", "黑名单")])
    assert index.count() == 2
    assert ids(index, "黑名单") == ["y"]
    assert ids(index, "传真") == [SCAN.item_id]
    index.rebuild(PAPERS)
    assert ids(index, "黑名单") == by_reading(PAPERS, "黑名单")


def test_an_empty_index_finds_nothing_and_says_so(name: str, database: Path) -> None:
    empty = engine(name, database.parent)
    assert (empty.feed(), empty.count(), ask(empty, "黑名单").total, ask(empty, "NOT 黑名单").total) == (
        0,
        0,
        0,
        0,
    )


def test_half_a_surrogate_in_a_text_hides_nothing_around_it(index: SearchIndex) -> None:
    index.add([paper("z", "坏\ud800字", "前\udfff后")])
    assert ids(index, "字") == ["z", REPLY.item_id]
    assert ids(index, "后") == ["z"]


def test_a_query_of_many_words_is_answered(index: SearchIndex) -> None:
    assert ids(index, " OR ".join(["没有", *["软件"] * 60])) == by_reading(PAPERS, "软件")
    assert ids(index, NOTICE.text * 3, literal=True) == []
    assert ids(index, NOTICE.text, literal=True) == [NOTICE.item_id]


@st.composite
def pieces(draw: st.DrawFn) -> str:
    """Any 1 to 30 characters that stand together somewhere in the papers."""
    whole = draw(st.sampled_from([field for doc in PAPERS for field in fields(doc) if field]))
    start = draw(st.integers(0, len(whole) - 1))
    return whole[start : start + draw(st.integers(1, 30))]


SAME_DATABASE = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@SAME_DATABASE
@given(words=pieces())
def test_any_piece_of_any_paper_is_found_and_nothing_else(index: SearchIndex, words: str) -> None:
    if not fold(words):
        return
    found = by_reading(PAPERS, words)
    assert found != []
    assert ids(index, words, literal=True) == found
    if '"' not in words:
        assert ids(index, f'"{words}"') == found


ALPHABET = "软件正版号一〔〕[]（） 　\n\"“”'*:：%\\-年度AbéΩ12①𬱖𠀀\u0000\u0301"
texts = st.text(alphabet=ALPHABET, max_size=60)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bodies=st.lists(texts, min_size=1, max_size=4), data=st.data())
def test_whatever_the_papers_say_it_is_found(
    name: str, database: Path, bodies: list[str], data: st.DataObject
) -> None:
    docs = [paper(f"{place}", body[:5], body, number=body[-3:]) for place, body in enumerate(bodies)]
    index = engine(name, database.parent)
    index.rebuild(docs[: len(docs) // 2])
    index.add(docs[len(docs) // 2 :])
    start = data.draw(st.integers(0, max(0, len(bodies[0]) - 1)))
    for words in (bodies[0][start : start + 3], data.draw(texts)[:2]):
        if fold(words):
            page = index.search(parse_query(words, literal=True), limit=1000)
            assert [hit.item_id for hit in page.hits] == by_reading(docs, words)


@pytest.mark.parametrize(
    "words", ["(一", "a-b", "\ue028一", "甲" * 65, "号", "一二", "软件 资产", "WPS 2016"]
)
def test_moved_characters_and_long_words_are_checked_on_the_text_itself(
    index: SearchIndex, words: str
) -> None:
    bodies = (
        "（一）a-b",
        "\ue028一\ue029a\ue02db",
        "甲" * 64,
        "甲" * 66,
        "一",
        "二",
        "软件  资产",
        "wps 2016号",
    )
    docs = [paper(str(place), body[:1], body, organs=(body,)) for place, body in enumerate(bodies)]
    index.rebuild(docs)
    assert ids(index, words, literal=True) == by_reading(docs, words)
