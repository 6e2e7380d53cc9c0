"""Snippets: a window of the original text with its literal hits marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongwen.search.normalise import fold
from gongwen.search.snippet import LENGTH, make_snippet
from gongwen.search.values import Snippet

FILLER = "各区、县（市）使用正版软件工作领导小组，各有关单位：" * 20


def test_the_original_writing_is_marked_whatever_was_typed() -> None:
    snippet = make_snippet("根据浙正软办[2015]2号精神", [fold("〔2015〕2号")])
    assert snippet == Snippet("根据浙正软办[2015]2号精神", ((6, 14),))
    assert snippet.marked() == "根据浙正软办【[2015]2号】精神"
    assert snippet.marked("<b>", "</b>") == "根据浙正软办<b>[2015]2号</b>精神"


def test_a_hit_across_a_line_break_is_one_mark_on_one_line() -> None:
    snippet = make_snippet("第一行\n  列入黑 名\n单。\n", ["黑名单"])
    assert snippet is not None
    assert snippet.marked() == "第一行 列入【黑 名 单】。"


def test_the_window_is_where_most_of_the_words_stand_together() -> None:
    text = f"软件。{FILLER}台账。{FILLER}软件资产台账清单{FILLER}"
    snippet = make_snippet(text, ["资产", "台账"])
    assert snippet is not None
    assert "软件【资产台账】清单" in snippet.marked()
    assert len(snippet.text) == LENGTH


def test_overlapping_hits_make_one_mark() -> None:
    snippet = make_snippet("使用正版软件", ["正版", "版软"])
    assert snippet is not None
    assert snippet.marked() == "使用【正版软】件"


def test_a_hit_longer_than_the_window_is_shown_whole() -> None:
    snippet = make_snippet(f"前{FILLER}后", [fold(FILLER)])
    assert snippet is not None
    assert snippet.marked() == f"前【{FILLER}】"


def test_where_nothing_is_found_there_is_no_snippet() -> None:
    assert make_snippet("使用正版软件", ["盗版"]) is None
    assert make_snippet("使用正版软件", []) is None


@given(
    st.text(max_size=300),
    st.lists(st.text(min_size=1, max_size=3), min_size=1, max_size=3),
    st.integers(0, 300),
)
def test_every_mark_is_a_hit_in_the_original(text: str, words: list[str], place: int) -> None:
    terms = [fold(word) for word in [*words, text[place : place + 3]] if fold(word)]
    snippet = make_snippet(text, terms)
    assert (snippet is None) == (not any(term in fold(text) for term in terms))
    if snippet:
        assert snippet.text in text
        assert snippet.marks
        ends = [0]
        for start, end in snippet.marks:
            assert ends[-1] <= start < end <= len(snippet.text)
            assert any(term[0] in fold(snippet.text[start:end]) for term in terms)
            ends.append(end)
