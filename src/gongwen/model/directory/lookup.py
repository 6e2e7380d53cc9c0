"""Look a name up on a day: the row that is in use, or why none is and what to write instead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from gongwen.model.dates import chinese_date
from gongwen.model.directory.answers import Refusal
from gongwen.model.directory.names import folded, meant, near
from gongwen.model.directory.values import Dated, Division, Enterprise, Organ, valid

_Named = TypeVar("_Named", Organ, Division, Enterprise)


def called(entry: Dated) -> tuple[str, ...]:
    """Return what an entry may be called: its name, its short name or its code of credit."""
    other = entry.code if isinstance(entry, Enterprise) else entry.short
    return (entry.name, other) if other else (entry.name,)


def unknown(name: str, what: str, known: Iterable[str]) -> Refusal:
    """Return that no list of `what` has `name`, and which of the `known` names may be meant."""
    alike = near(name, dict.fromkeys(known))
    advice = meant(alike) or "请核对；确实有的，请先补进名录"
    return Refusal(f"名录的{what}里没有「{name}」", f"名录·{what}", advice, alike)


class Index(Generic[_Named]):
    """The rows of one list by what they are called; `what` is the list's name."""

    def __init__(self, entries: Sequence[_Named], what: str) -> None:
        self._what = what
        self._entries: Sequence[_Named] = entries
        self._named: dict[str, list[_Named]] = {}
        self._called: dict[str, list[_Named]] = {}
        self._before: dict[str, list[str]] = {}
        for one in entries:
            self._named.setdefault(folded(one.name), []).append(one)
            for spoken in called(one):
                self._called.setdefault(folded(spoken), []).append(one)
            for successor in _successors(one):
                self._before.setdefault(folded(successor), []).append(one.name)

    def find(self, name: str, on: dt.date) -> _Named | Refusal:
        """Return the row called `name` on that day; a full name goes before a short one."""
        wanted = folded(name)
        named, spoken = self._named.get(wanted, []), self._called.get(wanted, [])
        current = [one for one in named if valid(one, on)] or [one for one in spoken if valid(one, on)]
        if len({folded(one.name) for one in current}) == 1:
            return current[0]
        if current:
            return self._ambiguous(name, [one.name for one in current])
        past = named or spoken
        if not past:
            standing = (one for one in self._entries if valid(one, on))
            return unknown(name, self._what, (spoken for one in standing for spoken in called(one)))
        gone = [one for one in past if one.valid_to and one.valid_to <= on]
        if gone:
            return self._abolished(name, max(gone, key=lambda one: one.valid_to or on), on)
        return self._not_yet(name, past[0], on)

    def _ambiguous(self, name: str, names: list[str]) -> Refusal:
        several = tuple(dict.fromkeys(names))
        return Refusal(f"「{name}」可以指{_listed(several)}", f"名录·{self._what}", "请写全称", several, True)

    def _abolished(self, name: str, entry: _Named, on: dt.date) -> Refusal:
        successors = _successors(entry)
        seen = f"「{name}」{chinese_date(entry.valid_to or on)}起撤销"
        seen += f"，改设{_listed(successors)}" if successors else ""
        if not isinstance(entry, Enterprise) and entry.reason:
            seen += f"（{entry.reason}）"
        return self._refusal(entry, seen, self._standing(successors, on, forward=True), on)

    def _not_yet(self, name: str, entry: _Named, on: dt.date) -> Refusal:
        seen = f"「{name}」{chinese_date(entry.valid_from or on)}起才有"
        before = self._before.get(folded(entry.name), [])
        return self._refusal(entry, seen, self._standing(before, on, forward=False), on)

    def _refusal(self, entry: _Named, seen: str, instead: tuple[str, ...], on: dt.date) -> Refusal:
        rule = f"{self._what}照成文之日有效的名称写"
        if not isinstance(entry, Enterprise) and entry.source:
            rule = f"{rule}；依据：{entry.source}"
        paper = f"{chinese_date(on)}的公文"
        advice = f"{paper}请写{_listed(instead)}" if instead else f"{paper}不能写它，请核对"
        return Refusal(seen, rule, advice, instead, True)

    def _standing(self, names: Iterable[str], on: dt.date, *, forward: bool) -> tuple[str, ...]:
        """Return which of the names, or of those after or before them in turn, are in use on that day."""
        found: dict[str, None] = {}
        waiting, seen = list(names), set[str]()
        while waiting:
            name = waiting.pop(0)
            if folded(name) in seen:
                continue
            seen.add(folded(name))
            rows = self._named.get(folded(name), [])
            if any(valid(one, on) for one in rows):
                found[name] = None
            elif forward:
                waiting.extend(successor for one in rows for successor in _successors(one))
            else:
                waiting.extend(self._before.get(folded(name), []))
        return tuple(found)


def _successors(entry: Dated) -> tuple[str, ...]:
    return () if isinstance(entry, Enterprise) else entry.successors


def _listed(names: Iterable[str]) -> str:
    return "、".join(f"「{one}」" for one in names)
