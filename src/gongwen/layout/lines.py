"""Break a paragraph into lines (禁则、两端对齐), the one breaker of gongwen.

No closing punctuation begins a line, no opening punctuation ends one, numbers,
Latin words and 〔2015〕3号 stay whole, though 机关代字 may stand on the line
before. A line ends where it is nearest to full: one too wide is squeezed
(挤压), its full-width punctuation giving up at most the empty half of its
body, so that at the end of a line this half stands outside the type area; one
too narrow is spread evenly. Spaces at the end of a line stand outside it. Where
LibreOffice would not break, as between 、 and WPS, a line does not end if it
can end elsewhere with little spreading.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate
from math import inf
from unicodedata import category

from gongwen.model.composition import Align, Line, Style, gaps, unbroken
from gongwen.model.typefaces import Typefaces

NOT_AT_START = frozenset("，。、；：？！）〕】》〉」』”’…—～％%‰℃·.,;:?!)]} \u3000")
NOT_AT_END = frozenset("（〔【《〈「『“‘([{￥¥$")
CLOSING = frozenset("，。、；：！？）〕】》〉」』”’")
OPENING = frozenset("（〔【《〈「『“‘")
"""The marks that can be squeezed: their empty half is the right, the left one."""

_CLINGING = frozenset("，、。）〕】》〉」』”’)]}%％‰℃")
"""After these LibreOffice does not break before a digit or Latin letter."""

_WHOLE = re.compile(r"〔\d{4}〕\d+号|\d+(?:[.,:/]\d+)+")
_SPACES = " \u3000"
_EPSILON = 0.01
_MOST_SQUEEZE, _FULL_WIDTH = 0.5, 0.9
_LOOK_AHEAD = 4
_LITTLE = 0.125
"""By how much of its size each character may be spread for a line to end where LibreOffice ends it."""


def breaks(text: str) -> frozenset[int]:
    """Return the positions of `text` at which a line may begin."""
    inside = {place for match in _WHOLE.finditer(text) for place in range(match.start() + 1, match.end())}
    return frozenset(
        place
        for place in range(1, len(text))
        if place not in inside and _may_break(text[place - 1], text[place])
    )


def _may_break(before: str, after: str) -> bool:
    if after in NOT_AT_START or before in NOT_AT_END or category(after) in {"Mn", "Me", "Cf"}:
        return False
    return not (_word(before) and _word(after))


def _clings(before: str, after: str) -> bool:
    """Return whether LibreOffice keeps the two characters on one line, though they may be parted."""
    if after.isascii() and after.isalnum():
        return before in _CLINGING
    return before.isascii() and before.isalnum() and after in OPENING


def _word(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in "-./@_+&")


class Setter:
    """Breaks and measures text in given typefaces."""

    def __init__(self, typefaces: Typefaces) -> None:
        self.typefaces = typefaces
        self._advances: dict[tuple[Style, str], float] = {}

    def advance(self, style: Style, char: str) -> float:
        """Return the advance of `char` in pt, tracking included."""
        known = self._advances.get((style, char))
        if known is None:
            known = self.typefaces.width(style.role, char) * style.size + style.tracking
            self._advances[style, char] = known
        return known

    def width(self, style: Style, text: str) -> float:
        """Return the width of `text` on one line in pt, without the last character's tracking."""
        advances = sum(self.advance(style, char) for char in text) - (style.tracking if text else 0.0)
        return advances + style.gap * sum(1 for _ in gaps(text))

    def centred(self, style: Style, text: str, measure: float) -> Line:
        """Return `text` as one line in the middle of `measure`."""
        return unbroken(style, text, (measure - self.width(style, text.rstrip(_SPACES))) / 2)

    def set(
        self, style: Style, text: str, measure: float, *, first: float = 0.0, align: Align = Align.JUSTIFY
    ) -> tuple[Line, ...]:
        """Break `text` for lines `measure` pt wide, the first one beginning at `first`.

        A line break in the text ends its line. Returns at least one line.
        """
        lines: list[Line] = []
        for paragraph in text.split("\n"):
            breaker = _Breaker(self, style, paragraph, align)
            lines.extend(breaker.lines(measure, 0.0 if lines else first))
        return tuple(lines)


