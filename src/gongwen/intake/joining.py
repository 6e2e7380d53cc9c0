"""Lines of a page joined to paragraphs, so that a phrase cut by the page layout is found again.

A line ends its paragraph where it stops clearly before the right edge of
its column, or where the next line is indented; else the next one goes on
with it, across pages too. Lines of a title, larger than the text around them and set
in the middle, are one. Chinese is joined without a space, words of other
scripts with one. Page numbers standing on a line of their own at the foot or
head of a page belong to no paragraph: they part nothing and are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PAGE_NUMBER = re.compile(r"^[\s—–\-－·第]*\d{1,4}[\s—–\-－·页]*$")
_SHORT, _INDENT, _FIRST_PART = 2.2, 0.8, 0.4
_OFF_MIDDLE, _LARGE, _SAME_SIZE = 1.0, 1.15, 0.15
_HARD_WRAP = 24


class Line(NamedTuple):
    """A line as it stands: its text, left and right edge and its own size, in usual full-width characters."""

    text: str
    left: float
    right: float
    size: float = 1.0


def joined(pages: Iterable[Sequence[Line]]) -> str:
    """Return the text of laid-out pages, one paragraph a line."""
    paragraphs: list[str] = []
    goes_on = False
    for page in pages:
        lines = _without_page_number(page)
        if not lines:
            continue
        edge, margin = max(line.right for line in lines), min(line.left for line in lines)
        before: Line | None = None
        for line in lines:
            entitled = before is not None and _is_title(before, line, margin, edge)
            if paragraphs and (entitled or (goes_on and line.left < margin + _INDENT)):
                paragraphs[-1] = glue(paragraphs[-1], line.text)
            else:
                paragraphs.append(line.text.strip())
            goes_on = line.right > edge - _SHORT and line.left < margin + (edge - margin) * _FIRST_PART
            before = line
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)


def _is_title(before: Line, line: Line, margin: float, edge: float) -> bool:
    """Return whether two lines are of one title: equally large, larger than usual, both in the middle."""
    middle = (margin + edge) / 2
    centred = all(abs((each.left + each.right) / 2 - middle) < _OFF_MIDDLE for each in (before, line))
    return centred and min(before.size, line.size) > _LARGE and abs(before.size - line.size) < _SAME_SIZE


def _without_page_number(page: Sequence[Line]) -> list[Line]:
    """Return the filled lines of a page without a page number at its head or foot."""
    lines = [line for line in page if line.text.strip()]
    for end in (0, -1):
        if lines and _PAGE_NUMBER.match(lines[end].text):
            lines.pop(end)
    return lines


def glue(before: str, after: str) -> str:
    """Return two pieces of a paragraph as one: a space only between words that are not Chinese."""
    before, after = before.rstrip(), after.strip()
    if before and after and _narrow(before[-1]) and _narrow(after[0]):
        return f"{before} {after}"
    return before + after


def _narrow(letter: str) -> bool:
    """Return whether a character is written with spaces between words."""
    return letter.isascii() and letter.isalnum()


def measured(text: str) -> Line:
    """Return a line of plain text with its edges reckoned from its characters, a half-width one as 0.5."""
    body = text.rstrip()
    indent = len(body) - len(body.lstrip())
    return Line(body, width(body[:indent]), width(body))


def width(text: str) -> float:
    """Return the width of a text in full-width characters."""
    return sum(1.0 if east_asian_width(letter) in "WFA" else 0.5 for letter in text)


def joined_text(lines: Sequence[str]) -> str:
    """Return plain text with lines that an editor cut at a fixed width joined; else line by line as it is.

    Lines are taken as cut at a fixed width where at least three, and half of
    the longer ones, reach the same right edge within a character.
    """
    measures = [measured(line) for line in lines]
    edge = max((line.right for line in measures), default=0.0)
    full = sum(line.right > edge - 1.5 for line in measures)
    longer = sum(line.right > edge / 2 for line in measures)
    if _HARD_WRAP <= edge <= 4 * _HARD_WRAP and full >= 3 and full * 2 >= longer:
        return joined([measures])
    return "\n".join(line.strip() for line in lines if line.strip())
