"""What a transfer package (移交包) says of itself, as frozen values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from gongwen.model.arrangement.code import ReferenceCode

RECORDS = "电子档案"
"""The folder of a package that holds the papers."""

CATALOGUE_FILE = "文件目录.XML"
MEDIUM_FILE = "说明文件.TXT"
OTHER_FOLDER = "其他"
FORM_FILE = "电子文件归档登记表.XML"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of 文件目录.XML: a paper, and in which folder of the package it lies."""

    ordinal: int
    code: str
    organs: tuple[str, ...]
    title: str
    date: str
    security: str
    folder: str
    note: str = ""


def record_folder(code: ReferenceCode) -> str:
    """Return where a paper lies in a package: 电子档案/年度/保管期限/档号."""
    return f"{RECORDS}/{code.year}/{code.term.value}/{code}"


@dataclass(frozen=True, slots=True)
class Totals:
    """How much there is: papers (件), computer files, bytes."""

    items: int
    files: int
    size: int

    @classmethod
    def of(cls, items: Iterable[Iterable[int]]) -> Totals:
        """Return the totals of papers, each given as the sizes of its files in bytes."""
        sizes = [tuple(one) for one in items]
        return cls(len(sizes), sum(map(len, sizes)), sum(map(sum, sizes)))

    def __str__(self) -> str:
        return f"{self.items} 件，{self.files} 个文件，{self.size} 字节"


@dataclass(frozen=True, slots=True)
class Medium:
    """A medium (载体) of a transfer; 说明文件.TXT is about one. `notes` may tell the head of its log."""

    number: str
    kind: str
    capacity: str
    unit: str
    made_on: dt.date
    maker: str
    checker: str
    keeper: str
    environment: str
    totals: Totals
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """An item of a check and what it came to; what was not done says so, it is never passed."""

    name: str
    result: str = "未检验"


@dataclass(frozen=True, slots=True)
class FilingForm:
    """电子文件归档登记表 (GB/T 18894-2016 table A.1): who files how much, how, and what was checked."""

    unit: str
    filed_on: dt.date
    totals: Totals
    category: str = "文书类电子文件"
    method: str = "离线归档"
    checks: tuple[Checked, ...] = ()
    notes: tuple[str, ...] = ()
