"""Piece (件): what 整理 has to know of one item."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from gongwen.model.arrangement.term import Term
from gongwen.model.life.values import Part


class Direction(Enum):
    """Whether we issued a paper, received it or made it for ourselves; the value is what staff read."""

    OUTGOING = "发文"
    INCOMING = "收文"
    INTERNAL = "内部"


class Rank(Enum):
    """Where the sender (来文机关) stands as seen from us; the value is what staff read."""

    SUPERIOR = "上级"
    PEER = "同级"
    SUBORDINATE = "下级"


@dataclass(frozen=True, slots=True)
class Piece:
    """A 件 before or after 整理.

    `number` is the 发文字号 as text; `organs` are the 责任者, the lead first;
    `date` the 成文日期. `year` is the year in which the matter was finished
    (办结, 闭会), None where it is that of `date`. `pages` counts the pages with
    text or image. `part` is our part in a joint paper, `rank` the sender's, and
    `acted_on` False if somebody said that we had nothing to do about it.
    `division` is the 机构（问题）代码, `set_key` the same for papers that stay
    together (来文与复文, 一次会议, 一套报表), and `unsure` names the elements
    that were recognised and that no person confirmed. `own_title` says that the
    title was written by us (拟写), for want of one or of a good one.
    """

    item_id: str
    title: str
    number: str = ""
    organs: tuple[str, ...] = ()
    kind: str = ""
    date: dt.date | None = None
    year: int | None = None
    pages: int | None = None
    direction: Direction | None = None
    part: Part | None = None
    rank: Rank | None = None
    acted_on: bool | None = None
    division: str = ""
    set_key: str = ""
    security: str = ""
    note: str = ""
    unsure: tuple[str, ...] = ()
    own_title: bool = False

    @property
    def listed_title(self) -> str:
        """Return the title as a catalogue shows it: one of our own in square brackets (5.5.2)."""
        title = self.title.strip()
        return f"[{title}]" if self.own_title and not title.startswith("[") else title

    @property
    def place(self) -> str:
        """Return what staff can look the piece up by: its number or title, and its item id."""
        return f"{self.number or self.title or '无题名'}（{self.item_id}）"


@dataclass(frozen=True, slots=True)
class Override:
    """What a person decided for one piece against the rules, and why; what is None or empty stays.

    `excluded` takes the piece out (不归档).
    """

    reason: str
    year: int | None = None
    term: Term | None = None
    division: str = ""
    excluded: bool = False
