"""What the archive's acts take in and hand out, as frozen values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Told:
    """An act as its entry tells it; `subject` is the id of the item (or list) it is about."""

    verb: str
    subject: str
    at: dt.datetime
    operator: str
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Description:
    """著录 of what came in.

    `number` is its 发文字号 as text, `year` its 年度; `unsure` are sentences on
    what a person must look at; `trouble` says why it could not be read.
    """

    title: str
    year: int
    number: str = ""
    kind: str = ""
    organs: tuple[str, ...] = ()
    date: dt.date | None = None
    pages: int | None = None
    unsure: tuple[str, ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class OriginRecord:
    """An item comes out of (来自), or is the later version of (接), another one."""

    item_id: str
    relation: str
    other: str


@dataclass(frozen=True, slots=True)
class NewReceived:
    """An item that came in and lies in its place: its bag's digest, its original's SHA-256 and name.

    `origins` are pairs of relation and item id.
    """

    item_id: str
    digest: str
    source: str
    name: str
    form: str
    sender: str
    description: Description
    fingerprint: str = ""
    origins: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReceivedRecord:
    """收存的件 as it stands; `names` are all the names under which its bytes came in."""

    item_id: str
    digest: str
    source: str
    name: str
    form: str
    sender: str
    received_on: dt.date
    description: Description
    fingerprint: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReceiptRecord:
    """One time that the bytes of an item came in."""

    received_on: dt.date
    name: str
    sender: str
    operator: str


@dataclass(frozen=True, slots=True)
class FurtherRecord:
    """A further bag; `names` maps its names in data/ to the original names."""

    item_id: str
    bag_id: str
    digest: str
    purpose: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """Where the paper of an item lies: 柜 and 盒."""

    cabinet: str
    box: str

    def __str__(self) -> str:
        return f"{self.cabinet}柜 {self.box}盒" if self.box else f"{self.cabinet}柜"


@dataclass(frozen=True, slots=True)
class Cited:
    """A paper that an item cites: by number, by title or both; how (依据, 转发, 回复 …)."""

    number: str
    title: str
    relation: str
