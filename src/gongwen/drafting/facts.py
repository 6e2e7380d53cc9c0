"""Facts as they were entered: raw values with the place of each.

A path is the field's name, or 列表.序号.部分 inside a list (联系人.1.电话).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gongwen.model import Finding

_NUMBERED = re.compile(r"(.*?[^\d.])\.?(\d{1,4})(?:\.(.+))?")
_RULE = "事实表"
UNKNOWN = "未知字段"
"""The rule that a fact meets which no field of the template asks for."""

_CELL = re.compile(r"(.*?) ?([A-Z]+)(\d+)格")
_LINE = re.compile(r"(.*?) ?第(\d+)行")
_SURE_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Facts:
    """What was entered for one paper.

    `values` are as a TOML file gives them: text, numbers, dates, lists of
    text, lists of mappings. `places` maps a path to what a clerk can look up
    (第5行, 绍兴市.xlsx B5格); `source` names the whole, a file or a row of it.
    """

    values: Mapping[str, object]
    places: Mapping[str, str] = field(default_factory=dict)
    source: str = "事实"

    def place(self, path: str) -> str:
        """Return where `path` was entered, or the nearest enclosing place."""
        parts = path.split(".")
        for length in range(len(parts), 0, -1):
            if found := self.places.get(".".join(parts[:length])):
                return found
        return self.source


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell of a table of facts: the name it stands under, its raw content, its place.

    A spreadsheet turns 2016 into a number by itself: such a cell means its figures.
    """

    name: str
    raw: object
    place: str

    @property
    def content(self) -> object:
        """Return the raw content, a whole number as its figures."""
        raw = self.raw
        if isinstance(raw, bool) or not isinstance(raw, int | float) or abs(raw) >= 10**_SURE_DIGITS:
            return raw
        return str(int(raw)) if raw == raw // 1 else raw

    @property
    def path(self) -> tuple[str, ...]:
        """Return 联系人1.电话 as (联系人, 1, 电话), 地名 as (地名,)."""
        name = self.name.strip().replace("．", ".")
        if match := _NUMBERED.fullmatch(name):
            field_name, number, part = match.groups()
            return (field_name, str(int(number)), *([part.strip()] if part else []))
        return (name,)

    @property
    def blank(self) -> bool:
        """Return whether nothing was entered."""
        return self.raw is None or (isinstance(self.raw, str) and not self.raw.strip())


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings as their places follow each other in a file; those of no line come last."""
    listed = list(findings)
    files: dict[str, int] = {}

    def position(finding: Finding) -> tuple[int, int, int, str]:
        column = ""
        if cell := _CELL.fullmatch(finding.place):
            name, column, row = cell.groups()
        elif line := _LINE.fullmatch(finding.place):
            name, row = line.groups()
        else:
            return len(listed), 0, 0, ""
        return files.setdefault(name, len(files)), int(row), len(column), column

    return tuple(sorted(listed, key=position))


def gather(entries: Iterable[Entry], source: str) -> tuple[Facts, tuple[Finding, ...]]:
    """Put the entries of a two-column table, or of one row, together as Facts.

    A blank entry has a place but no value. What was entered twice, or as
    both a whole and its parts, is a Finding that names both places.
    """
    findings: list[Finding] = []
    leaves: dict[tuple[str, ...], Entry] = {}
    for entry in entries:
        if before := leaves.get(entry.path):
            sentence = f"「{entry.name}」写了两次，另一处在{before.place}，请只留一处"
            findings.append(Finding(entry.place, _RULE, sentence))
        else:
            leaves[entry.path] = entry
    places = {".".join(path): entry.place for path, entry in leaves.items()}
    by_field: dict[str, dict[tuple[str, ...], Entry]] = {}
    for path, entry in leaves.items():
        if not entry.blank:
            by_field.setdefault(path[0], {})[path[1:]] = entry
    values = {name: _value(name, inner, findings) for name, inner in by_field.items()}
    return Facts(values, places, source), tuple(findings)


def _value(name: str, inner: Mapping[tuple[str, ...], Entry], findings: list[Finding]) -> object:
    if () in inner:
        for path, entry in inner.items():
            if path:
                sentence = f"「{entry.name}」与{inner[()].place}的「{name}」重复，请只用一种写法"
                findings.append(Finding(entry.place, _RULE, sentence))
        return inner[()].content
    items: dict[int, dict[str, Entry]] = {}
    for path, entry in inner.items():
        items.setdefault(int(path[0]), {})[path[1] if len(path) > 1 else ""] = entry
    for wanted, number in enumerate(sorted(items), start=1):
        if number != wanted:
            first = next(iter(items[number].values()))
            findings.append(Finding(first.place, _RULE, f"有「{name}{number}」而没有「{name}{wanted}」"))
            break
    return [_item(items[number], findings) for number in sorted(items)]


def _item(parts: Mapping[str, Entry], findings: list[Finding]) -> object:
    whole = parts.get("")
    if whole is None:
        return {part: entry.content for part, entry in parts.items()}
    for part, entry in parts.items():
        if part:
            sentence = f"「{entry.name}」与{whole.place}的「{whole.name}」重复，请只用一种写法"
            findings.append(Finding(entry.place, _RULE, sentence))
    return whole.content
