"""Facts of one year → facts of another, and what a person must look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from gongwen.drafting.carrying.lines import carry_text
from gongwen.drafting.carrying.wording import Mover, kept_in, moved_day, refuse_not_later, years_in
from gongwen.drafting.carrying.workdays import Workdays
from gongwen.drafting.fields import Field, FieldType
from gongwen.model import Finding, Level, parse_date
from gongwen.model.dates import chinese_date

_MOVED, _LOOK, _SCHEDULE, _CALENDAR = "移到来年", "请核对", "各年安排", "放假安排"
_NAMES = {FieldType.PHONE: "电话", FieldType.PERSON: "姓名"}
_CITED = {FieldType.NUMBER, FieldType.YEARS}


@dataclass(frozen=True, slots=True)
class Carried:
    """The facts for the new year, and what was moved or must be looked at, in the fields' order."""

    values: dict[str, object]
    findings: tuple[Finding, ...]


def carry_forward(
    fields: Mapping[str, Field], values: Mapping[str, object], year: int, other: int, workdays: Workdays
) -> Carried:
    """Return the facts `values` of a paper of `year` for the year `other`.

    Dates move by whole years to a workday; texts as `wording` says; names,
    telephones, cited papers, counts and schedules stay and are named.
    Raises FactsError unless `other` is later than `year`.
    """
    refuse_not_later(year, other)
    carrier = _Carrier(fields, year, other, workdays)
    carried = {name: carrier.field(name, raw) for name, raw in values.items()}
    if not workdays.known(other):
        sentence = f"{other}年的放假安排还没有收入，只避开了星期六、星期日，请对照国务院办公厅的通知"
        carrier.findings.append(Finding("日期", _CALENDAR, sentence, Level.WARNING))
    return Carried(carried, tuple(carrier.findings))


@dataclass
class _Carrier:
    fields: Mapping[str, Field]
    year: int
    other: int
    workdays: Workdays
    findings: list[Finding] = field(default_factory=list)

    def field(self, name: str, raw: object) -> object:
        """Return the fact `name` for the other year."""
        declared = self.fields.get(name)
        kind = declared.type if declared else FieldType.TEXT
        named = years_in(_texts(raw))
        near = named <= {self.year - 1, self.year, self.year + 1}
        if not near and kind not in _CITED and kind is not FieldType.BODY:
            years = "、".join(map(str, sorted(named)))
            self._say(name, _SCHEDULE, f"说到{years}年，没有改动，是否还合适")
        return self._carried(name, declared, kind, raw, near)

    def _carried(
        self, path: str, declared: Field | None, kind: FieldType, raw: object, years: bool
    ) -> object:
        if isinstance(raw, Mapping):
            parts = dict(declared.parts) if declared else {}
            return {
                part: self._carried(f"{path}.{part}", None, parts.get(part, FieldType.TEXT), inner, years)
                for part, inner in raw.items()
            }
        if isinstance(raw, list | tuple):
            return [
                self._carried(f"{path}.{ordinal}", declared, FieldType.TEXT, inner, years)
                for ordinal, inner in enumerate(raw, start=1)
            ]
        if kind is FieldType.DATE:
            return self._date(path, raw)
        if not isinstance(raw, str):
            return raw
        return self._body(path, raw) if kind is FieldType.BODY else self._text(path, kind, raw, years)

    def _body(self, path: str, raw: str) -> str:
        text, findings = carry_text(raw, self.year, self.other, self.workdays)
        self.findings += [replace(finding, place=f"{path}{finding.place}") for finding in findings]
        return text

    def _date(self, path: str, raw: object) -> object:
        try:
            day = raw if isinstance(raw, dt.date) else parse_date(str(raw))
        except ValueError:
            self._say(path, _LOOK, f"“{raw}”不是日期，没有改动")
            return raw
        aim = day.year + self.other - self.year
        worked, remark = moved_day(aim, day.month, day.day, self.workdays)
        self._say(
            path,
            _MOVED,
            f"{chinese_date(day)}改为{chinese_date(worked)}" + (f"（{remark}）" if remark else ""),
        )
        return worked

    def _text(self, path: str, kind: FieldType, raw: str, years: bool) -> str:
        if kind in _NAMES:
            self._say(path, _LOOK, f"{raw} 是去年的{_NAMES[kind]}，有没有变")
        if kind in _CITED:
            self._say(path, _LOOK, f"{raw} 没有改动，有没有新的")
        if kind in _NAMES or kind in _CITED:
            return raw
        written, remarks = Mover(self.year, self.other, self.workdays, years).moved(raw)
        if written != raw:
            done = "；".join(remarks) or f"{self.year}年移到{self.other}年"
            self._say(path, _MOVED, f"{_short(raw)} → {_short(written)}（{done}）")
        elif remarks:
            self._say(path, _LOOK, f"{_short(raw)}（{'；'.join(remarks)}）")
        if years and (kept := dict.fromkeys(kept_in(raw))):
            self._say(path, _LOOK, f"说到{'、'.join(kept)}，没有改动")
        return written

    def _say(self, path: str, rule: str, sentence: str) -> None:
        self.findings.append(Finding(path, rule, sentence, Level.WARNING))


def _texts(raw: object) -> Iterator[str]:
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, Mapping):
        for inner in raw.values():
            yield from _texts(inner)
    elif isinstance(raw, list | tuple):
        for inner in raw:
            yield from _texts(inner)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:38]}……"
