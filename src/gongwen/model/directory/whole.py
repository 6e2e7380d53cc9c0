"""Directory (名录): all lists as one value, and the questions that are asked of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from gongwen.model.directory.answers import Refusal
from gongwen.model.directory.lookup import Index, unknown
from gongwen.model.directory.names import folded
from gongwen.model.directory.values import (
    Collective,
    Contact,
    Division,
    Enterprise,
    Organ,
    StageGoal,
    valid,
)

_GOVERNMENT = "人民政府"


@dataclass(frozen=True)
class Directory:
    """The lists of an office; `edition` is the number (版次) they stand at, 0 before the first import."""

    organs: tuple[Organ, ...] = ()
    contacts: tuple[Contact, ...] = ()
    divisions: tuple[Division, ...] = ()
    collectives: tuple[Collective, ...] = ()
    enterprises: tuple[Enterprise, ...] = ()
    goals: tuple[StageGoal, ...] = ()
    edition: int = 0

    @property
    def empty(self) -> bool:
        """Return whether nothing is listed at all."""
        return not any((self.organs, self.divisions, self.collectives, self.enterprises, self.goals))

    def on(self, day: dt.date) -> Directory:
        """Return the lists with only what is in use on that day, and the contacts of organs in use."""
        organs = tuple(one for one in self.organs if valid(one, day))
        names = {folded(one.name) for one in organs}
        return Directory(
            organs,
            tuple(one for one in self.contacts if folded(one.organ) in names),
            tuple(one for one in self.divisions if valid(one, day)),
            self.collectives,
            tuple(one for one in self.enterprises if valid(one, day)),
            self.goals,
            self.edition,
        )

    def division(self, name: str, on: dt.date) -> Division | Refusal:
        """Return the 行政区划 of this name, full or short, on that day; or why there is none."""
        return self._divisions.find(name, on)

    def organ(self, name: str, on: dt.date) -> Organ | Refusal:
        """Return the 机关 of this full name or 规范化简称 on that day; or why there is none."""
        return self._organs.find(name, on)

    def enterprise(self, name: str, on: dt.date) -> Enterprise | Refusal:
        """Return the 企业 of this name or 统一社会信用代码 on that day; or why there is none."""
        return self._enterprises.find(name, on)

    def collective(self, name: str) -> Collective | Refusal:
        """Return the 统称 of this name; or why there is none."""
        wanted = folded(name)
        for one in self.collectives:
            if folded(one.name) == wanted:
                return one
        return unknown(name, "统称", (one.name for one in self.collectives))

    def contacts_of(self, organ: str) -> tuple[Contact, ...]:
        """Return the 联系人 of the organ with this full name."""
        return tuple(one for one in self.contacts if folded(one.organ) == folded(organ))

    def divisions_below(self, parent: str, on: dt.date) -> tuple[Division, ...]:
        """Return the divisions directly below `parent` on that day, in the order of the list."""
        wanted = folded(parent)
        return tuple(one for one in self.divisions if folded(one.parent) == wanted and valid(one, on))

    def expand(self, name: str, on: dt.date) -> tuple[str, ...] | Refusal:
        """Return the members of a 统称 on that day, in order; or why it cannot be expanded.

        An open name (各有关单位) is refused: nobody can say whom it reaches.
        """
        found = self.collective(name)
        if isinstance(found, Refusal):
            return found
        below = [
            f"{one.name}{found.suffix}" for one in self.divisions_below(found.parent, on) if found.parent
        ]
        members = (*below, *found.members)
        if members:
            return tuple(dict.fromkeys(members))
        return Refusal(
            f"「{found.name}」没有写明有哪些成员",
            "统称照名录展开",
            "请在名录“统称”里写明成员或上级，或在公文里逐个写出",
            known=True,
        )

    def names(self, on: dt.date) -> tuple[str, ...]:
        """Return every name that may be written on that day: organs, divisions, collectives, enterprises."""
        today = self.on(on)
        short: tuple[Organ | Division, ...] = (*today.organs, *today.divisions)
        long: tuple[Collective | Enterprise, ...] = (*today.collectives, *today.enterprises)
        listed = [name for one in short for name in (one.name, one.short) if name]
        listed += [one.name for one in long]
        return tuple(dict.fromkeys(listed))

    def known(self, on: dt.date) -> frozenset[str]:
        """Return `names` folded, with the 人民政府 of each division: what an addressee may be."""
        if on not in self._known:
            governments = (f"{one.name}{_GOVERNMENT}" for one in self.divisions if valid(one, on))
            self._known[on] = frozenset(map(folded, (*self.names(on), *governments)))
        return self._known[on]

    @cached_property
    def _divisions(self) -> Index[Division]:
        return Index(self.divisions, "行政区划")

    @cached_property
    def _organs(self) -> Index[Organ]:
        return Index(self.organs, "机关")

    @cached_property
    def _enterprises(self) -> Index[Enterprise]:
        return Index(self.enterprises, "企业")

    @cached_property
    def _known(self) -> dict[dt.date, frozenset[str]]:
        return {}
