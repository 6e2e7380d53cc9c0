"""Columns (对栏): which column of a table holds which field of a template.

A column is matched by its name: the field's, or the field's without blanks,
with full-width characters folded, without what stands in brackets (a unit, a
remark) and without the star of a required column. 联系人1电话 and 联系人电话
stand for 联系人1.电话; 电话 does, where it is the part of one list only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongwen.drafting import Field, FieldType, Template
from gongwen.model import Finding, Level

FONDS_COLUMN = "行政区划代码"
"""A column that says whose paper the row is, where the template has no field of this name."""

RULE = "对栏"
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|〔[^〔〕]*〕|【[^【】]*】")
_FILLERS = re.compile(r"[\s*※:.\-_/·之]|的(?=.)")
_NUMBER = re.compile(r"(\D+?)(\d{1,4})(\D.*)?")


class How:
    """How a column found its field, in Chinese."""

    MAPPED = "照对照表"
    SAME = "同名"
    FOLDED = "名称相近"
    PART = "列表的部分"
    FONDS = "全宗"
    UNUSED = "不用"


@dataclass(frozen=True, slots=True)
class Match:
    """A column of a table, by the place of its name, and the path of the fact it holds.

    `path` is empty where the column is not used; `how` says why, or how it was found.
    """

    table: str
    place: str
    head: str
    column: int
    path: str
    how: str


@dataclass(frozen=True, slots=True)
class ColumnName:
    """The name over a column: which table, which cell, what it says."""

    table: str
    place: str
    column: int
    head: str


def match_columns(
    names: Sequence[ColumnName], template: Template, mapping: Mapping[str, str]
) -> tuple[tuple[Match, ...], tuple[Finding, ...]]:
    """Return where each column goes and what is wrong with that.

    `mapping` gives a path for a column's name, or nothing for one that is not
    to be used. A column without a field is a warning; two columns for one
    field, and one column for two fields, are errors that name both.
    """
    finder = _Finder(template.fields)
    findings: list[Finding] = list(_wrong_mapping(mapping, finder))
    chosen = {fold(head): path for head, path in mapping.items()}
    matches = []
    for name in names:
        paths, how = _mapped(chosen, name) or finder.find(name.head)
        if len(paths) > 1:
            both = "、".join(f"「{path}」" for path in paths)
            sentence = f"栏名「{name.head}」可以是{both}，分不清；请改栏名，或在对照表里写明"
            findings.append(Finding(name.place, RULE, sentence))
        path = paths[0] if len(paths) == 1 else ""
        if not paths and how != How.UNUSED:
            sentence = f"栏名「{name.head}」不是这个模板的字段，这一栏不用"
            findings.append(Finding(name.place, RULE, sentence, Level.WARNING))
        matches.append(
            Match(name.table, name.place, name.head, name.column, path, how if path else How.UNUSED)
        )
    findings.extend(_twice(matches))
    return tuple(matches), tuple(findings)


def missing_fields(
    matches: Sequence[Match], template: Template, common: Mapping[str, object]
) -> tuple[str, ...]:
    """Return the fields that must be filled in and stand neither in a column nor in what is common."""
    there = {field_of(match.path) for match in matches if match.path} | set(common)
    return tuple(
        name
        for name, declared in template.fields.items()
        if declared.required and declared.default is None and not declared.source and name not in there
    )


def field_of(path: str) -> str:
    """Return 联系人 for 联系人1.电话, 地名 for 地名."""
    found = _NUMBER.fullmatch(path)
    return found[1] if found else path


def fold(name: str) -> str:
    """Return a name as it is compared: without brackets and what is in them, fillers and full width."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    while (shorter := _BRACKETS.sub("", folded)) != folded:
        folded = shorter
    return _FILLERS.sub("", folded)


class _Finder:
    """Finds the paths a column's name may stand for among the fields of a template."""

    def __init__(self, fields: Mapping[str, Field]) -> None:
        self.fields = {name: declared for name, declared in fields.items() if not declared.source}
        self.folded: dict[str, list[str]] = {}
        self.parts: dict[str, list[str]] = {}
        for name, declared in self.fields.items():
            self.folded.setdefault(fold(name), []).append(name)
            for part, _ in declared.parts:
                self.parts.setdefault(fold(part), []).append(f"{name}1.{part}")

    def known(self, path: str) -> bool:
        """Return whether `path` is one of a fact of this template."""
        if path in self.fields:
            return True
        found = _NUMBER.fullmatch(path)
        declared = self.fields.get(found[1]) if found else None
        if found is None or declared is None or declared.type is not FieldType.LIST:
            return False
        part = found[3] or ""
        if not declared.parts:
            return not part
        return part.startswith(".") and part[1:] in dict(declared.parts)

    def find(self, head: str) -> tuple[tuple[str, ...], str]:
        """Return the paths that `head` may stand for, and how it was found."""
        if self.known(head):
            return (head,), How.SAME
        wanted = fold(head)
        if wanted == fold(FONDS_COLUMN):
            return (FONDS_COLUMN,), How.FONDS
        for found, how in (
            (self.folded.get(wanted, ()), How.FOLDED),
            (tuple(self._inside(wanted)), How.FOLDED),
            (self.parts.get(wanted, ()), How.PART),
        ):
            if found:
                return tuple(dict.fromkeys(found)), how
        return (), ""

    def _inside(self, wanted: str) -> Iterator[str]:
        """Yield 联系人2.电话 for 联系人2电话, 发文机关1 for 发文机关1, 联系人1.电话 for 联系人电话."""
        for folded, names in self.folded.items():
            rest = wanted.removeprefix(folded)
            if rest == wanted:
                continue
            number = re.match(r"\d{1,4}", rest)
            part = rest[number.end() :] if number else rest
            for name in names:
                declared = self.fields[name]
                if declared.type is FieldType.LIST:
                    yield from self._entry(declared, int(number[0]) if number else 1, part)

    def _entry(self, declared: Field, number: int, part: str) -> Iterator[str]:
        if not declared.parts and not part:
            yield f"{declared.name}{number}"
        for known, _ in declared.parts:
            if fold(known) == part:
                yield f"{declared.name}{number}.{known}"


def _mapped(chosen: Mapping[str, str], name: ColumnName) -> tuple[tuple[str, ...], str] | None:
    path = chosen.get(fold(name.head))
    if path is None:
        return None
    return ((path,), How.MAPPED) if path else ((), How.UNUSED)


def _wrong_mapping(mapping: Mapping[str, str], finder: _Finder) -> Iterator[Finding]:
    for head, path in mapping.items():
        if path and path != FONDS_COLUMN and not finder.known(path):
            yield Finding(f"对照表「{head}」", RULE, f"「{path}」不是这个模板的字段，请改正或留空")


def _twice(matches: Sequence[Match]) -> Iterator[Finding]:
    """Yield a Finding for two columns of one table that hold the same fact."""
    first: dict[tuple[str, str], Match] = {}
    for match in matches:
        before = first.setdefault((match.table, match.path), match)
        if match.path and before is not match:
            sentence = (
                f"栏名「{match.head}」和{before.place}的「{before.head}」都是字段「{match.path}」，请只留一栏"
            )
            yield Finding(match.place, RULE, sentence)
