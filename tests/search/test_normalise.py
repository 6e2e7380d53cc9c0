"""Normalised text: what counts as the same, and the way back to the original."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.search.normalise import EVERY, fold, fold_cut, normalise

MIXED = "中文，〔［[(（）)]］〕 　\n\t\u200b\ufeff\u00ad012aBé\u0301´ß㈠。：:½…\ufe0f𬱖々〇한ｶﾞ"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("〔2015〕３号", "(2015)3号"),
        ("［2015］3号", "(2015)3号"),
        ("（2015）3号", "(2015)3号"),
        ("㈠", "(一)"),
        ("黑 名\n单", "黑名单"),
        ("联系人：  金渭鑫　", "联系人:金渭鑫"),
        ("2015 年 6 月", "2015年6月"),
        ("WPS  Office\n2016 版", "wps office 2016版"),
        ("⼀、⽂件", "一、文件"),
        ("全\u200b文\ufeff检\u00ad索", "全文检索"),
        ("cafe\u0301", "café"),
        ("Straße", "strasse"),
        (" \n ", ""),
    ],
)
def test_spellings_of_the_same_words_become_one(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_a_different_word_stays_different() -> None:
    assert len({fold(word) for word in ("已", "己", "巳", "一", "—", "“", '"', "《", "〈")}) == 9


LONG = st.text(alphabet=MIXED, min_size=EVERY, max_size=5 * EVERY)


@given(LONG | st.text(max_size=200))
def test_a_text_folded_between_its_cuts_is_the_folded_text(text: str) -> None:
    folded, cuts = fold_cut(text)
    assert folded == fold(text)
    ends = [0, *(start for start, _ in cuts), len(text)]
    assert [begin for _, begin in cuts] == [len(fold(text[:start])) for start, _ in cuts]
    assert all(end - start >= EVERY for start, end in pairwise(ends[:-1]))


@given(LONG)
def test_the_way_back_is_the_same_with_cuts_and_without(text: str) -> None:
    folded, cuts = fold_cut(text)
    made, whole = normalise(text, folded, cuts), normalise(text)
    for place in range(0, len(folded), 7):
        assert made.original(place, place + 1) == whole.original(place, place + 1)


@given(st.text(alphabet=MIXED, max_size=300) | st.text(max_size=200))
def test_each_character_leads_back_to_what_becomes_it_and_none_comes_before_the_last(text: str) -> None:
    made = normalise(text)
    assert made.text == fold(text)
    spans = [made.original(place, place + 1) for place in range(len(made.text))]
    assert spans == sorted(spans)
    sources = [text[start:end] for start, end in spans]
    assert [
        char for char, source in zip(made.text, sources, strict=True) if char not in (fold(source) or " ")
    ] == []


@given(st.text(alphabet=MIXED, min_size=1, max_size=240), st.data())
def test_the_way_back_leads_to_what_folds_to_the_same(text: str, data: st.DataObject) -> None:
    made = normalise(text)
    if not made.text:
        return
    start = data.draw(st.integers(0, len(made.text) - 1))
    end = data.draw(st.integers(start + 1, len(made.text)))
    begin, stop = made.original(start, end)
    assert 0 <= begin < stop <= len(text)
    assert made.text[start:end].strip() in normalise(text[begin:stop]).text


@given(st.text(alphabet=MIXED, max_size=60) | st.text(max_size=60), st.data())
def test_a_piece_of_a_text_folds_to_a_piece_of_the_folded_text(text: str, data: st.DataObject) -> None:
    plain = "".join(char for char in text if not unicodedata.combining(char))
    start = data.draw(st.integers(0, len(plain)))
    end = data.draw(st.integers(start, len(plain)))
    assert fold(plain[start:end]) in fold(plain)


def test_the_way_back_over_dropped_spaces_and_widened_characters() -> None:
    text = "列入黑 名\n单㈠"
    made = normalise(text)
    assert made.text == "列入黑名单(一)"
    start, end = made.original(2, 5)
    assert text[start:end] == "黑 名\n单"
    start, end = made.original(6, 7)
    assert text[start:end] == "㈠"


def test_a_damaged_folded_text_leads_somewhere_within_the_original() -> None:
    made = normalise("黑名单", "黑名单和别的许多字")
    assert made.original(0, 3) == (0, 3)
    assert made.original(7, 9)[1] <= 9
