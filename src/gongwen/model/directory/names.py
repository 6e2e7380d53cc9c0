"""Names as they are compared: full and half width alike, spaces dropped; kept as they were entered."""

from __future__ import annotations

import difflib
import heapq
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_ALIKE = 0.5
_BESIDE = 0.15
_LOOKED_AT = 50
_MOST = 3


@lru_cache(maxsize=100_000)
def folded(name: str) -> str:
    """Return `name` for comparison: NFKC, without any space, small letters."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def near(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return at most three names of `known` that `name` may be meant for, the likeliest first.

    The names that share most characters with it are compared in full.
    """
    wanted = folded(name)
    characters = set(wanted)

    def shared(candidate: str) -> float:
        return len(characters & _characters(candidate)) / (len(wanted) + len(candidate) or 1)

    scored = {}
    for candidate in heapq.nlargest(_LOOKED_AT, known, key=shared):
        other = folded(candidate)
        score = difflib.SequenceMatcher(None, wanted, other).ratio()
        if min(len(wanted), len(other)) > 1 and (wanted in other or other in wanted):
            score += 1
        if score >= _ALIKE:
            scored[candidate] = score
    likely = [one for one in scored if scored[one] >= max(scored.values()) - _BESIDE]
    return tuple(sorted(likely, key=lambda one: (-scored[one], one))[:_MOST])


@lru_cache(maxsize=100_000)
def _characters(name: str) -> frozenset[str]:
    return frozenset(folded(name))


def meant(suggestions: tuple[str, ...]) -> str:
    """Return 「是不是……」 for the suggestions, or nothing."""
    return f"是不是{'、'.join(f'「{one}」' for one in suggestions)}" if suggestions else ""
