"""Directory (名录): all lists as one value, and the questions that are asked of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from gongwen.model.dates import chinese_date
from gongwen.model.directory.answers import Refusal
from gongwen.model.directory.names import folded, meant, near
from gongwen.model.directory.values import (
    Collective,
    Contact,
    Dated,
    Division,
    Enterprise,
    Organ,
    StageGoal,
    valid,
)

_Named = TypeVar("_Named", Organ, Division, Enterprise)
_DIVISION, _ORGAN, _ENTERPRISE = "行政区划", "机关", "企业"


@dataclass(frozen=True, slots=True)
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
        """Return the lists with only what is in use on that day."""
        return Directory(
            tuple(one for one in self.organs if valid(one, day)),
            self.contacts,
            tuple(one for one in self.divisions if valid(one, day)),
            self.collectives,
            tuple(one for one in self.enterprises if valid(one, day)),
            self.goals,
            self.edition,
        )

    def division(self, name: str, on: dt.date) -> Division | Refusal:
        """Return the 行政区划 of this name, full or short, on that day; or why there is none."""
        return _found(self.divisions, name, on, _DIVISION)

    def organ(self, name: str, on: dt.date) -> Organ | Refusal:
        """Return the 机关 of this full name or 规范化简称 on that day; or why there is none."""
        return _found(self.organs, name, on, _ORGAN)

    def enterprise(self, name: str, on: dt.date) -> Enterprise | Refusal:
        """Return the 企业 of this name or 统一社会信用代码 on that day; or why there is none."""
        return _found(self.enterprises, name, on, _ENTERPRISE)

    def collective(self, name: str) -> Collective | Refusal:
        """Return the 统称 of this name; or why there is none."""
        wanted = folded(name)
        for one in self.collectives:
            if folded(one.name) == wanted:
                return one
        return _unknown(name, "统称", (one.name for one in self.collectives))

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


def called(entry: Dated) -> tuple[str, ...]:
    """Return what an entry may be called: its name, its short name or its code of credit."""
    other = entry.code if isinstance(entry, Enterprise) else entry.short
    return (entry.name, other) if other else (entry.name,)


def _found(entries: Sequence[_Named], name: str, on: dt.date, what: str) -> _Named | Refusal:
    wanted = folded(name)
    named = [one for one in entries if folded(one.name) == wanted]
    current = [one for one in named if valid(one, on)]
    if not current:
        current = [one for one in entries if wanted in map(folded, called(one)) and valid(one, on)]
    if current and wanted and len({folded(one.name) for one in current}) == 1:
        return current[0]
    if current and wanted:
        return _ambiguous(name, [one.name for one in current], what)
    named = named or [one for one in entries if wanted and wanted in map(folded, called(one))]
    if not named:
        return _unknown(name, what, (spoken for one in entries if valid(one, on) for spoken in called(one)))
    before = [one for one in named if one.valid_to and one.valid_to <= on]
    if before:
        return _abolished(name, max(before, key=lambda one: one.valid_to or on), on, what)
    return _not_yet(name, named[0], entries, on, what)


def _ambiguous(name: str, names: list[str], what: str) -> Refusal:
    several = tuple(dict.fromkeys(names))
    listed = "、".join(f"「{one}」" for one in several)
    return Refusal(f"「{name}」可以指{listed}", f"名录·{what}", "请写全称", several, known=True)


def _unknown(name: str, what: str, known: Iterable[str]) -> Refusal:
    alike = near(name, dict.fromkeys(known))
    advice = meant(alike) or "请核对；确实有的，请先补进名录"
    return Refusal(f"名录的{what}里没有「{name}」", f"名录·{what}", advice, alike)


def _rule_of(what: str, source: str) -> str:
    rule = f"{what}照成文之日有效的名称写"
    return f"{rule}；依据：{source}" if source else rule


def _abolished(name: str, entry: Dated, on: dt.date, what: str) -> Refusal:
    day = chinese_date(entry.valid_to or on)
    successors = () if isinstance(entry, Enterprise) else entry.successors
    instead = "、".join(f"「{one}」" for one in successors)
    seen = f"「{name}」{day}起撤销" + (f"，改设{instead}" if instead else "")
    if not isinstance(entry, Enterprise) and entry.reason:
        seen += f"（{entry.reason}）"
    advice = (
        f"{chinese_date(on)}的公文请写{instead}" if instead else f"{chinese_date(on)}的公文不能再写它，请核对"
    )
    source = "" if isinstance(entry, Enterprise) else entry.source
    return Refusal(seen, _rule_of(what, source), advice, successors, known=True)


def _not_yet(name: str, entry: Dated, entries: Iterable[Dated], on: dt.date, what: str) -> Refusal:
    before = tuple(
        dict.fromkeys(
            one.name
            for one in entries
            if not isinstance(one, Enterprise) and entry.name in one.successors and valid(one, on)
        )
    )
    seen = f"「{name}」{chinese_date(entry.valid_from or on)}起才有"
    listed = "、".join(f"「{one}」" for one in before)
    advice = f"{chinese_date(on)}的公文请写{listed}" if before else "请核对日期"
    source = "" if isinstance(entry, Enterprise) else entry.source
    return Refusal(seen, _rule_of(what, source), advice, before, known=True)
