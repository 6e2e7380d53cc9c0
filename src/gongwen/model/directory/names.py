"""Names as they are compared: full and half width alike, spaces dropped; kept as they were entered."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

_ALIKE = 0.5
_BESIDE = 0.15
_MOST = 3


def folded(name: str) -> str:
    """Return `name` for comparison: NFKC, without any space, small letters."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def near(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return at most three names of `known` that `name` may be meant for, the likeliest first."""
    wanted = folded(name)
    scored: dict[str, float] = {}
    for candidate in known:
        other = folded(candidate)
        score = difflib.SequenceMatcher(None, wanted, other).ratio()
        if min(len(wanted), len(other)) > 1 and (wanted in other or other in wanted):
            score += 1
        if score >= _ALIKE:
            scored[candidate] = score
    likely = [one for one in scored if scored[one] >= max(scored.values()) - _BESIDE]
    return tuple(sorted(likely, key=lambda one: (-scored[one], one))[:_MOST])


def meant(suggestions: tuple[str, ...]) -> str:
    """Return 「是不是……」 for the suggestions, or nothing."""
    return f"是不是{'、'.join(f'「{one}」' for one in suggestions)}" if suggestions else ""
