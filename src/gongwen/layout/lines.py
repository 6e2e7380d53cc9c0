"""Break a paragraph into lines (禁则、两端对齐), the one breaker of gongwen.

No closing punctuation begins a line, no opening punctuation ends one, numbers
and Latin words stay whole; a full line is spread to the right edge evenly.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.model.composition import Align, Line, Style
from gongwen.model.typefaces import Typefaces

NOT_AT_START = frozenset("，。、；：？！）〕】》〉」』”’…—％%℃·.,;:?!)]}")
NOT_AT_END = frozenset("（〔【《〈「『“‘([{")
_EPSILON = 0.01


def may_break(before: str, after: str) -> bool:
    """Return whether a line may end with `before` and the next begin with `after`."""
    if after in NOT_AT_START or before in NOT_AT_END:
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
        start, room = 0, measure - first
        while True:
            end = self._end(style, text, start, room)
            yield text[start:end]
            if end >= len(text):
                return
            start, room = end, measure

    def _end(self, style: Style, text: str, start: int, room: float) -> int:
        """Return where the line that begins at `start` ends."""
        used, end = 0.0, start
        while end < len(text):
            used += self.advance(style, text[end])
            if used - style.tracking > room + _EPSILON:
                break
            end += 1
        if end >= len(text):
            return len(text)
        end = max(end, start + 1)
        for position in range(end, start, -1):
            if may_break(text[position - 1], text[position]):
                return position
        return end

    def _line(
        self, style: Style, text: str, room: float, indent: float, align: Align, *, last: bool
    ) -> Line:
        slack = room - self.width(style, text)
        match align:
            case Align.CENTRE:
                return Line(text, indent + slack / 2, 0.0)
            case Align.RIGHT:
                return Line(text, indent + slack, 0.0)
            case Align.JUSTIFY if not last and len(text) > 1:
                return Line(text, indent, slack / (len(text) - 1))
        return Line(text, indent, 0.0)
