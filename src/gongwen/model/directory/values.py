"""The rows of the lists as frozen values.

Where a value has `valid_from` and `valid_to`, it is in use from the first day
up to, and not on, the second, which is the day of abolition (撤销之日); None
is an open end. `note` is for people only.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum


class Tier(Enum):
    """级次 of an enterprise in its group; the plan brings one in after the other."""

    HEAD = "本级"
    SECOND = "二级"
    THIRD = "三级"

    @property
    def above(self) -> Tier | None:
        """Return the tier of the parent; None for 本级."""
        return {Tier.HEAD: None, Tier.SECOND: Tier.HEAD, Tier.THIRD: Tier.SECOND}[self]


@dataclass(frozen=True, slots=True)
class Organ:
    """机关: full name, 规范化简称 (`short`), 机关代字 (`code`), the division it belongs to.

    `kind` says what it is: 机关, 管委会 and other addressees that are no division.
    """

    name: str
    short: str = ""
    code: str = ""
    kind: str = ""
    division: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    successors: tuple[str, ...] = ()
    reason: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """联系人 of an organ: department and section as papers print them, name, telephone, fax."""

    organ: str
    department: str = ""
    section: str = ""
    person: str = ""
    phone: str = ""
    fax: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Division:
    """行政区划 for as long as it is what it is; a change of its area begins another row of the same name.

    `successors` take its place from `valid_to` on; `reason` tells the change
    and `source` the paper that orders it.
    """

    name: str
    short: str = ""
    level: str = ""
    code: str = ""
    parent: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    successors: tuple[str, ...] = ()
    reason: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Collective:
    """统称: a name for like addressees, such as 各区、县（市）.

    Its members are those listed and the divisions below `parent`, each
    followed by `suffix`; with neither it is an open name (各有关单位).
    """

    name: str
    parent: str = ""
    suffix: str = ""
    members: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Enterprise:
    """企业: `code` is its 统一社会信用代码, `owner` the organ that owns or runs it, `county` its division.

    `planned_year` is the year of its stage in which it takes part; None: in every one.
    """

    name: str
    tier: Tier
    code: str = ""
    parent: str = ""
    owner: str = ""
    county: str = ""
    person: str = ""
    phone: str = ""
    planned_year: int | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class StageGoal:
    """阶段目标: from the first to the last year the enterprises of `tier` are brought in."""

    first_year: int
    last_year: int
    tier: Tier
    goal: str = ""
    source: str = ""
    note: str = ""

    @property
    def span(self) -> str:
        """Return 2016—2017年, or 2015年 for a stage of one year."""
        years = (self.first_year, self.last_year)
        return "—".join(map(str, dict.fromkeys(years))) + "年"


Entry = Organ | Contact | Division | Collective | Enterprise | StageGoal
Dated = Organ | Division | Enterprise


def valid(entry: Dated, on: dt.date) -> bool:
    """Return whether `entry` is in use on that day."""
    return (entry.valid_from is None or entry.valid_from <= on) and (
        entry.valid_to is None or on < entry.valid_to
    )


def overlapping(one: Dated, other: Dated) -> bool:
    """Return whether there is a day on which both are in use."""
    begins = [entry.valid_from for entry in (one, other) if entry.valid_from]
    ends = [entry.valid_to for entry in (one, other) if entry.valid_to]
    return not begins or not ends or max(begins) < min(ends)
