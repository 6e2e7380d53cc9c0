"""Read a RetentionTable from what an office wrote in TOML; every mistake is told at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import TypeVar

from gongwen.errors import FactsError
from gongwen.model.arrangement.piece import Direction, Rank
from gongwen.model.arrangement.table import Conditions, RetentionTable, Row
from gongwen.model.arrangement.term import NOT_FILED, Term
from gongwen.model.finding import Finding
from gongwen.model.life.values import Part

_RULE = "保管期限表"
_TOP = ("名称", "批准", "行")
_ROW = ("名称", "期限", "依据", "核对")
_ASKS = ("方向", "文种", "本机关", "标题含", "标题不含", "来文机关", "来文级别", "需办理")
_Value = TypeVar("_Value")
_Member = TypeVar("_Member", bound=Enum)


def retention_table(
    values: Mapping[str, object], places: Mapping[str, str], label: str = "保管期限表.toml"
) -> RetentionTable:
    """Return the table that `values` (of a TOML file) declare.

    `places` says for each path (行.3.期限) where it stands (第12行), as `read_toml`
    gives it. Raises FactsError with a Finding for every mistake.
    """
    reader = _Reader(places, label)
    table = reader.table(values)
    if reader.findings:
        raise FactsError(
            f"{label} 有 {len(reader.findings)} 处写法不对",
            rule="保管期限表每一行写明名称、期限、依据和条件",
            advice="请照下面所列改正后再试",
            findings=reader.findings,
        )
    return table


class _Reader:
    """Reads a table and collects what is wrong with it."""

    def __init__(self, places: Mapping[str, str], label: str) -> None:
        self._places = places
        self._label = label
        self.findings: list[Finding] = []

    def table(self, values: Mapping[str, object]) -> RetentionTable:
        """Return what `values` declare, with what is wrong left out."""
        self._refuse_unknown("", values, _TOP)
        name = self._read("", values, "名称", _text, "")
        if not name.strip():
            self._complain("名称", "要写「名称」，如 某某机关文书档案保管期限表")
        approval = self._read("", values, "批准", _text, "")
        entries = values.get("行")
        if not isinstance(entries, list) or not entries:
            self._complain("行", "一行也没有；每一行写作一节 [[行]]")
            entries = []
        rows, clean = [], []
        for ordinal, entry in enumerate(entries, start=1):
            before = len(self.findings)
            rows.append(self._row(f"行.{ordinal}", entry))
            clean.append(len(self.findings) == before)
        self._refuse_unreachable(rows, clean)
        return RetentionTable(name.strip(), approval.strip(), tuple(rows))

    def _row(self, path: str, entry: object) -> Row:
        if not isinstance(entry, Mapping):
            self._complain(path, "每一行写作一节 [[行]]")
            return Row("", None, "")
        self._refuse_unknown(path, entry, (*_ROW, *_ASKS))
        for key in ("名称", "期限", "依据"):
            if not entry.get(key):
                self._complain(path, f"要写「{key}」")
        texts = {key: self._read(path, entry, key, _text, "") for key in ("名称", "依据", "核对")}
        term = self._read(path, entry, "期限", _term, None)
        return Row(texts["名称"], term, texts["依据"], self._conditions(path, entry), texts["核对"])

    def _conditions(self, path: str, entry: Mapping[str, object]) -> Conditions:
        asked = Conditions(
            directions=self._read(path, entry, "方向", _members(Direction), ()),
            kinds=self._read(path, entry, "文种", _texts, ()),
            part=self._read(path, entry, "本机关", _part, None),
            words=self._read(path, entry, "标题含", _texts, ()),
            without=self._read(path, entry, "标题不含", _texts, ()),
            senders=self._read(path, entry, "来文机关", _texts, ()),
            ranks=self._read(path, entry, "来文级别", _members(Rank), ()),
            acted_on=self._read(path, entry, "需办理", _yes_or_no, None),
        )
        if asked.directions and Direction.INCOMING not in asked.directions and (asked.ranks or asked.senders):
            self._complain(path, "「来文机关」「来文级别」只用于收文，这一行的「方向」里没有收文，永远用不上")
        if asked.directions and Direction.OUTGOING not in asked.directions and asked.part:
            self._complain(path, "「本机关」只用于发文，这一行的「方向」里没有发文，永远用不上")
        return asked

    def _refuse_unreachable(self, rows: Sequence[Row], clean: Sequence[bool]) -> None:
        """Complain of a name that stands twice, and of rows behind a sound one that takes all of theirs."""
        for place, row in enumerate(rows):
            path = f"行.{place + 1}"
            if row.name and row.name in (earlier.name for earlier in rows[:place]):
                self._complain(path, f"「{row.name}」写了两行")
            for earlier in (one for one, right in zip(rows[:place], clean, strict=False) if right):
                if earlier.conditions.none or earlier.conditions == row.conditions:
                    self._complain(path, f"这一行永远用不上：前面的「{earlier.name}」已经全部包括")
                    break

    def _refuse_unknown(self, path: str, entry: Mapping[str, object], known: tuple[str, ...]) -> None:
        for key in entry:
            if key not in known:
                where = f"{path}.{key}" if path else key
                self._complain(where, f"不认识「{key}」；可写：{'、'.join(known)}")

    def _read(
        self,
        path: str,
        entry: Mapping[str, object],
        key: str,
        read: Callable[[object], _Value],
        otherwise: _Value,
    ) -> _Value:
        if key not in entry:
            return otherwise
        try:
            return read(entry[key])
        except ValueError as error:
            self._complain(f"{path}.{key}" if path else key, f"「{key}」{error}")
            return otherwise

    def _complain(self, path: str, sentence: str) -> None:
        line = self._places.get(path) or self._places.get(path.rpartition(".")[0], "")
        self.findings.append(Finding(f"{self._label} {line}".strip(), _RULE, sentence))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("应为加引号的文字")
    return value


def _term(value: object) -> Term | None:
    text = _text(value).strip()
    if text in (NOT_FILED, ""):
        return None
    try:
        return Term.named(text)
    except ValueError as error:
        raise ValueError(f"不对：{error}、{NOT_FILED}") from None


def _texts(value: object) -> tuple[str, ...]:
    found = value if isinstance(value, list) else [value]
    if not found or not all(isinstance(one, str) and one.strip() for one in found):
        raise ValueError('应像 ["甲", "乙"]，至少一项，不能有空的')
    return tuple(found)


def _members(members: type[_Member]) -> Callable[[object], tuple[_Member, ...]]:
    def read(value: object) -> tuple[_Member, ...]:
        return tuple(_member(members, name) for name in _texts(value))

    return read


def _member(members: type[_Member], name: object) -> _Member:
    for member in members:
        if member.value == name:
            return member
    raise ValueError(f"没有「{name}」；可写：{'、'.join(str(member.value) for member in members)}")


def _part(value: object) -> Part:
    return _member(Part, value)


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("应为 true 或 false")
    return value
