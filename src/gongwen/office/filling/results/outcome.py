"""RowOutcome: what became of a row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from gongwen.model import Finding
from gongwen.office.filling.results.memory import FileMark


class RowState(Enum):
    """How a row stands; the value is what the manifest says."""

    DRAFTED = "已拟"
    EDITED = "手工改过"
    BAD = "有错"
    FAILED = "没做成"
    RESERVED = "已登记，没办完"
    ISSUED = "已核发"
    ISSUED_CHANGED = "已核发，表有改动"
    GONE = "表里已没有"


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """A line of the manifest.

    `number` counts the rows (0 for one that is no longer in the table), `key`
    and `label` tell which it is, `document_number` is the 发文字号, if it has
    one, `made` says that this run made its files.
    """

    number: int
    key: str
    label: str
    state: RowState
    title: str = ""
    document_number: str = ""
    pages: int = 0
    files: tuple[FileMark, ...] = ()
    findings: tuple[Finding, ...] = ()
    made: bool = False
