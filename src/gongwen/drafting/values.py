"""Values of facts as a template sees them: each knows how it is written.

Which parts a value has is checked when the template is read
(`fields.Field.parts_written`), so a part that does not exist is our fault.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from gongwen.model import chinese_date
from gongwen.model.notation.lexing import Line


class Value(Protocol):
    """What stands in a blank."""

    def written(self, attribute: str | None) -> str:
        """Return the words for {{ 名称 }} or {{ 名称.attribute }}."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text, written as it is."""

    text: str

    def written(self, attribute: str | None) -> str:
        """Return the text; it has no parts."""
        return self.text


@dataclass(frozen=True, slots=True)
class Day:
    """A date: whole (2015年6月23日), .月日 (6月23日), .年 (2015年)."""

    day: dt.date

    def written(self, attribute: str | None) -> str:
        """Return the date or one of its parts."""
        month_day = f"{self.day.month}月{self.day.day}日"
        return {None: chinese_date(self.day), "月日": month_day, "年": f"{self.day.year}年"}[attribute]


@dataclass(frozen=True, slots=True)
class Body:
    """Body text that was entered: its lines stand where the template says 写入, never in a blank."""

    text: str
    lines: tuple[Line, ...]

    def written(self, attribute: str | None) -> str:
        """Return the text as it was entered."""
        return self.text


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of a list with named parts; `bodies` are those of type 公文正文."""

    parts: Mapping[str, str]
    bodies: Mapping[str, Body] = field(default_factory=dict)

    def written(self, attribute: str | None) -> str:
        """Return the part called `attribute`."""
        return self.parts[attribute or ""]


@dataclass(frozen=True, slots=True)
class Entries:
    """A list: written as its entries' phrases joined; .第一 is the first phrase.

    `joint` stands between entries, `last_joint` before the last one.
    """

    entries: tuple[Words | Record, ...]
    phrases: tuple[str, ...]
    joint: str = "、"
    last_joint: str = "、"

    def written(self, attribute: str | None) -> str:
        """Return all phrases joined, or the first."""
        if attribute == "第一":
            return self.phrases[0]
        if len(self.phrases) < 2:
            return "".join(self.phrases)
        return self.joint.join(self.phrases[:-1]) + self.last_joint + self.phrases[-1]