class _Breaker:
    """Breaks one paragraph; `edges` are where its characters begin if all stand on one line."""

    def __init__(self, setter: Setter, style: Style, text: str, align: Align) -> None:
        self._style, self._text, self._align = style, text, align
        self._setter = setter
        self._gaps = frozenset(gaps(text))
        self._ends = [*sorted(breaks(text)), len(text)]
        self._clinging = {end for end in self._ends[:-1] if _clings(text[end - 1], text[end])}
        self._advances = [setter.advance(style, char) for char in text]
        steps = (
            before + style.gap * (place in self._gaps)
            for place, before in enumerate([0.0, *self._advances[:-1]])
        )
        self._edges = list(accumulate(steps))
        self._cuts = list(self._squeezable()) if align is Align.JUSTIFY else []

    def lines(self, measure: float, first: float) -> Iterator[Line]:
        """Yield the lines, `measure` pt wide, the first one beginning at `first`.

        Of a label that hangs out to the left, no mark is squeezed: what follows stands over the next line.
        """
        start, indent = 0, first
        self._cuts = [cut for cut in self._cuts if self._edges[cut[0]] >= -first]
        while True:
            end = self._end(start, measure - indent)
            yield self._line(start, end, measure - indent, indent)
            if end >= len(self._text):
                return
            start, indent = end, 0.0

    def _squeezable(self) -> Iterator[tuple[int, int]]:
        """Yield each full-width mark's place and the place after which its empty half stands.

        Of two empty halves that meet one stays, so that no mark moves over another.
        """
        full = _FULL_WIDTH * self._style.size
        for place, char in enumerate(self._text):
            if self._advances[place] - self._style.tracking < full:
                continue
            if char in CLOSING:
                yield place, place
            elif char in OPENING and self._text[place - 1 : place] not in CLOSING:
                yield place, place - 1

    def _within(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the marks of a line that can be squeezed, not an opening one at its beginning."""
        low = bisect_left(self._cuts, (start, start))
        return self._cuts[low : bisect_left(self._cuts, (end, -1))]

    def _width(self, start: int, end: int) -> float:
        if end <= start:
            return 0.0
        return self._edges[end - 1] + self._advances[end - 1] - self._style.tracking - self._edges[start]

    def _shown(self, start: int, end: int) -> int:
        """Return where the line from `start` to `end` ends without its last spaces."""
        return start + len(self._text[start:end].rstrip(_SPACES))

    def _end(self, start: int, room: float) -> int:
        """Return where the line that begins at `start` ends: where it is nearest to being full.

        It may be too wide by what its punctuation can give up. A word wider
        than the line is cut.
        """
        best, nearest = 0, inf
        easy, least = 0, inf
        for place in self._ends[bisect_right(self._ends, start) :]:
            shown = self._shown(start, place)
            over = self._width(start, shown) - room
            if over > _EPSILON and over > self._most(start, shown) + _EPSILON:
                if over > _LOOK_AHEAD * self._style.size:
                    break
                continue
            if over <= _EPSILON and place == len(self._text):
                return place
            if abs(over) < nearest:
                best, nearest = place, abs(over)
            if abs(over) < least and place not in self._clinging:
                easy, least = place, abs(over)
        if least <= _LITTLE * self._style.size * (easy - start):
            return easy
        return best or self._cut(start, room)

    def _most(self, start: int, end: int) -> float:
        return _MOST_SQUEEZE * self._style.size * len(self._within(start, end))

    def _cut(self, start: int, room: float) -> int:
        end = start + 1
        while end < len(self._text) and self._width(start, end + 1) <= room + _EPSILON:
            end += 1
        return end

    def _line(self, start: int, end: int, room: float, indent: float) -> Line:
        text, shown = self._text[start:end], self._shown(start, end)
        slack = room - self._width(start, shown)
        extra = {place - 1 - start: self._style.gap for place in self._gaps if start < place < shown}
        for place, length in self._squeezed(start, shown, -slack):
            extra[place - start] = extra.get(place - start, 0.0) - length
        spacing = 0.0
        match self._align:
            case Align.CENTRE:
                indent += slack / 2
            case Align.RIGHT:
                indent += slack
            case Align.JUSTIFY if end < len(self._text) and shown - start > 1:
                spacing = max(0.0, slack / (shown - start - 1))
        squeezed = max(0.0, -slack) if self._cuts else 0.0
        if self._align is Align.JUSTIFY and end == len(self._text) and 0 < slack < self._style.size:
            squeezed = -slack
        return Line(text, indent, spacing, tuple(sorted(extra.items())), squeezed)

    def _squeezed(self, start: int, end: int, needed: float) -> Iterator[tuple[int, float]]:
        """Yield after which characters how much is taken away, `needed` in all.

        Marks beside another mark and the one that ends the line give first, all
        alike, then the others.
        """
        marks = self._within(start, end)
        places = {place for place, _ in marks}
        easy = [mark for mark in marks if mark[0] == end - 1 or mark[1] + (mark[0] == mark[1]) in places]
        for group in (easy, [mark for mark in marks if mark not in easy]):
            if group and needed > _EPSILON:
                each = min(_MOST_SQUEEZE * self._style.size, needed / len(group))
                needed -= each * len(group)
                yield from ((after, each) for _, after in group)
