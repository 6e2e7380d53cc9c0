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
from functools import lru_cache
from itertools import accumulate, pairwise
from math import isqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BRACKETS = str.maketrans(dict.fromkeys("〔[", "(") | dict.fromkeys("〕]", ")"))
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# A letter or figure of a script that sets spaces: below the East Asian blocks.
_LATIN = re.compile("[^\\W_\u2e80-\U0010ffff]")
_RUN = re.compile(r"\S+|\s+")
_Traced = tuple[str, int, int]

LEAST_PIECE = 40
_MARKED = "\ufdd0"
"""Stands for a combining mark, which does not fold by itself."""

_EVEN: set[str] = set()
"""Characters met so far that fold to one visible character by themselves."""


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
        self._traces: dict[int, tuple[list[int], list[_Traced]]] = {}
        self.text = "".join(folded)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Map the span text[start:end], not empty, to a span of the original."""
        return self._traced(start)[0], self._traced(end - 1)[1]

    def _traced(self, place: int) -> tuple[int, int]:
        """Return the span of the original that character `place` came from."""
        piece = bisect_right(self._begins, place) - 1
        first, last = self._spans[piece]
        if piece not in self._traces:
            trace = list(_trace(self._original[first:last]))
            self._traces[piece] = ([0, *accumulate(len(folded) for folded, _, _ in trace)], trace)
        begins, trace = self._traces[piece]
        inside = place - self._begins[piece]
        stretch = bisect_right(begins, inside) - 1
        folded, start, end = trace[stretch]
        if len(folded) > 1:
            start += inside - begins[stretch]
            end = start + 1
        return first + start, first + end


def fold(text: str) -> str:
    """Return the normalised form of `text`, without leading and trailing space."""
    folded = text.translate(_FAST)
    if _MARKED in folded:
        return "".join(folded for folded, _, _ in _trace(text))
    words = folded.split()
    if len(words) < 2:
        return words[0] if words else ""
    spaced = [words[0]]
    for before, after in pairwise(words):
        spaced += (" ", after) if _is_latin(before[-1]) and _is_latin(after[0]) else (after,)
    return "".join(spaced)


def normalise(text: str) -> Normalised:
    """Return the normalised form of `text`, equal to `fold(text)`, with the way back."""
    return Normalised(text)


def _trace(text: str) -> Iterator[_Traced]:
    """Fold stretch by stretch: (what it becomes, start and end of where it came from).

    What becomes more than one character came from as many, one from each.
    """
    before = ""
    space: tuple[int, int] | None = None
    for start, end in _stretches(text):
        for folded in _folded(text[start:end]):
            if folded.isspace():
                space = space or (start, end)
                continue
            if space and before and _is_latin(before) and _is_latin(folded[0]):
                yield (" ", *space)
            space, before = None, folded[-1]
            yield folded, start, end


def _folded(stretch: str) -> Sequence[str]:
    """Return what a stretch becomes: an even one as a whole, another character by character."""
    if _is_even(stretch):
        return (stretch.translate(_TABLE),)
    return _TABLE[ord(stretch)] if len(stretch) == 1 else _fold_cluster(stretch)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of even stretches of `text`, and of each character, with its marks, between them."""
    if _MARKED in text.translate(_FAST):
        yield from _clusters(text)
        return
    for match in _RUN.finditer(text):
        start, end = match.span()
        if _is_even(match[0]):
            yield start, end
        else:
            yield from ((at, at + 1) for at in range(start, end))


def _is_even(text: str) -> bool:
    """Tell whether each character of `text` folds to one visible character, whatever stands beside it."""
    if _EVEN.issuperset(text):
        return True
    new = {char for char in text if len(_TABLE[ord(char)]) == 1 and not unicodedata.combining(char)}
    _EVEN.update(char for char in new if not _TABLE[ord(char)].isspace())
    return _EVEN.issuperset(text)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield spans that fold by themselves as they do in `text`.

    They grow with the root of its length: then folding them all and tracing one cost the least.
    """
    size = max(LEAST_PIECE, 5 * isqrt(len(text)))
    start, cut = 0, size
    while cut < len(text):
        if _is_solid(text[cut - 1]) and _is_solid(text[cut]) and not unicodedata.combining(text[cut]):
            yield start, cut
            start, cut = cut, cut + size
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


class _FastTable(dict[int, str]):
    """The same for characters without combining marks, which become MARKED."""

    def __missing__(self, code: int) -> str:
        marked = unicodedata.combining(chr(code))
        folded = self[code] = _MARKED if marked else _TABLE[code]
        return folded


_TABLE, _FAST = _Table(), _FastTable()


@lru_cache(maxsize=4096)
def _is_latin(char: str) -> bool:
    return _LATIN.fullmatch(char) is not None
