"""Of circulars that the reader was not written with, so many elements are read right, and few are invented.

The floors lie a little below what docs/识读.md tells; the first measurement,
before anything was mended after seeing its failures, is told there too.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from docs import make_recognition
from tests.proving import figure
from tests.recognise.circular.conftest import HELD
from tests.recognise.circular.scoring import NAMES, Score, score

FLOORS = {
    "number": 0.94,
    "title": 0.95,
    "kind": 0.93,
    "addressees": 0.95,
    "headings": 0.96,
    "attachment_note": 0.90,
    "annexes": 0.90,
    "signature": 0.92,
    "date": 0.95,
    "note": 0.90,
    "printing_office": 0.90,
    "printing_date": 0.90,
    "citations": 0.90,
}


@cache
def held() -> Score:
    return score(HELD)


def test_at_least_fifty_circulars_are_held_out() -> None:
    assert held().papers >= 50


@pytest.mark.parametrize("element", sorted(FLOORS))
def test_so_many_of_an_element_are_right(element: str) -> None:
    share = held().share(element)
    figure(f"识读 {NAMES[element]}：{share:.1%}（{sum(held().counts[element].values())}）")
    assert share >= FLOORS[element]


def test_of_all_elements_nineteen_in_twenty_are_right_and_few_are_wrong_without_a_doubt() -> None:
    whole: Counter[str] = Counter()
    for counts in held().counts.values():
        whole.update(counts)
    total = sum(whole.values())
    unaware = whole["wrong"] + whole["invented"]
    figure(f"识读 合计：{whole['right'] / total:.1%}，错而不自知 {unaware}／{total}")
    assert whole["right"] / total >= 0.95
    assert unaware / total <= 0.03


def test_a_wrong_reading_would_lower_the_share() -> None:
    counts = Score()
    counts.add("01", "title", "right", "甲", "甲")
    counts.add("02", "title", "wrong", "甲", "乙")
    assert counts.share("title") == 0.5
    assert [one.paper for one in counts.failures] == ["02"]


def test_the_page_of_figures_is_what_is_measured() -> None:
    assert make_recognition.PAGE.read_text(encoding="utf-8") == make_recognition.page(), (
        "请运行 .venv/bin/python -m docs.make_recognition"
    )
