"""Normalised text, on which every query is a plain substring (design D8).

NFKC, case folded, every kind of round, square and tortoise-shell bracket made
one, invisible characters dropped, and white space dropped except between two
Latin letters or figures, where one space stays: staff write 金渭鑫, 金 渭鑫 and
联系人：  金渭鑫 for the same thing, and lines break anywhere in Chinese.

The folding of a character does not depend on its neighbours, combining marks
apart, so a piece of a text folds to a piece of the folded text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BRACKETS = str.maketrans(dict.fromkeys("〔[", "(") | dict.fromkeys("〕]", ")"))
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# A letter or figure of a script that sets spaces: below the East Asian blocks.
_LATIN = re.compile("[^\\W_\u2e80-\U0010ffff]")
_NEEDLESS_SPACE = re.compile(f"(?<!{_LATIN.pattern}) | (?!{_LATIN.pattern})")
_Traced = tuple[str, int, int]

PIECE = 400
_PLAIN: set[str] = set()
"""Characters met so far that are no combining marks."""


class Normalised:
    """Normalised `text` with the way back to its original.

    The original is folded in pieces, and only pieces in which something was
    found are traced character by character.
    """

    def __init__(self, original: str) -> None:
        self._original = original
        self._spans = list(_pieces(original))
        folded = [fold(original[start:end]) for start, end in self._spans]
        self._begins = [0, *accumulate(map(len, folded))]
        self._traces: dict[int, list[_Traced]] = {}
        self.text = "".join(folded)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Map the span text[start:end], not empty, to a span of the original."""
        return self._traced(start)[0], self._traced(end - 1)[1]

    def _traced(self, place: int) -> tuple[int, int]:
        """Return the span of the original that character `place` came from."""
        piece = bisect_right(self._begins, place) - 1
        first, last = self._spans[piece]
        if piece not in self._traces:
            self._traces[piece] = _trace(self._original[first:last])
        _, start, end = self._traces[piece][place - self._begins[piece]]
        return first + start, first + end


def fold(text: str) -> str:
    """Return the normalised form of `text`, without leading and trailing space."""
    if _has_combining(text):
        return "".join(char for char, _, _ in _trace(text))
    return _NEEDLESS_SPACE.sub("", " ".join(text.translate(_TABLE).split()))


def _has_combining(text: str) -> bool:
    if _PLAIN.issuperset(text):
        return False
    new = set(text) - _PLAIN
    if any(unicodedata.combining(char) for char in new):
        return True
    _PLAIN.update(new)
    return False


def normalise(text: str) -> Normalised:
    """Return the normalised form of `text`, equal to `fold(text)`, with the way back."""
    return Normalised(text)


def _trace(text: str) -> list[_Traced]:
    """Fold character by character: (character, start and end of where it came from)."""
    traced: list[_Traced] = []
    space: tuple[int, int] | None = None
    for start, end in _clusters(text):
        single = end == start + 1
        for char in _TABLE[ord(text[start])] if single else _fold_cluster(text[start:end]):
            if char.isspace():
                space = space or (start, end)
                continue
            if space and traced and _is_latin(traced[-1][0]) and _is_latin(char):
                traced.append((" ", *space))
            space = None
            traced.append((char, start, end))
    return traced


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield spans of about PIECE characters that fold by themselves as they do in `text`."""
    start, cut = 0, PIECE
    while cut < len(text):
        if _is_solid(text[cut - 1]) and _is_solid(text[cut]) and not unicodedata.combining(text[cut]):
            yield start, cut
            start, cut = cut, cut + PIECE
        else:
            cut += 1
    yield start, len(text)


def _is_solid(char: str) -> bool:
    """Tell whether `char` leaves a visible character at both its ends."""
    folded = _TABLE[ord(char)]
    return folded != "" and not folded[0].isspace() and not folded[-1].isspace()


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the characters of `text`, each with its combining marks."""
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or not unicodedata.combining(text[index]):
            yield start, index
            start = index


def _fold_cluster(cluster: str) -> str:
    composed = unicodedata.normalize("NFKC", cluster).casefold()
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", composed).translate(_BRACKETS))


class _Table(dict[int, str]):
    """Folding of single characters, for `str.translate`, filled as they are met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_cluster(chr(code))
        return folded


_TABLE = _Table()


def _is_latin(char: str) -> bool:
    return _LATIN.fullmatch(char) is not None
