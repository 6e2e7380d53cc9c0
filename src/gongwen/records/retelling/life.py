"""What the log of papers in the making tells of papers, versions, steps and people. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any

from gongwen.records.retelling.values import Entry, Hashed, Row, day_of, time_of, unreadable

PaperKey = tuple[int, int]

_DRAFT = re.compile(r"稿(\d{4})-(\d+)")
_TEXTS = ("opinion", "organ", "reason", "scan", "digest")
_OF_STEP = frozenset((*_TEXTS, "step", "actor", "on", "version"))
_PAPER_TEXTS = (
    "part",
    "kind",
    "title",
    "drafter",
    "addressees",
    "urgency",
    "disclosure",
    "disclosure_reason",
    "stage",
    "number",
    "relation",
    "refers_to",
)


class LifeTold:
    """The papers of one fonds as their log tells them, year after year, each in order."""

    def __init__(self) -> None:
        self.papers: dict[PaperKey, Row] = {}
        self.versions: dict[tuple[PaperKey, int], Row] = {}
        self.steps: dict[tuple[PaperKey, int], Row] = {}
        self.people: dict[str, Row] = {}

    def hear(self, entries: Iterable[Entry]) -> None:
        """Take the entries of a year in; IntegrityError for one that cannot be read."""
        for entry in entries:
            try:
                if entry["verb"] == "roles":
                    self._roles(entry["details"])
                else:
                    self._step(entry, entry["details"])
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise unreadable(f"办理记录 {entry.get('year')} 年第 {entry.get('ordinal')} 条") from error

    def _roles(self, said: Mapping[str, Any]) -> None:
        self.people.pop(said["name"], None)
        if said["roles"]:
            told = {name: said[name] for name in ("roles", "organ", "chief")}
            self.people[said["name"]] = told

    def _step(self, entry: Entry, said: Mapping[str, Any]) -> None:
        found = _DRAFT.fullmatch(entry["draft"])
        if found is None:
            raise ValueError(entry["draft"])
        key, at = (int(found[1]), int(found[2])), time_of(entry)
        self.steps[key, int(said["step"])] = {
            "verb": entry["verb"],
            "actor": said["actor"],
            "recorded_by": entry["operator"],
            "on": day_of(said["on"]),
            **{name: said.get(name, "") for name in _TEXTS},
            "details": {name: value for name, value in said.items() if name not in _OF_STEP},
            "version": int(said["version"]),
            "at": at,
        }
        self._paper(key, entry.get("paper"), at)
        self._version(key, said, entry.get("version"), at)

    def _paper(self, key: PaperKey, told: Mapping[str, Any] | None, at: dt.datetime) -> None:
        """Let the paper be as it stands after a step; an older entry says nothing of it."""
        row = self.papers.setdefault(key, {"entered_at": at})
        entered = row["entered_at"]
        row.clear()
        row["entered_at"] = entered
        if told is not None:
            row |= {name: told.get(name, "") for name in _PAPER_TEXTS}
            row |= {name: list(told.get(name, [])) for name in ("organs", "sealing")}
            row |= {"upward": bool(told.get("upward", False)), "copies": int(told.get("copies", 0))}
            row["effective_on"] = day_of(told.get("effective_on", ""))

    def _version(
        self, key: PaperKey, said: Mapping[str, Any], told: Mapping[str, Any] | None, at: dt.datetime
    ) -> None:
        """Let the version of a step be there; the first step on it tells when it came to be."""
        place = (key, int(said["version"]))
        if place in self.versions:
            return
        row: Row = {"digest": said["digest"], "at": at}
        if told is not None:
            row |= {name: told.get(name, "") for name in ("origin", "by", "recorded_by", "reason")}
            row |= {"loose": list(told.get("loose", [])), "source": Hashed(told.get("source", ""))}
        self.versions[place] = row
