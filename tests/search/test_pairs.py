"""Character pairs: an index may name too much, never too little."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongwen.search import fold
from gongwen.search.pairs import (
    MOST_PAIRS,
    fts5_phrase,
    fts5_tokens,
    needed_pairs,
    pairs,
    pairs_and_characters,
)


def test_a_text_of_four_characters_has_three_pairs_and_its_last_character() -> None:
    assert pairs("软件3号") == ["软件", "件3", "3号", "号"]


def test_a_query_of_one_character_asks_for_tokens_that_begin_with_it() -> None:
    assert fts5_phrase("号") == '"号" *'
    assert fts5_phrase("3号") == '"3号"'


def test_ascii_punctuation_never_reaches_the_tokenizer() -> None:
    assert [char for char in fts5_tokens('(a)"b" *:^-_\x00') if ord(char) < 128 and char not in "ab "] == []


@given(st.text(max_size=30))
def test_what_stands_for_ascii_punctuation_stands_in_no_normalised_text(text: str) -> None:
    every = "".join(map(chr, range(128)))
    standing_for_it = set("".join(fts5_tokens(every).split(" "))) - set(every)
    assert len(standing_for_it) == 128 - 62
    assert [char for char in standing_for_it if char in fold(char)] == []
    assert not standing_for_it & set(fold(text + every))


@given(st.text(min_size=1, max_size=80), st.text(max_size=20), st.text(max_size=20))
def test_every_text_that_holds_a_term_holds_all_pairs_asked_for(term: str, before: str, after: str) -> None:
    needed = needed_pairs(term)
    assert 1 <= len(needed) <= MOST_PAIRS
    assert set(needed) <= pairs_and_characters(before + term + after)
