"""Facts → values: every field read, defaulted and checked; all problems at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from gongwen.drafting import blanks
from gongwen.drafting.facts import Facts
from gongwen.drafting.fields import Field, FieldType, read_scalar
from gongwen.drafting.values import Day, Entries, Record, Value, Words
from gongwen.model import Finding


def resolve(fields: Mapping[str, Field], facts: Facts) -> tuple[dict[str, Value], tuple[Finding, ...]]:
    """Return a value for every field that has one, and all findings."""
    resolver = _Resolver(fields, facts)
    resolver.unknown()
    for name in fields:
        resolver.value(name)
    resolver.order_of_dates()
    return {name: value for name, value in resolver.values.items() if value}, tuple(resolver.findings)


@dataclass
class _Resolver:
    fields: Mapping[str, Field]
    facts: Facts
    values: dict[str, Value | None] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)

    def report(self, path: str, sentence: str, rule: str = "字段检查") -> None:
        self.findings.append(Finding(self.facts.place(path), rule, f"「{path}」{sentence}"))

    def unknown(self) -> None:
        for name in self.facts.values:
            known = self.fields.get(name)
            if known is None:
                self.report(name, "不是这个模板的字段，请删去或改正名称", "未知字段")
            elif known.source:
                self.report(name, f"由「{known.source}」自动写成，不用填", "未知字段")

    def value(self, name: str) -> Value | None:
        if name in self.values:
            return self.values[name]
        if name in self.pending:
            self.report(name, f"的默认值绕了回来：{' → '.join((*self.pending, name))}", "字段文件")
            return None
        self.pending.append(name)
        self.values[name] = self._read(self.fields[name])
        self.pending.pop()
        return self.values[name]

    def _read(self, declared: Field) -> Value | None:
        if declared.source:
            origin = self.value(declared.source)
            return self._entries(declared, origin.entries) if isinstance(origin, Entries) else None
        raw = self.facts.values.get(declared.name)
        if raw is None or (isinstance(raw, str) and not raw.strip()) or raw == []:
            if declared.default is None:
                if declared.required:
                    self.report(declared.name, f"没有填。{declared.help}", "必填字段")
                return None
            raw = self._default(declared)
        if raw is None:
            return None
        return self._list(declared, raw) if declared.type is FieldType.LIST else self._scalar(declared, raw)

    def _default(self, declared: Field) -> object:
        if isinstance(declared.default, tuple):
            return [self._filled(text, declared.name) for text in declared.default]
        return self._filled(declared.default or "", declared.name)

    def _filled(self, text: str, name: str, extra: Mapping[str, Value] | None = None) -> str | None:
        scope: dict[str, Value] = dict(extra or {})
        for used in blanks.names(text):
            if used in scope:
                continue
            value = self.value(used) if used in self.fields else None
            if value is None:
                if used not in self.fields:
                    self.report(name, f"的写法用了没有声明的字段「{used}」", "字段文件")
                return None
            scope[used] = value
        try:
            return blanks.fill(text, scope)
        except ValueError as error:
            self.report(name, str(error), "字段文件")
            return None

    def _scalar(self, declared: Field, raw: object) -> Value | None:
        try:
            value = read_scalar(declared.type, raw, choices=declared.choices)
        except ValueError as error:
            self.report(declared.name, f"：{error}", f"类型“{declared.type.value}”")
            return None
        if isinstance(value, dt.date):
            return Day(value)
        if len(value) > declared.longest:
            self.report(declared.name, f"有{len(value)}个字，最多{declared.longest}个字", "字段长度")
        return Words(value)

    def _list(self, declared: Field, raw: object) -> Value | None:
        if isinstance(raw, str) and not declared.parts:
            raw = [line for line in raw.split("\n") if line.strip()]
        if not isinstance(raw, list):
            self.report(declared.name, "应为列表", "类型“列表”")
            return None
        if len(raw) > declared.most:
            self.report(declared.name, f"有{len(raw)}项，最多{declared.most}项", "列表长度")
        entries = [self._entry(declared, f"{declared.name}.{n}", item) for n, item in enumerate(raw, start=1)]
        whole = tuple(entry for entry in entries if entry is not None)
        return self._entries(declared, whole) if len(whole) == len(raw) else None

    def _entry(self, declared: Field, path: str, item: object) -> Words | Record | None:
        if not declared.parts:
            text = self._part(path, FieldType.TEXT, item)
            return Words(text) if text is not None else None
        if not isinstance(item, Mapping):
            self.report(path, f"应写明：{'、'.join(name for name, _ in declared.parts)}", "类型“列表”")
            return None
        for name in item:
            if name not in dict(declared.parts):
                self.report(f"{path}.{name}", "不是这个列表的部分，请删去或改正名称", "未知字段")
        parts = {name: self._part(f"{path}.{name}", kind, item.get(name)) for name, kind in declared.parts}
        present = {name: text for name, text in parts.items() if text is not None}
        return Record(present) if len(present) == len(parts) else None

    def _part(self, path: str, kind: FieldType, raw: object) -> str | None:
        if raw is None or (isinstance(raw, str) and not raw.strip()):
            self.report(path, "没有填", "必填字段")
            return None
        try:
            value = read_scalar(kind, raw)
        except ValueError as error:
            self.report(path, f"：{error}", f"类型“{kind.value}”")
            return None
        return Day(value).written(None) if isinstance(value, dt.date) else value

    def _entries(self, declared: Field, entries: tuple[Words | Record, ...]) -> Value | None:
        phrases = []
        for entry in entries:
            if isinstance(entry, Words):
                phrases.append(entry.text)
            elif declared.phrase:
                scope = {name: Words(text) for name, text in entry.parts.items()}
                phrase = self._filled(declared.phrase, declared.name, scope)
                if phrase is None:
                    return None
                phrases.append(phrase)
        return Entries(entries, tuple(phrases), declared.joint)

    def order_of_dates(self) -> None:
        for name, declared in self.fields.items():
            value, earlier = self.values.get(name), self.values.get(declared.not_before)
            if isinstance(value, Day) and isinstance(earlier, Day) and value.day < earlier.day:
                later = f"{value.written(None)}早于{declared.not_before}{earlier.written(None)}"
                self.report(name, later, f"不早于{declared.not_before}")
