"""What goes into a search and what comes out: frozen values, no engine."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

_LINE_BREAK = re.compile(r"\s*[\r\n\v\f\x85\u2028\u2029]\s*")


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One archived paper as the index takes it in.

    `item_id` is the archive's own id and unique; `number` is the 发文字号 or
    empty; `organs` are the issuing or sending organs; `kind` is the 文种 in
    Chinese; `year` the 年度; `text` the whole plain text.
    """

    item_id: str
    title: str
    number: str
    organs: tuple[str, ...]
    kind: str
    year: int
    date: dt.date
    text: str


@dataclass(frozen=True, slots=True)
class Snippet:
    """A window of the original text; `marks` are (start, end) offsets into `text`.

    The marks are the literal hits, in order, without overlap. None are marked
    when the query names no words (a filter, a negation).
    """

    text: str
    marks: tuple[tuple[int, int], ...] = ()

    def marked(self, opening: str = "【", closing: str = "】") -> str:
        """Return the window as one line, each hit between `opening` and `closing`."""
        parts: list[str] = []
        done = 0
        for start, end in self.marks:
            parts += [self.text[done:start], opening, self.text[start:end], closing]
            done = end
        parts.append(self.text[done:])
        return _LINE_BREAK.sub(" ", "".join(parts)).strip()


@dataclass(frozen=True, slots=True)
class Hit:
    """One paper found.

    `score` is 3 when words asked for stand in the title, 2 in the number, 1
    elsewhere, 0 when the query names no words.
    """

    item_id: str
    title: str
    number: str
    organs: tuple[str, ...]
    kind: str
    year: int
    date: dt.date
    snippet: Snippet
    score: int


@dataclass(frozen=True, slots=True)
class Page:
    """The hits from `offset` on, how many there are in all, and the query as understood."""

    hits: tuple[Hit, ...]
    total: int
    interpretation: str


class Order(Enum):
    """How hits are sorted; the value is what staff read. Equal ones come newer first, then by item id."""

    RELEVANCE = "相关度"
    DATE = "日期"
    NUMBER = "文号"
    TITLE = "标题"


def _nowhere(organ: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the office knows of papers beside what they say.

    `county_of` tells the 地区 of an organ, empty where the lists do not know
    it; `states` maps the item ids of papers that something became of to their
    state; all others are in `usual_state`.
    """

    county_of: Callable[[str], str] = _nowhere
    states: Mapping[str, str] = field(default_factory=dict)
    usual_state: str = "有效"


Counts = tuple[tuple[str, int], ...]
"""Values with how many papers have them."""


@dataclass(frozen=True, slots=True)
class Facets:
    """All papers that answer a query, counted: years newest first, the others by how many there are.

    A paper of several organs counts for each; one whose 地区 is not known for none.
    """

    years: Counts
    kinds: Counts
    organs: Counts
    counties: Counts
    states: Counts


@dataclass(frozen=True, slots=True)
class Request:
    """A search as it is asked for and saved: the query as typed, how it is taken, how hits are sorted.

    `literal` switches syntax off; `scripts` takes 繁简 as one; `ocr` looks for
    what scans misread as well, apart.
    """

    text: str
    literal: bool = False
    scripts: bool = False
    ocr: bool = False
    order: Order = Order.RELEVANCE


@dataclass(frozen=True, slots=True)
class Similar:
    """A paper like another one.

    `share` says how much of what is peculiar to the other stands in this one,
    0 to 1; `shared` are the most peculiar character pairs of both, at most ten.
    """

    hit: Hit
    share: float
    shared: tuple[str, ...]
