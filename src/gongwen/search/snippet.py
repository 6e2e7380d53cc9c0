"""Snippet: the window of the original text in which the most of the query stands."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from gongwen.search.normalise import normalise
from gongwen.search.values import Snippet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongwen.search.matching import Sought
    from gongwen.search.normalise import Cuts

BEFORE = 20
LENGTH = 80
MOST_HITS = 1000


def make_snippet(
    text: str, terms: Sequence[Sought], folded: str | None = None, cuts: Cuts = ()
) -> Snippet | None:
    """Return the best window of `text`, about LENGTH characters, its literal hits marked.

    `terms` are normalised words, or patterns on normalised text, `folded` and
    `cuts` what `fold_cut` made of `text` where that is known. The window with the most different terms
    wins, the first of equals. None when no term stands in `text`.
    """
    if not terms:
        return None
    source = normalise(text, folded, cuts)
    found = sorted(hit for term in terms for hit in _hits(source.text, term))
    if not found:
        return None
    best = _best(found)
    near = [hit for hit in found if best - LENGTH <= hit[0] <= best + 2 * LENGTH]
    hits = [(*source.original(begin, stop), name) for begin, stop, name in near]
    start = max(0, hits[[hit[0] for hit in near].index(best)][0] - BEFORE)
    first_end = min(end for begin, end, _ in hits if begin >= start)
    end = min(len(text), max(start + LENGTH, first_end))
    inside = [(begin - start, stop - start) for begin, stop, _ in hits if start <= begin and stop <= end]
    return Snippet(text[start:end], _merged(inside))


def opening(text: str) -> Snippet:
    """Return the first LENGTH characters of `text`, nothing marked."""
    return Snippet(text.lstrip()[:LENGTH])


def _hits(text: str, term: Sought) -> list[tuple[int, int, str]]:
    """Return where `term` stands in the normalised text: (start, end, term)."""
    name = term if isinstance(term, str) else term.pattern
    return [(*span, name) for span in islice(_spans(text, term), MOST_HITS)]


def _spans(text: str, term: Sought) -> Iterator[tuple[int, int]]:
    if not isinstance(term, str):
        yield from (match.span() for match in term.finditer(text) if match[0])
        return
    place = text.find(term)
    while place >= 0:
        yield place, place + len(term)
        place = text.find(term, place + len(term))


def _best(hits: Sequence[tuple[int, int, str]]) -> int:
    """Return the start of the hit after which the most different terms follow within a window."""
    best, most = hits[0][0], 0
    for place, (start, _, _) in enumerate(hits):
        window = set()
        for begin, end, term in hits[place:]:
            if begin > start + LENGTH - BEFORE:
                break
            if end <= start + LENGTH - BEFORE:
                window.add(term)
        if len(window) > most:
            best, most = start, len(window)
    return best


def _merged(marks: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return `marks`, sorted, with those that overlap or touch made one."""
    merged: list[tuple[int, int]] = []
    for start, end in marks:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
