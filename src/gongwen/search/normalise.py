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
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BRACKETS = str.maketrans(dict.fromkeys("〔[", "(") | dict.fromkeys("〕]", ")"))
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# A letter or figure of a script that sets spaces: below the East Asian blocks.
_LATIN = re.compile("[^\\W_\u2e80-\U0010ffff]")
_SOLID = re.compile(r"\S+")
_Stretch = tuple[int, int, int]
Cuts = Sequence[Sequence[int]]
EVERY = 250

_MARKED = "\ufdd0"
"""Stands for a combining mark, which does not fold by itself."""

_EVEN: set[str] = set()
"""Characters met so far that fold to one visible character by themselves."""


class Normalised:
    """The normalised form `text` of an original, with the way back, traced where it is asked for."""

    def __init__(self, original: str, folded: str | None = None, cuts: Cuts = ()) -> None:
        """Take an original, and what `fold_cut` made of it where known; damaged, that leads anywhere."""
        self.text = fold(original) if folded is None else folded
        self._original = original
        self._starts = [0, *(start for start, _ in cuts), len(original)]
        self._begins = [0, *(begin for _, begin in cuts)]
        self._traces: dict[int, tuple[list[int], list[_Stretch]]] = {}

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Map the span text[start:end], not empty, to a span of the original."""
        return self._traced(start)[0], self._traced(end - 1)[1]

    def _traced(self, place: int) -> tuple[int, int]:
        """Return the span of the original that character `place` came from."""
        piece = bisect_right(self._begins, place) - 1
        first, last = self._starts[piece : piece + 2]
        if piece not in self._traces:
            stretches = list(_trace(self._original[first:last])) or [(1, 0, 1)]
            self._traces[piece] = ([0, *accumulate(length for length, _, _ in stretches)], stretches)
        begins, stretches = self._traces[piece]
        inside = place - self._begins[piece]
        at = min(bisect_right(begins, inside), len(stretches)) - 1
        length, start, end = stretches[at]
        if length > 1:
            start += inside - begins[at]
            end = start + 1
        return first + start, first + end


def fold(text: str) -> str:
    """Return the normalised form of `text`, without leading and trailing space."""
    folded = text.translate(_FAST)
    if _MARKED in folded:
        folded = "".join(_fold_cluster(text[start:end]) for start, end in _clusters(text))
    words = folded.split()
    if len(words) < 2:
        return words[0] if words else ""
    spaced = [words[0]]
    for before, after in pairwise(words):
        spaced += (" ", after) if _is_latin(before[-1]) and _is_latin(after[0]) else (after,)
    return "".join(spaced)


def fold_cut(text: str) -> tuple[str, list[list[int]]]:
    """Return the normalised form of `text`, and where both may be cut alike: the places in it and in that.

    Between two such places about EVERY characters of a long text fold by themselves as they do in it.
    """
    folded, cuts, start, begin = list[str](), list[list[int]](), 0, 0
    for end in _cuts(text):
        folded.append(fold(text[start:end]))
        start, begin = end, begin + len(folded[-1])
        cuts.append([start, begin])
    return "".join([*folded, fold(text[start:])]), cuts


def _cuts(text: str) -> Iterator[int]:
    cut = EVERY
    while cut < len(text):
        if _is_solid(text[cut - 1]) and _is_solid(text[cut]) and not unicodedata.combining(text[cut]):
            yield cut
            cut += EVERY
        else:
            cut += 1


def _is_solid(char: str) -> bool:
    """Tell whether `char` leaves a visible character at both its ends."""
    folded = _TABLE[ord(char)]
    return folded != "" and not folded[0].isspace() and not folded[-1].isspace()


def normalise(text: str, folded: str | None = None, cuts: Cuts = ()) -> Normalised:
    """Return the normalised form of `text`, equal to `fold(text)`, with the way back."""
    return Normalised(text, folded, cuts)


def _trace(text: str) -> Iterator[_Stretch]:
    """Yield how `text` folds: how many characters come of which span.

    More than one come of as many, each of its own.
    """
    before = ""
    space: tuple[int, int] | None = None
    for start, end in _stretches(text):
        for first, last, length in _folded(text, start, end):
            if first.isspace():
                space = space or (start, end)
                continue
            if space and before and _is_latin(before) and _is_latin(first):
                yield (1, *space)
            space, before = None, last
            yield length, start, end


def _folded(text: str, start: int, end: int) -> Iterator[tuple[str, str, int]]:
    """Yield the first and last character of what a stretch becomes, and how many there are.

    One by one, unless the stretch is even.
    """
    if end > start + 1 and _is_even(text[start:end]):
        yield _TABLE[ord(text[start])], _TABLE[ord(text[end - 1])], end - start
    else:
        for char in _fold_cluster(text[start:end]) if end > start + 1 else _TABLE[ord(text[start])]:
            yield char, char, 1


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of even stretches of `text`, and of each character, with its marks, between them.

    Of white space between two stretches one character is enough.
    """
    done = 0
    for match in _SOLID.finditer(text):
        start, end = match.span()
        if start > done:
            yield done, done + 1
        if _is_even(match[0]):
            yield start, end
        elif _MARKED in match[0].translate(_FAST):
            yield from ((start + first, start + last) for first, last in _clusters(match[0]))
        else:
            yield from ((at, at + 1) for at in range(start, end))
        done = end


def _is_even(text: str) -> bool:
    """Tell whether each character of `text` folds to one visible character, whatever stands beside it."""
    if _EVEN.issuperset(text):
        return True
    new = {char for char in text if len(_TABLE[ord(char)]) == 1 and not unicodedata.combining(char)}
    _EVEN.update(char for char in new if not _TABLE[ord(char)].isspace())
    return _EVEN.issuperset(text)


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
