"""What recognise reads and hands out: lines and grids of a text, and the paper made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongwen.model.composition import Sheet
from gongwen.model.document import Document
from gongwen.model.finding import Finding

RULE = "导入"
"""The rule that a finding names where no clause says more."""


@dataclass(frozen=True, slots=True)
class House:
    """Our own manner: the key of every style by its Chinese name, and the page."""

    keys: Mapping[str, str]
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Stray:
    """A text that hangs at a paragraph and has no place in a paper: a footnote, a text box."""

    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its text with \\n and \\t, the key of its style or "", where it stands.

    `listed` is the number that Word itself writes before it. `looks` are what
    was done to its look by hand; `turns` says that a manual page break stands
    in it, `landscape` that its page lies on its side.
    """

    text: str
    key: str
    place: str
    listed: str = ""
    looks: tuple[str, ...] = ()
    strays: tuple[Stray, ...] = ()
    turns: bool = False
    landscape: bool = False
    centred: bool = False

    @property
    def whole(self) -> str:
        """Return the text with the number that Word writes before it, without white space around."""
        return (self.listed + self.text).strip(" \t\n\u3000\u00a0")


@dataclass(frozen=True, slots=True)
class Square:
    """A cell of a grid: its text, how many columns and rows it covers."""

    text: str
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the cells that begin in each row, widths of columns and heights of rows in pt.

    `lines` are the paragraphs of its cells.
    """

    rows: tuple[tuple[Square, ...], ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    head: int
    place: str
    lines: tuple[Line, ...]
    landscape: bool = False


Item = Line | Grid


@dataclass(frozen=True, slots=True)
class Texts:
    """A whole DOCX as text: the body in reading order, 发文机关标志 by columns, 版记; what was not read."""

    items: tuple[Item, ...]
    mark: tuple[tuple[str, ...], ...]
    imprint: tuple[Line, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision (修订) or comment (批注) nobody settled: what, where, by whom, when, the text."""

    what: str
    place: str
    author: str
    at: str
    text: str

    def __str__(self) -> str:
        who = "　".join(one for one in (self.author, self.at.replace("T", " ").removesuffix("Z")) if one)
        said = f"：{self.text}" if self.text else ""
        return f"{self.what}｜{self.place}｜{who}{said}"


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A text that has no place in a paper where it stands."""

    place: str
    what: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}：{self.what}「{self.text[:40]}{'…' if len(self.text) > 40 else ''}」"


@dataclass(frozen=True, slots=True)
class Recognised:
    """The paper that was read; `unplaced` are not in it unless they were taken as text."""

    document: Document
    findings: tuple[Finding, ...]
    unplaced: tuple[Unplaced, ...]
