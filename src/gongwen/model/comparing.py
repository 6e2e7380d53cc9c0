"""Compare two papers paragraph by paragraph, and inside a paragraph by characters and whole numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from gongwen.model import notation
from gongwen.model.document import Document

_TOKEN = re.compile(r"\d+|[A-Za-z]+|.", re.DOTALL)
"""What changes as a whole: a number, a Latin word, any other character."""

_ALIKE = 0.4
"""Two paragraphs with less in common than this are one deleted and one added."""


class Kind(Enum):
    """What happened to a paragraph; the value is what staff read."""

    ADDED = "增"
    DELETED = "删"
    CHANGED = "改"


@dataclass(frozen=True, slots=True)
class Change:
    """A changed paragraph: its text before and after, empty where there is none."""

    kind: Kind
    before: str
    after: str

    def marked(self) -> str:
        """Return one text in which what went stands in [-…-] and what came in {+…+}."""
        if self.kind is not Kind.CHANGED:
            return f"[-{self.before}-]" if self.before else f"{{+{self.after}+}}"
        return "".join(_marked(self.before, self.after))


def paragraphs(document: Document) -> tuple[str, ...]:
    """Return a paper as the lines a clerk would type, element by element."""
    return tuple(line for line in notation.write(document).splitlines() if line.strip())


def compare(before: Sequence[str], after: Sequence[str]) -> tuple[Change, ...]:
    """Return every paragraph that is not the same, in the order of the later paper."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return tuple(
        change
        for sign, start, end, first, last in matcher.get_opcodes()
        if sign != "equal"
        for change in _changes(before[start:end], after[first:last])
    )


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """Yield the changes of a stretch: each old paragraph beside the next new one that resembles it."""
    new = list(after)
    for old in before:
        place = next((index for index, text in enumerate(new) if _alike(old, text)), None)
        if place is None:
            yield Change(Kind.DELETED, old, "")
            continue
        yield from (Change(Kind.ADDED, "", text) for text in new[:place])
        yield Change(Kind.CHANGED, old, new[place])
        del new[: place + 1]
    yield from (Change(Kind.ADDED, "", text) for text in new)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _marked(before: str, after: str) -> Iterator[str]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for sign, start, end, first, last in matcher.get_opcodes():
        if sign == "equal":
            yield "".join(old[start:end])
            continue
        if end > start:
            yield f"[-{''.join(old[start:end])}-]"
        if last > first:
            yield f"{{+{''.join(new[first:last])}+}}"
