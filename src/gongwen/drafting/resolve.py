"""Facts → values: every field read, defaulted and checked; all problems at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from gongwen.drafting import blanks
from gongwen.drafting.facts import UNKNOWN, Facts
from gongwen.drafting.fields import Field, FieldType, entered_text, read_scalar
from gongwen.drafting.values import Body, Day, Entries, Record, Value, Words
from gongwen.model import Finding, Level
from gongwen.model.notation.building import findings_in_section
from gongwen.model.notation.lexing import SECTIONS, lex_entered

_APART = 1_000_000
"""Keeps the lists of headings in one entered body apart from those of the template and of other bodies."""


def resolve(fields: Mapping[str, Field], facts: Facts) -> tuple[dict[str, Value], tuple[Finding, ...]]:
    """Return a value for every field that has one, and all findings."""
    resolver = _Resolver(fields, facts)
    resolver.unknown()
    for name in fields:
        resolver.value(name)
    resolver.order_of_dates()
    resolver.matching_lists()
    return {name: value for name, value in resolver.values.items() if value}, tuple(resolver.findings)


@dataclass
class _Resolver:
    fields: Mapping[str, Field]
    facts: Facts
    values: dict[str, Value | None] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    bodies: int = 0
    defaulted: dict[str, str] = field(default_factory=dict)

    def report(self, path: str, sentence: str, rule: str) -> None:
        """Add a finding about the fact at `path`."""
        origin = path.partition(".")[0]
        if origin not in self.defaulted:
            self.findings.append(Finding(self.facts.place(path), rule, f"「{path}」{sentence}"))
            return
        while origin in self.defaulted:
            origin = self.defaulted[origin]
        written = f"「{path}」没有填，照「{origin}」写成；{sentence.removeprefix('：')}"
        self.findings.append(Finding(self.facts.place(origin), rule, written))

    def unknown(self) -> None:
        """Report every fact that no field asks for."""
        for name in self.facts.values:
            known = self.fields.get(name)
            if known is None:
                self.report(name, "不是这个模板的字段，请删去或改正名称", UNKNOWN)
            elif known.source:
                self.report(name, f"由「{known.source}」自动写成，不用填", UNKNOWN)

    def value(self, name: str) -> Value | None:
        """Return the value of a declared field, or None when it is absent or wrong."""
        if name not in self.values:
            self.values[name] = self._read(self.fields[name])
        return self.values[name]

    def _read(self, declared: Field) -> Value | None:
        if declared.source:
            origin = self.value(declared.source)
            return self._entries(declared, origin.entries) if isinstance(origin, Entries) else None
        raw = self.facts.values.get(declared.name)
        if raw is None or raw == [] or (isinstance(raw, str) and not raw.strip()):
            raw = self._default(declared)
            if raw is None:
                if declared.required and declared.default is None:
                    self.report(declared.name, f"没有填。{declared.help}".rstrip("。"), "必填字段")
                return None
            self._remember_origin(declared)
        return self._list(declared, raw) if declared.type is FieldType.LIST else self._scalar(declared, raw)

    def _remember_origin(self, declared: Field) -> None:
        """Keep the fact that the default of `declared` is written from, if it is written from any."""
        for text in declared.texts():
            for used, attribute in blanks.used(text):
                path = f"{used}.1" if attribute == "第一" else used
                self.defaulted.setdefault(declared.name, path)

    def _default(self, declared: Field) -> object:
        if isinstance(declared.default, tuple):
            filled = [self._filled(text) for text in declared.default]
            return None if None in filled else filled
        return self._filled(declared.default) if declared.default else None

    def _filled(self, text: str, parts: Mapping[str, Value] | None = None) -> str | None:
        """Return `text` filled from other fields, or None when one of them is absent or wrong."""
        scope: dict[str, Value] = {}
        for used, _ in blanks.used(text):
            value = parts[used] if parts and used in parts else self.value(used)
            if value is None:
                return None
            scope[used] = value
        return blanks.fill(text, scope)

    def _scalar(self, declared: Field, raw: object) -> Value | None:
        if declared.type is FieldType.BODY:
            return self._body(declared, declared.name, raw)
        value = self._checked(declared, declared.name, declared.type, raw)
        if value is None:
            return None
        return Day(value) if isinstance(value, dt.date) else Words(value)

    def _checked(self, declared: Field, path: str, kind: FieldType, raw: object) -> str | dt.date | None:
        try:
            value = read_scalar(kind, raw, choices=declared.choices)
        except ValueError as error:
            self.report(path, f"：{error}", f"类型“{kind.value}”")
            return None
        if isinstance(value, str) and len(value) > declared.longest:
            self.report(path, f"有{len(value)}个字，最多{declared.longest}个字", "字段长度")
            return None
        return value

    def _body(self, declared: Field, path: str, raw: object) -> Body | None:
        """Return the lines of entered body text; what is wrong is told with its line in the text."""
        try:
            text = entered_text(raw)
        except ValueError as error:
            self.report(path, f"：{error}", f"类型“{FieldType.BODY.value}”")
            return None
        if len(text) > declared.longest:
            self.report(path, f"有{len(text)}个字，最多{declared.longest}个字", "字段长度")
            return None
        lines, findings = lex_entered(text)
        section = declared.name if declared.name in SECTIONS else SECTIONS[0]
        found = findings or findings_in_section(lines, section)
        for finding in found:
            self.report(path, f"{finding.place}：{finding.sentence}", finding.rule)
        if found:
            return None
        self.bodies += 1
        apart = self.bodies * _APART
        return Body(text, tuple(replace(line, group=line.group + apart) for line in lines))

    def _list(self, declared: Field, raw: object) -> Value | None:
        if isinstance(raw, str) and not declared.parts:
            raw = [line for line in raw.split("\n") if line.strip()]
        if not isinstance(raw, list):
            names = [f"{declared.name}1.{name}" for name, _ in declared.parts] or [f"{declared.name}1"]
            self.report(declared.name, f"应为列表，表格里写作 {'、'.join(names)} 等", "类型“列表”")
            return None
        if len(raw) > declared.most:
            self.report(declared.name, f"有{len(raw)}项，最多{declared.most}项", "列表长度")
            return None
        entries = [self._entry(declared, f"{declared.name}.{n}", item) for n, item in enumerate(raw, start=1)]
        whole = tuple(entry for entry in entries if entry is not None)
        return self._entries(declared, whole) if len(whole) == len(raw) else None

    def _entry(self, declared: Field, path: str, item: object) -> Words | Record | None:
        if not declared.parts:
            text = self._part(declared, path, FieldType.TEXT, item)
            return Words(text) if isinstance(text, str) else None
        if not isinstance(item, Mapping):
            self.report(path, f"应写明：{'、'.join(name for name, _ in declared.parts)}", "类型“列表”")
            return None
        for name in item:
            if name not in dict(declared.parts):
                self.report(f"{path}.{name}", "不是这个列表的部分，请删去或改正名称", UNKNOWN)
        present: dict[str, str] = {}
        bodies: dict[str, Body] = {}
        for name, kind in declared.parts:
            part = self._part(declared, f"{path}.{name}", kind, item.get(name))
            if isinstance(part, Body):
                bodies[name] = part
            elif part is not None:
                present[name] = part
        return Record(present, bodies) if len(present) + len(bodies) == len(declared.parts) else None

    def _part(self, declared: Field, path: str, kind: FieldType, raw: object) -> str | Body | None:
        if raw is None or (isinstance(raw, str) and not raw.strip()):
            self.report(path, "没有填", "必填字段")
            return None
        if kind is FieldType.BODY:
            return self._body(declared, path, raw)
        value = self._checked(declared, path, kind, raw)
        return Day(value).written(None) if isinstance(value, dt.date) else value

    def _entries(self, declared: Field, entries: tuple[Words | Record, ...]) -> Value | None:
        phrases: list[str | None] = []
        for entry in entries:
            if isinstance(entry, Words):
                phrases.append(entry.text)
            elif declared.phrase:
                phrases.append(
                    self._filled(declared.phrase, {name: Words(text) for name, text in entry.parts.items()})
                )
        written = tuple(phrase for phrase in phrases if phrase is not None)
        if len(written) < len(phrases):
            return None
        return Entries(entries, written, declared.joint, declared.last_joint)

    def order_of_dates(self) -> None:
        """Report every date before the one it may not precede."""
        for name, declared in self.fields.items():
            value, earlier = self.values.get(name), self.values.get(declared.not_before)
            if isinstance(value, Day) and isinstance(earlier, Day) and value.day < earlier.day:
                later = f"{value.written(None)}早于{declared.not_before}{earlier.written(None)}"
                self.report(name, f"：{later}", f"不早于{declared.not_before}")

    def matching_lists(self) -> None:
        """Warn of a list that has not as many entries as the one it should match."""
        for name, declared in self.fields.items():
            value, other = self.values.get(name), self.values.get(declared.matches)
            if not isinstance(value, Entries) or not isinstance(other, Entries):
                continue
            if len(value.entries) != len(other.entries):
                counts = f"有{len(value.entries)}项，「{declared.matches}」有{len(other.entries)}项"
                sentence = f"「{name}」{counts}；通常一一对应，请核对"
                place = self.facts.place(name)
                self.findings.append(Finding(place, "列表对应", sentence, Level.WARNING))
