"""What the room of the lists hands out: rows, changes, editions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Verb(Enum):
    """What an edition does with a row; a moved one only stands elsewhere in its list."""

    ADDED = "新增"
    CHANGED = "变更"
    REMOVED = "移除"
    MOVED = "移位"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list: what tells it from the others, its filled cells by heading, where it stands."""

    key: str
    cells: Mapping[str, str]
    position: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to one row: `before` and `after` are its cells, None where there is none.

    `position` orders the rows of a list; -1 for a removed row.
    """

    list: str
    key: str
    verb: Verb
    position: int
    before: Mapping[str, str] | None
    after: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class Source:
    """Where an edition comes from: the file's name and SHA-256, and why it was imported."""

    name: str
    sha256: str
    reason: str


@dataclass(frozen=True, slots=True)
class EditionRecord:
    """One edition (版次): its number, when and by whom it was made, from what; `counts` by kind of change."""

    number: int
    at: dt.datetime
    operator: str
    source: Source
    counts: Mapping[Verb, int]
