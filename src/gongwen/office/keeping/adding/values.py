"""What adding works with and tells of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from gongwen.archive.loose import SuspectFiles
from gongwen.intake import Reading
from gongwen.model.document import Document
from gongwen.office.desk.holdings import Holdings
from gongwen.office.issue import TakesPapers
from gongwen.recognise.circular import Circular
from gongwen.records.keeping.values import Description

STEPS = ("staged", "synced", "placed", "entered", "copied")


@dataclass(frozen=True, slots=True)
class Clock:
    """How time passes: `now` in seconds since 1970, and how to wait for some seconds."""

    now: Callable[[], float]
    wait: Callable[[float], object]


@dataclass(frozen=True, slots=True)
class AddParts:
    """What adding works with.

    `suspects` keeps what is put aside; `read` reads a file's bytes;
    `plain_text` gives the text of a paper issued here; `after_commit` is
    called when all is entered (feeding an engine's files); `on_step` is told
    each of STEPS when it is done; `classified_allowed` is the office's setting
    of D12.
    """

    holdings: Holdings
    index: TakesPapers
    suspects: SuspectFiles
    read: Callable[[bytes], Reading]
    plain_text: Callable[[Document], str]
    clock: Clock
    after_commit: Callable[[], object] = lambda: None
    on_step: Callable[[str], object] = lambda step: None
    classified_allowed: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that was read, and the files inside it; `source` is the SHA-256 of its bytes.

    `troubles` are Chinese sentences on what could not be read of it.
    """

    name: str
    content: bytes
    source: str
    reading: Reading
    circular: Circular
    members: tuple[Looked, ...] = ()
    troubles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """An element of the description that a person must look at.

    `key` is its field in Description, `name` what staff call it, `value` what
    is proposed as text, `reason` why it is not sure.
    """

    key: str
    name: str
    value: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name}：{self.reason}"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A description as it was recognised, and what is doubtful in it."""

    description: Description
    doubts: tuple[Doubt, ...] = ()


Ask = Callable[[str, Proposal], Proposal]
"""Asks a person about the doubts of a file, told by its name; gives back what stays."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How files are taken in: from whom, with which note, how long they must have rested, who is asked."""

    sender: str = ""
    note: str = ""
    rest: float = 5.0
    ask: Ask = lambda name, proposal: proposal


class Fate(Enum):
    """What became of a file; the value is what staff read."""

    KEPT = "收存"
    AGAIN = "收过，又记一张收据"
    OURS = "本机关发的，记一张收据"
    WAITING = "还没有写完，没有收"
    ASIDE = "撤下，另放在 quarantine"
    CLASSIFIED = "标了密级，不收"
    UNREADABLE = "取不到，没有收"
    GONE = "没有再收"
    PASSED = "略过"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file, named as staff know it.

    `why` says why it was not kept as an item; `trouble` why it could not be
    read; `doubts` are sentences on what a person must look at.
    """

    name: str
    fate: Fate
    item_id: str = ""
    form: str = ""
    number: str = ""
    title: str = ""
    date: dt.date | None = None
    why: str = ""
    trouble: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def kept(self) -> bool:
        """Say whether its bytes are in an item now."""
        return self.fate in (Fate.KEPT, Fate.AGAIN, Fate.OURS)
