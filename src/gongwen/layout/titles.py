"""Break a title by meaning into a 梯形 or 菱形 (GB/T 9704-2012 7.3.1).

Words come from a segmenter; numbers, years with their brackets and the tail
的通知 stay whole. Among the allowed ways the best shape wins.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Sequence

import rjieba

from gongwen.layout.lines import may_break

_WHOLE = re.compile(r"（[^（）]{1,14}）|〔\d{4}〕\d+号|\d[\d—.]*[年月日号]?|的(?:通知|通报|报告|请示|批复|函|意见|决定)$")
_TRAILING = frozenset({"工作", "情况", "事项", "问题", "活动", "行动", "方面", "等", "和", "及", "的", "化"})
_MOST_LINES, _WIDEST = 5, 18.0
_EXTRA_LINE, _RECTANGLE, _HOURGLASS, _LONE = 4.0, 6.0, 40.0, 60.0
_OPEN_BOOK, _FULL, _SPLIT = 4.0, 3.0, 25.0


def break_title(title: str, width: Callable[[str], float], measure: float) -> tuple[str, ...]:
    """Return the lines of `title`, each at most `measure` wide; `width` measures a text.

    A line break in the title is obeyed. A word wider than the measure is cut.
    """
    lines: list[str] = []
    for piece in title.split("\n"):
        lines.extend(_break(piece, width, measure))
    return tuple(lines)


def _break(title: str, width: Callable[[str], float], measure: float) -> list[str]:
    units = _units(title)
    ways: list[tuple[float, list[str]]] = []
    least = math.ceil(width(title) / measure)
    for count in range(least, min(least + 2, _MOST_LINES) + 1):
        if found := _best(units, count, width, measure):
            ways.append((found[0] + _EXTRA_LINE * count, found[1]))
    return min(ways)[1] if ways else _greedy(title, width, measure)


def _units(title: str) -> list[str]:
    """Return the pieces that no line break may cut."""
    cuts = set(itertools.accumulate(len(word) for word in rjieba.cut(title)))
    for match in _WHOLE.finditer(title):
        cuts -= set(range(match.start() + 1, match.end()))
    inner = sorted(cut for cut in cuts if 0 < cut < len(title) and may_break(title[cut - 1], title[cut]))
    edges = [0, *inner, len(title)]
    return [title[start:end] for start, end in itertools.pairwise(edges)]


def _best(
    units: Sequence[str], count: int, width: Callable[[str], float], measure: float
) -> tuple[float, list[str]] | None:
    ways: list[tuple[float, list[str]]] = []
    for cuts in itertools.combinations(range(1, len(units)), count - 1):
        edges = (0, *cuts, len(units))
        lines = ["".join(units[start:end]) for start, end in itertools.pairwise(edges)]
        widths = [width(line) for line in lines]
        if max(widths) > measure:
            continue
        split = sum(_SPLIT for cut in cuts if units[cut] in _TRAILING)
        ways.append((_cost(lines, [one / measure * 20 for one in widths]) + split, lines))
    return min(ways) if ways else None


def _cost(lines: Sequence[str], widths: Sequence[float]) -> float:
    """Return how ill-shaped the lines are; widths are in twentieths of the measure."""
    mean = sum(widths) / len(widths)
    cost = sum((one - mean) ** 2 for one in widths) / 2
    cost += sum(_FULL * (one - _WIDEST) ** 2 for one in widths if one > _WIDEST)
    steps = [after - before for before, after in itertools.pairwise(widths)]
    cost += sum(_RECTANGLE for step in steps if abs(step) < 0.5)
    if any(first < 0 < second for first, second in itertools.pairwise(steps)):
        cost += _HOURGLASS
    cost += sum(_LONE for line in lines if len(line) < 4 and len(lines) > 1)
    cost += sum(_OPEN_BOOK for line in lines[:-1] if line.count("《") > line.count("》"))
    return cost


def _greedy(title: str, width: Callable[[str], float], measure: float) -> list[str]:
    lines, line = [], ""
    for char in title:
        if line and width(line + char) > measure and may_break(line[-1], char):
            lines.append(line)
            line = ""
        line += char
    return [*lines, line]
