"""A leaf of the tree as it is looked for, and what a paper that answers it must hold.

A wildcard stands within one field: ? for one character, * for up to REACH of
them. With `ocr` a word of LEAST to MOST characters may have confusables
anywhere and one character wrong, missing or too many; one of its halves then
stands without an edit, which is what an index is asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

from whoosh import query

from gongwen.search.normalise import fold

if TYPE_CHECKING:
    from gongwen.search.matching.likeness import Likeness

REACH = 20
LEAST, MOST = 4, 60
_PAIRS, _VARIANTS = 12, 24
_WILD = re.compile(r"([*?]+)")

Sought = str | re.Pattern[str]
"""A normalised word looked for as it is, or a pattern on normalised text."""


@dataclass(frozen=True, slots=True)
class Holds:
    """Candidates must hold the normalised `term`."""

    term: str


@dataclass(frozen=True, slots=True)
class AllOf:
    """Candidates must meet every need."""

    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Candidates must meet one need at least."""

    needs: tuple[Need, ...]


Need = Holds | AllOf | AnyOf


def is_long_enough(text: str) -> bool:
    """Tell whether a word may have an edit."""
    return LEAST <= len(fold(text)) <= MOST


def sought_as(leaf: Any, likeness: Likeness) -> Sought:
    """Return how the words of a Term or Wildcard are looked for."""
    return _sought(leaf.text, likeness, isinstance(leaf, query.Wildcard))


@lru_cache(maxsize=256)
def _sought(text: str, likeness: Likeness, wild: bool) -> Sought:
    if wild:
        return re.compile("".join(_piece(piece, likeness) for piece in _WILD.split(text)))
    term = fold(text)
    classes = [_class(char, likeness) for char in term]
    if likeness.ocr and is_long_enough(term):
        return re.compile("|".join(dict.fromkeys(_edited(classes))))
    return term if all(len(likeness.alike(char)) == 1 for char in term) else re.compile("".join(classes))


def need_of(leaf: Any, likeness: Likeness) -> Need | None:
    """Return what every paper with these words must hold; None when nothing can be said."""
    if isinstance(leaf, query.Wildcard):
        pieces = [fold(piece) for piece in _WILD.split(leaf.text)[::2]]
        known = [need for piece in pieces if piece and (need := _held(piece, likeness))]
        return AllOf(tuple(known)) if known else None
    term = fold(leaf.text)
    if likeness.ocr and is_long_enough(term):
        middle = len(term) // 2
        halves = _held(term[:middle], likeness), _held(term[middle:], likeness)
        return AnyOf((halves[0], halves[1])) if halves[0] and halves[1] else None
    return _held(term, likeness)


def _piece(piece: str, likeness: Likeness) -> str:
    if _WILD.fullmatch(piece):
        return "." * piece.count("?") + (f".{{0,{REACH}}}?" if "*" in piece else "")
    return "".join(_class(char, likeness) for char in fold(piece))


def _class(char: str, likeness: Likeness) -> str:
    same = likeness.alike(char)
    return re.escape(same) if len(same) == 1 else f"[{re.escape(same)}]"


def _edited(classes: list[str]) -> list[str]:
    """Return the patterns of a word with no edit, one character wrong, too many, missing."""
    places = range(len(classes))
    wrong = ["".join([*classes[:at], ".", *classes[at + 1 :]]) for at in places[1:-1]]
    more = ["".join([*classes[:at], ".", *classes[at:]]) for at in places[1:]]
    missing = ["".join([*classes[:at], *classes[at + 1 :]]) for at in places]
    return ["".join(classes), *wrong, *more, *missing]


def _held(term: str, likeness: Likeness) -> Need | None:
    """Return what a text must hold in which `term` stands, its characters as they are alike."""
    choices = [likeness.alike(char) for char in term]
    if all(len(choice) == 1 for choice in choices):
        return Holds(term)
    if len(choices) == 1:
        return AnyOf(tuple(map(Holds, choices[0])))
    joined = [["".join(pair) for pair in product(*both)] for both in pairwise(choices)]
    few = sorted((variants for variants in joined if len(variants) <= _VARIANTS), key=len)[:_PAIRS]
    needs = tuple(AnyOf(tuple(map(Holds, variants))) for variants in few)
    return AllOf(needs) if needs else None
