"""Break a paragraph into lines (禁则、两端对齐), the one breaker of gongwen.

No closing punctuation begins a line, no opening punctuation ends one, numbers,
Latin words and 〔2015〕3号 stay whole; a full line is spread to the right edge
evenly; spaces at the end of a line stand outside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category

from gongwen.model.composition import Align, Line, Style
from gongwen.model.typefaces import Typefaces

NOT_AT_START = frozenset("，。、；：？！）〕】》〉」』”’…—～％%‰℃·.,;:?!)]} \u3000")
NOT_AT_END = frozenset("（〔【《〈「『“‘([{￥¥$")
_WHOLE = re.compile(r"〔\d{4}〕\d+号|\d+(?:[.,:/]\d+)+")
_SPACES = " \u3000"
_EPSILON = 0.01


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


def _word(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in "-./@_+&")


class Setter:
    """Breaks and measures text in given typefaces."""

    def __init__(self, typefaces: Typefaces) -> None:
        self.typefaces = typefaces

    def advance(self, style: Style, char: str) -> float:
        """Return the advance of `char` in pt, tracking included."""
        return self.typefaces.width(style.role, char) * style.size + style.tracking

    def width(self, style: Style, text: str) -> float:
        """Return the width of `text` on one line in pt, without the last character's tracking."""
        return sum(self.advance(style, char) for char in text) - (style.tracking if text else 0.0)

    def set(
        self, style: Style, text: str, measure: float, *, first: float = 0.0, align: Align = Align.JUSTIFY
    ) -> tuple[Line, ...]:
        """Break `text` for lines `measure` pt wide, the first one beginning at `first`.

        A line break in the text ends its line. Returns at least one line.
        """
        lines: list[Line] = []
        for paragraph in text.split("\n"):
            pieces = list(self._pieces(style, paragraph, measure, 0.0 if lines else first))
            for index, piece in enumerate(pieces):
                indent = first if not lines else 0.0
                last = index == len(pieces) - 1
                lines.append(self._line(style, piece, measure - indent, indent, align, last=last))
        return tuple(lines)

    def _pieces(self, style: Style, text: str, measure: float, first: float) -> Iterator[str]:
        places = breaks(text)
        start, room = 0, measure - first
        while True:
            end = self._end(style, text, start, room, places)
            yield text[start:end]
            if end >= len(text):
                return
            start, room = end, measure

    def _end(self, style: Style, text: str, start: int, room: float, places: frozenset[int]) -> int:
        """Return where the line that begins at `start` ends; a word wider than the line is cut."""
        used = 0.0
        for end in range(start, len(text)):
            used += self.advance(style, text[end])
            if used - style.tracking > room + _EPSILON and text[end] not in _SPACES:
                break
        else:
            return len(text)
        end = max(end, start + 1)
        return next((place for place in range(end, start, -1) if place in places), end)

    def _line(self, style: Style, text: str, room: float, indent: float, align: Align, *, last: bool) -> Line:
        shown = text.rstrip(_SPACES)
        slack = room - self.width(style, shown)
        match align:
            case Align.CENTRE:
                return Line(text, indent + slack / 2, 0.0)
            case Align.RIGHT:
                return Line(text, indent + slack, 0.0)
            case Align.JUSTIFY if not last and len(shown) > 1:
                return Line(text, indent, slack / (len(shown) - 1))
        return Line(text, indent, 0.0)
