"""Wildcards, 繁简 and scans read wrongly: the same hits from every engine, on request only."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongwen.search import SearchIndex, fold, parse_query
from gongwen.search.matching import Likeness
from tests.search.papers import BULLETIN, NOTICE, PAPERS, PLAN_2016, REPLY, ids, paper

SCRIPTS, OCR = Likeness(scripts=True), Likeness(ocr=True)

OLD = paper(
    "1948-1", "關於軟體檢查之通報", "列入黑名單。乾部會議，幹線。", number="紹府〔1948〕1號", day="1948-01-01"
)
FAXED = paper("fax-1", "（传真）", "建立钦件资产管理制度，列入黑名皁。", day="2019-01-01")
FAXED_2 = paper("fax-2", "（传真）", "建立软件资产曾管理制度", day="2018-01-01")
FAXED_3 = paper("fax-3", "（传真）", "建立软件产管理制度", day="2017-01-01")
FAXED_4 = paper("fax-4", "（传真）", "建立软什资户管理制度", day="2016-01-01")


def alike(index: SearchIndex, text: str, likeness: Likeness, *, literal: bool = False) -> list[str]:
    query = parse_query(text, literal=literal, likeness=likeness)
    return [hit.item_id for hit in index.search(query, limit=1000).hits]


WILD = {
    "软件*管理": [PLAN_2016, NOTICE],
    "软件资?管理": [PLAN_2016, NOTICE],
    "软件?管理": [],
    "黑??": [REPLY, BULLETIN, PLAN_2016],
    "标题:黑*办法": [REPLY],
    "文号:*2016*13号": [REPLY],
    "软件*管理 NOT 盗*件": [NOTICE],
    "机关:绍兴*委员会": [REPLY, NOTICE],
    "WPS*2016": [BULLETIN],
    "指导思想*邓小平": [NOTICE],
    "文种:通?": [BULLETIN, PLAN_2016, NOTICE],
    "通知*盗版": [],
}


@pytest.mark.parametrize("text", WILD)
def test_wildcards_stand_for_one_character_or_for_a_few(index: SearchIndex, text: str) -> None:
    assert sorted(ids(index, text)) == sorted(doc.item_id for doc in WILD[text])


def test_a_star_reaches_twenty_characters_and_not_into_another_field(index: SearchIndex) -> None:
    index.add([paper("near", "头", f"始{'中' * 20}终"), paper("far", "始", f"终始{'中' * 21}终")])
    assert ids(index, "始*终") == ["near"]


def test_what_the_wildcard_took_in_is_marked(index: SearchIndex) -> None:
    (hit,) = index.search(parse_query("软件*制度")).hits
    assert "建立【软件资产管理 制度】。" in hit.snippet.marked()


def test_traditional_and_simplified_are_one_only_on_request(index: SearchIndex) -> None:
    index.add([OLD])
    assert OLD.item_id not in ids(index, "黑名单")
    found = alike(index, "黑名单", SCRIPTS)
    assert found == [REPLY.item_id, BULLETIN.item_id, PLAN_2016.item_id, OLD.item_id]
    assert alike(index, "黑名單", SCRIPTS) == found
    assert alike(index, "標題:軟體檢查", SCRIPTS, literal=True) == []
    assert alike(index, "标题:软体检查", SCRIPTS) == [OLD.item_id]
    assert alike(index, "绍府[1948]1号", SCRIPTS) == [OLD.item_id]
    assert alike(index, "軟件 NOT 資產", SCRIPTS) == [BULLETIN.item_id, OLD.item_id]


def test_a_character_of_several_traditional_forms_finds_all_of_them(index: SearchIndex) -> None:
    index.add([OLD])
    assert alike(index, "干部", SCRIPTS) == alike(index, "幹部", SCRIPTS) == [OLD.item_id]
    assert alike(index, "干", SCRIPTS) == [OLD.item_id]


def test_the_other_script_is_marked_in_the_text(index: SearchIndex) -> None:
    index.add([OLD])
    (hit,) = index.search(parse_query("列入黑名单 年度:1948", likeness=SCRIPTS)).hits
    assert hit.snippet.marked() == "【列入黑名單】。乾部會議，幹線。"


def test_one_character_read_wrongly_too_many_or_missing_is_forgiven(index: SearchIndex) -> None:
    index.add([FAXED, FAXED_2, FAXED_3, FAXED_4])
    found = alike(index, "软件资产管理", OCR)
    assert found == ["fax-1", "fax-2", "fax-3"]
    assert [hit.snippet.marked() for hit in index.search(parse_query("软件资产管理", likeness=OCR)).hits] == [
        "建立【钦件资产管理】制度，列入黑名皁。",
        "建立【软件资产曾管理】制度",
        "建立【软件产管理】制度",
    ]


def test_characters_alike_in_shape_are_forgiven_beside_the_one_edit(index: SearchIndex) -> None:
    index.add([paper("shape", "", "治理末来，已末入土"), paper("both", "", "冶理末夹")])
    assert alike(index, "治理未来", OCR) == ["both", "shape"]


def test_what_is_there_as_written_is_never_among_the_forgiven(index: SearchIndex) -> None:
    index.add([FAXED, FAXED_2])
    exact = set(ids(index, "软件资产管理"))
    assert exact == {NOTICE.item_id, PLAN_2016.item_id}
    assert exact & set(alike(index, "软件资产管理", OCR)) == set()


def test_short_words_and_filters_beside_a_long_one_are_taken_as_they_are(index: SearchIndex) -> None:
    index.add([FAXED, FAXED_2])
    assert alike(index, "软件资产管理 名皁", OCR) == ["fax-1"]
    assert alike(index, "软件资产管理 黑名单", OCR) == []
    assert alike(index, "软件资产管理 年度:2018", OCR) == ["fax-2"]
    assert alike(index, "软件资产管理 NOT 列入黑名单", OCR) == ["fax-1", "fax-2"]


def within_one_edit(text: str, word: str) -> bool:
    """Compare by reading: `word` stands in `text` with one character wrong, too many or missing at most."""
    pieces = {text[at : at + size] for size in range(len(word) - 1, len(word) + 2) for at in range(len(text))}
    return any(distance(piece, word) <= 1 for piece in pieces)


def distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for place, char in enumerate(one, start=1):
        before, row[0] = row[0], place
        for at, wanted in enumerate(other, start=1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (char != wanted))
    return row[-1]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.text("甲乙丙丁", min_size=3, max_size=12),
    word=st.text("甲乙丙丁", min_size=4, max_size=6),
)
def test_the_forgiven_are_those_within_one_edit_and_no_others(
    index: SearchIndex, body: str, word: str
) -> None:
    index.rebuild([paper("p", "", body)])
    exact = word in body
    assert ids(index, word) == (["p"] if exact else [])
    assert alike(index, word, OCR) == (["p"] if within_one_edit(body, word) and not exact else [])


def test_both_kinds_of_likeness_go_together(index: SearchIndex) -> None:
    index.add([paper("fax-old", "", "鈥件資産管理")])
    assert "fax-old" in alike(index, "软件资产管理", Likeness(scripts=True, ocr=True))


def test_wildcards_find_what_python_finds(index: SearchIndex) -> None:
    words = ("软件", "名", "单", "通")
    for first, last in product(words, repeat=2):
        pattern = re.compile(f"{first}.{{0,20}}{last}")
        expected = sorted(
            doc.item_id
            for doc in PAPERS
            if any(pattern.search(fold(field)) for field in (doc.title, doc.number, *doc.organs, doc.text))
        )
        assert sorted(ids(index, f"{first}*{last}")) == expected
