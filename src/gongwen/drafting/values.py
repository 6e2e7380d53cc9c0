"""Values of facts as a template sees them: each knows how it is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from gongwen.model import chinese_date


class Value(Protocol):
    """What stands in a blank."""

    def written(self, attribute: str | None) -> str:
        """Return the words for {{ 名称 }} or {{ 名称.attribute }}; ValueError if there are none."""


def _no_attribute(attribute: str | None, known: Sequence[str]) -> ValueError:
    hint = f"；可用的有：{'、'.join(known)}" if known else ""
    return ValueError(f"没有「{attribute}」这一部分{hint}")


@dataclass(frozen=True, slots=True)
class Words:
    """A text, written as it is."""

    text: str

    def written(self, attribute: str | None) -> str:
        """Return the text; it has no parts."""
        if attribute is not None:
            raise _no_attribute(attribute, ())
        return self.text


@dataclass(frozen=True, slots=True)
class Day:
    """A date: whole (2015年6月23日), .月日 (6月23日), .年 (2015年)."""

    day: dt.date

    def written(self, attribute: str | None) -> str:
        """Return the date or one of its parts."""
        match attribute:
            case None:
                return chinese_date(self.day)
            case "月日":
                return f"{self.day.month}月{self.day.day}日"
            case "年":
                return f"{self.day.year}年"
        raise _no_attribute(attribute, ("月日", "年"))


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of a list with named parts."""

    parts: Mapping[str, str]

    def written(self, attribute: str | None) -> str:
        """Return the part called `attribute`."""
        if attribute is None or attribute not in self.parts:
            raise _no_attribute(attribute or "", tuple(self.parts))
        return self.parts[attribute]


@dataclass(frozen=True, slots=True)
class Entries:
    """A list: written as its entries joined; .第一 is the first entry."""

    entries: tuple[Words | Record, ...]
    phrases: tuple[str, ...]
    joint: str = "、"

    def written(self, attribute: str | None) -> str:
        """Return all entries' phrases joined, or the first."""
        if attribute is None:
            return self.joint.join(self.phrases)
        if attribute == "第一":
            return self.phrases[0] if self.phrases else ""
        raise _no_attribute(attribute, ("第一",))
