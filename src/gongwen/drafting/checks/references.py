"""Facts that name a 行政区划, 机关 or 企业, held against the office's lists on the paper's date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from gongwen.drafting import blanks
from gongwen.drafting.facts import Facts
from gongwen.drafting.fields import Field, FieldType
from gongwen.drafting.template import Template
from gongwen.drafting.values import Entries, Record, Value, Words
from gongwen.model import Finding, Level, parse_date
from gongwen.model.directory import Directory, Division, Refusal
from gongwen.model.directory.names import folded
from gongwen.model.notation.lexing import LineKind

_DATE = "成文日期"
_NAMES = (FieldType.DIVISION, FieldType.ORGAN, FieldType.ENTERPRISE)


def reference_findings(
    template: Template, values: Mapping[str, Value], facts: Facts, directory: Directory
) -> Iterator[Finding]:
    """Yield an error for each name that is not in the lists on 成文日期, with the reason.

    A kind of name whose list is empty is plain text; so is every name while
    the date is missing or wrong. A division called by its short name is a warning.
    """
    on = _paper_day(template, values)
    if on is None:
        return
    for name, declared in template.fields.items():
        for path, kind, text in _named(declared, values.get(name)):
            finding = _examined(directory, kind, text, on)
            if finding:
                rule, sentence, level = finding
                yield Finding(facts.place(path), rule, f"「{path}」：{sentence}", level)


def _paper_day(template: Template, values: Mapping[str, Value]) -> dt.date | None:
    """Return 成文日期 as the template's line for it comes out; None when it has no right date."""
    for line in template.lines:
        if line.kind is LineKind.ELEMENT and line.key == _DATE:
            try:
                return parse_date(blanks.fill(line.texts[0], values))
            except (KeyError, ValueError):
                return None
    return None


def _named(declared: Field, value: Value | None) -> Iterator[tuple[str, FieldType, str]]:
    """Yield path, type and content of each name in a value."""
    if isinstance(value, Words) and declared.type in _NAMES:
        yield declared.name, declared.type, value.text
    if isinstance(value, Entries) and not declared.source:
        for number, entry in enumerate(value.entries, start=1):
            for part, kind in declared.parts:
                if isinstance(entry, Record) and kind in _NAMES:
                    yield f"{declared.name}.{number}.{part}", kind, entry.parts[part]


def _examined(directory: Directory, kind: FieldType, text: str, on: dt.date) -> tuple[str, str, Level] | None:
    """Return rule, sentence and level of what is wrong with a name, if anything is."""
    match kind:
        case FieldType.DIVISION if directory.divisions:
            division = directory.division(text, on)
            if isinstance(division, Refusal):
                return division.rule, division.sentence(), Level.ERROR
            return _shortened(division, text)
        case FieldType.ORGAN if directory.organs:
            organ = directory.organ(text, on)
            return (organ.rule, organ.sentence(), Level.ERROR) if isinstance(organ, Refusal) else None
        case FieldType.ENTERPRISE if directory.enterprises:
            firm = directory.enterprise(text, on)
            return (firm.rule, firm.sentence(), Level.ERROR) if isinstance(firm, Refusal) else None
    return None


def _shortened(division: Division, text: str) -> tuple[str, str, Level] | None:
    if folded(division.name) == folded(text):
        return None
    return "行政区划写全称", f"「{text}」是简称，全称是「{division.name}」", Level.WARNING
