"""Break a title by meaning into a 梯形 or 菱形 (GB/T 9704-2012 7.3.1).

Words come from a segmenter; numbers, those of papers with the code before
them, years with their brackets and the tail 的通知 stay whole. Among all
allowed ways the best shape wins.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongwen.layout.lines import breaks

_WHOLE = re.compile(
    r"(?<=更正|撤销|废止|转发|印发|贯彻|落实|执行)[\u4e00-\u9fff]{1,10}〔\d{4}〕\d+号|.?〔\d{4}〕\d+号"
    r"|（[^（）]{1,14}）|\d[\d—.]*[年月日号]?|的(?:通知|通报|报告|请示|批复|函|意见|决定)$"
)
_TRAILING = frozenset({"工作", "情况", "事项", "问题", "活动", "行动", "方面", "等", "和", "及", "的", "化"})
_MORE_LINES = 2
_MEASURE, _WIDEST = 20.0, 18.0
_EXTRA_LINE, _RECTANGLE, _HOURGLASS, _LONE = 4.0, 6.0, 40.0, 60.0
_OPEN_BOOK, _FULL, _SPLIT = 4.0, 3.0, 25.0
_ALIKE = 0.5


def break_title(title: str, width: Callable[[str], float], measure: float) -> tuple[str, ...]:
    """Return the lines of `title`, each at most `measure` wide; `width` measures a text.

    A line break in the title is obeyed. A word wider than the measure is cut.
    """
    lines: list[str] = []
    for piece in title.split("\n"):
        lines.extend(_break(piece, width, measure))
    return tuple(lines)


def _break(title: str, width: Callable[[str], float], measure: float) -> list[str]:
    units = [part for unit in _units(title) for part in _fitting(unit, width, measure)]
    edges = [width("".join(units[:count])) / measure * _MEASURE for count in range(len(units) + 1)]
    shape = _Shape(units, edges)
    least = max(1, math.ceil(shape.total / _MEASURE - 1e-9))
    counts = itertools.dropwhile(lambda count: not shape.best(count), range(least, len(units)))
    ways = [(count, way) for count in itertools.islice(counts, _MORE_LINES + 1) if (way := shape.best(count))]
    if not ways:
        return units
    return min(ways, key=lambda way: way[1].cost + _EXTRA_LINE * way[0])[1].lines


def _units(title: str) -> list[str]:
    """Return the pieces that no line break may cut."""
    import rjieba  # loads a dictionary, which a paper without layout need not wait for

    cuts = set(itertools.accumulate(len(word) for word in rjieba.cut(title))) & breaks(title)
    for match in _WHOLE.finditer(title):
        cuts -= set(range(match.start() + 1, match.end()))
    return [title[start:end] for start, end in itertools.pairwise([0, *sorted(cuts), len(title)])]


def _fitting(unit: str, width: Callable[[str], float], measure: float) -> Iterator[str]:
    """Yield `unit`, cut only where it is wider than a line."""
    start = 0
    for end in range(1, len(unit)):
        if width(unit[start : end + 1]) > measure:
            yield unit[start:end]
            start = end
    yield unit[start:]


@dataclass(frozen=True, slots=True)
class _Way:
    """Lines of the first units, how ill-shaped they are, whether they have begun to narrow."""

    cost: float
    lines: list[str]
    width: float = 0.0
    narrows: bool = False


class _Shape:
    """The ways of setting `units` in lines; edges are in twentieths of the measure."""

    def __init__(self, units: list[str], edges: list[float]) -> None:
        self._units = units
        self._edges = edges
        self.total = edges[-1]

    def best(self, count: int) -> _Way | None:
        """Return the best way in `count` lines, None where there is none."""
        ways: dict[int, list[_Way]] = {0: [_Way(0.0, [])]}
        for line in range(1, count + 1):
            ways = self._lengthened(ways, self.total / count, left=count - line)
        return min(ways.get(len(self._units), []), key=lambda way: way.cost, default=None)

    def _lengthened(self, ways: dict[int, list[_Way]], mean: float, left: int) -> dict[int, list[_Way]]:
        """Return the ways with one line more; `left` lines are to follow."""
        found: dict[tuple[int, int, bool], _Way] = {}
        for start, begun in ways.items():
            for end in self._ends(start, left):
                alone = self._alone(start, end, mean)
                for way in begun:
                    longer = self._joined(way, start, end, alone)
                    known = found.get((start, end, longer.narrows))
                    if known is None or longer.cost < known.cost:
                        found[start, end, longer.narrows] = longer
        grouped: dict[int, list[_Way]] = {}
        for (_, end, _), way in found.items():
            grouped.setdefault(end, []).append(way)
        return grouped

    def _ends(self, start: int, left: int) -> Iterator[int]:
        """Yield where a line from unit `start` may end so that `left` lines hold the rest."""
        last = len(self._units) - left
        for end in range(start + 1, last + 1):
            if self._edges[end] - self._edges[start] > _MEASURE + 1e-9:
                return
            if self.total - self._edges[end] <= left * _MEASURE + 1e-9 and (left or end == last):
                yield end

    def _alone(self, start: int, end: int, mean: float) -> float:
        """Return what a line of units `start` to `end` costs, whatever its neighbours."""
        width = self._edges[end] - self._edges[start]
        line = "".join(self._units[start:end])
        cost = (width - mean) ** 2 / 2 + _FULL * max(0.0, width - _WIDEST) ** 2
        if len(line) < 4 and end - start < len(self._units):
            cost += _LONE
        if end < len(self._units):
            cost += _OPEN_BOOK * (line.count("《") > line.count("》"))
            cost += _SPLIT * (self._units[end] in _TRAILING)
        return cost

    def _joined(self, way: _Way, start: int, end: int, alone: float) -> _Way:
        """Return `way` with a further line, priced for the step between the two."""
        width = self._edges[end] - self._edges[start]
        lines = [*way.lines, "".join(self._units[start:end])]
        if not way.lines:
            return _Way(alone, lines, width)
        step = width - way.width
        cost = (
            way.cost
            + alone
            + _RECTANGLE * (abs(step) < _ALIKE)
            + _HOURGLASS * (way.narrows and step >= _ALIKE)
        )
        return _Way(cost, lines, width, narrows=step <= -_ALIKE or (way.narrows and step < _ALIKE))
