"""The held-out circulars are labelled by hand: each label stands in its text, none is a slip of the pen."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

HELD = Path(__file__).parent / "circulars" / "held"
IDS = sorted(path.stem for path in HELD.glob("*.json"))

NUMERALS = {numeral: str(value) for value, numeral in enumerate("〇一二三四五六七八九")}
BRACKETS = str.maketrans("", "", "〔〕[]［］（）()")
DATE = re.compile(r"(\d{4})[年-](\d{1,2})[月-](\d{1,2})")
WRITTEN = re.compile(
    r"([〇○零ＯO0一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)


def plain(words: str) -> str:
    """Return words without any white space."""
    return re.sub(r"\s", "", words)


def text(number: str) -> str:
    """Return the words of a circular, without white space."""
    return plain((HELD / f"{number}.txt").read_text(encoding="utf-8"))


def labels(number: str) -> dict[str, Any]:
    """Return what was read in a circular."""
    found: dict[str, Any] = json.loads((HELD / f"{number}.json").read_text(encoding="utf-8"))
    return found


def counted(numeral: str) -> int:
    """Return the value of a numeral up to 三十一."""
    tens, ten, units = numeral.rpartition("十")
    return (int(NUMERALS.get(tens, "1")) * 10 if ten else 0) + int(NUMERALS.get(units, "0"))


def dates(words: str) -> set[str]:
    """Return all dates in the words, in figures or written out."""
    year = str.maketrans({**NUMERALS, **dict.fromkeys("○零ＯO", "0")})
    found = {(int(y), int(m), int(d)) for y, m, d in DATE.findall(words)}
    found |= {(int(y.translate(year)), counted(m), counted(d)) for y, m, d in WRITTEN.findall(words)}
    return {date(*one).isoformat() for one in found if 1 <= one[1] <= 12 and 1 <= one[2] <= 31}


def strings(found: dict[str, Any]) -> list[str]:
    """Return all labels which are words of the circular itself."""
    single = [
        found.get(key, "") for key in ("title", "addressees", "urgency", "note", "cc", "printing_office")
    ]
    lists = [found.get(key, []) for key in ("issuer_mark", "signatories", "attachment_note", "annexes")]
    lists += [found.get("signature", []), [heading for _, heading in found.get("headings", [])]]
    lists += [[title for _, title in found.get("citations", [])]]
    return [words for words in [*single, *(one for many in lists for one in many)] if words]


def test_ids_are_continuous() -> None:
    assert [f"{number:02}" for number in range(1, len(IDS) + 1)] == IDS
    assert sorted(path.stem for path in HELD.glob("*.txt")) == IDS
    assert len(IDS) >= 60


@pytest.mark.parametrize("number", IDS)
def test_labels_stand_in_the_text(number: str) -> None:
    found, words = labels(number), text(number)
    assert [one for one in strings(found) if plain(one) not in words] == []


@pytest.mark.parametrize("number", IDS)
def test_numbers_stand_in_the_text(number: str) -> None:
    found, words = labels(number), text(number).translate(BRACKETS)
    numbers = [found.get("number", ""), *(cited for cited, _ in found.get("citations", []))]
    assert [one for one in numbers if plain(one).translate(BRACKETS) not in words] == []


@pytest.mark.parametrize("number", IDS)
def test_dates_stand_in_the_text(number: str) -> None:
    found = labels(number)
    assert {found[key] for key in ("date", "printing_date") if key in found} <= dates(text(number))


@pytest.mark.parametrize("number", IDS)
def test_labels_are_of_known_kinds(number: str) -> None:
    found = labels(number)
    assert found["origin"]
    assert all(level in (1, 2, 3, 4) and 0 < len(words) <= 12 for level, words in found.get("headings", []))
    assert all(cited or title for cited, title in found.get("citations", []))
    cited = [tuple(one) for one in found.get("citations", [])]
    assert len(cited) == len(set(cited))
