"""Likeness (近似): whether two papers may be one, scanned or sent twice. A hint for a person, no proof.

A fingerprint holds small sketches: of the text (minhash over runs of four
characters, punctuation and spaces left out), of its beginning (issuer,
number, title, addressee: there papers made from one template differ), of its
marks (numbers, names of places and firms), the first document number, and
the looks of the first pages that are pictures. Two papers are near when the
texts are, and neither beginning nor marks nor document number speak against
it; where one of them has hardly any text, the looks decide.

Measured on first pages of eight notices of one template, each scanned again
in four ways (100 to 200 dpi, turned by up to 1.5°, noise, JPEG): by text the
rescans reach 0.81 to 1.00, different notices at most 0.41
(at most 0.70 where the document numbers are equal or missing). By looks alone
rescans reach 0.83 to 0.96, but so do notices whose lines break alike: without
text, papers of one template cannot always be told apart.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from gongwen.intake.values import UNSURE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongwen.intake.values import Reading

NEAR = 0.75
"""From this `near` value on two papers are suggested as one."""

_VERSION = "1"
_RUN, _HEAD_RUN = 4, 2
_SKETCH, _HEAD_SKETCH = 96, 96
_BYTES = 3
_HEAD = 160
_MARKS = 60
_ENOUGH, _MOST = 60, 20_000
_LETTERS = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]")
_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r"[\u3400-\u9fff]{2}(?=[区县市镇乡])|[\u3400-\u9fff]{4}(?=公司|集团|\d{5,8}号)")
_OWN = re.compile(r"[\u3400-\u9fff]{1,4}(?:19|20)\d{3,7}号")
_AGAINST = 0.5
_MARKS_WEIGHT = 0.7
_LOOK_BITS = 32 * 44


class _Sketches(NamedTuple):
    """What a fingerprint holds."""

    text: list[str]
    head: list[str]
    marks: frozenset[str]
    own: str
    looks: list[str]


def fingerprint(reading: Reading) -> str:
    """Return the fingerprint of what was read: ASCII, at most about 3,500 characters, empty for nothing read.

    Text that OCR was not sure of counts as hardly any text.
    """
    unsure = reading.confidence is not None and reading.confidence < UNSURE
    letters = "" if unsure else _normal(reading.text[:_MOST])
    if len(letters) < _ENOUGH:
        letters = ""
    if not letters and not reading.looks:
        return ""
    marks = {*_NUMBER.findall(letters), *_NAME.findall(letters)}
    own = _OWN.search(letters)
    hashed = sorted(_hashed(mark) for mark in marks if len(mark) > 1)
    parts = (
        _sketch(letters, _RUN, _SKETCH),
        _sketch(letters[:_HEAD], _HEAD_RUN, _HEAD_SKETCH),
        "".join(hashed[:_MARKS]),
        _hashed(own[0]) if own else "",
        "+".join(reading.looks),
    )
    return ":".join((_VERSION, *parts))


def near(first: str, second: str) -> float:
    """Return how near two fingerprints are, 0 to 1; 0 where they cannot be compared; see `NEAR`."""
    one, other = _opened(first), _opened(second)
    if one is None or other is None:
        return 0.0
    if not one.text or not other.text:
        return _looks_near(one.looks, other.looks)
    text, head = _agreeing(one.text, other.text), _agreeing(one.head, other.head)
    likeness: float = min(text**0.5, head, _shared(one.marks, other.marks) ** _MARKS_WEIGHT)
    if one.own and other.own and one.own != other.own:
        likeness *= _AGAINST
    return round(likeness, 4)


def _normal(text: str) -> str:
    """Return the letters and figures of a text, forms folded (NFKC)."""
    return _LETTERS.sub("", unicodedata.normalize("NFKC", text))


def _hashed(word: str) -> str:
    """Return a short hash of a word in hex."""
    return blake2b(word.encode(), digest_size=_BYTES).hexdigest()


def _sketch(letters: str, run: int, size: int) -> str:
    """Return the minhash of all runs of letters: of each of `size` orders the first, in hex."""
    runs = {letters[place : place + run] for place in range(len(letters) - run + 1)}
    if not runs:
        return ""
    wide = [int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big") for word in runs]
    firsts = (min(((value * multiplier + 1) & _MASK) >> 40 for value in wide) for multiplier in _orders(size))
    return "".join(f"{first:06x}" for first in firsts)


_MASK = (1 << 64) - 1


def _orders(size: int) -> Iterable[int]:
    """Return `size` odd 64-bit multipliers, always the same."""
    for salt in range(size):
        yield (
            int.from_bytes(blake2b(b"order", digest_size=8, salt=salt.to_bytes(2, "big")).digest(), "big") | 1
        )


@lru_cache(maxsize=20_000)
def _opened(fingerprint: str) -> _Sketches | None:
    """Return the sketches in a fingerprint; None for an empty one or one of another version."""
    version, _, rest = fingerprint.partition(":")
    parts = rest.split(":")
    if version != _VERSION or len(parts) != 5:
        return None
    text, head, marks = (_cut(part) for part in parts[:3])
    return _Sketches(text, head, frozenset(marks), parts[3], [look for look in parts[4].split("+") if look])


def _cut(sketch: str) -> list[str]:
    """Return the hashes of a sketch."""
    return [sketch[place : place + 2 * _BYTES] for place in range(0, len(sketch), 2 * _BYTES)]


def _agreeing(one: list[str], other: list[str]) -> float:
    """Return the share of orders in which two sketches agree: what the sets of runs share."""
    return sum(a == b for a, b in zip(one, other, strict=False)) / max(1, len(one), len(other))


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Return which share of the marks of either is in both; 1 where neither has any."""
    return len(one & other) / len(one | other) if one | other else 1.0


def _looks_near(one: list[str], other: list[str]) -> float:
    """Return how alike the least alike pictured pages are: 1 for equal, 0 for alike by chance."""
    pairs = list(zip(one, other, strict=False))
    if not pairs or len(one) != len(other):
        return 0.0
    off = [(int(a, 16) ^ int(b, 16)).bit_count() / (_LOOK_BITS / 2) for a, b in pairs]
    return round(max(0.0, 1.0 - max(off)) ** 2, 4)
