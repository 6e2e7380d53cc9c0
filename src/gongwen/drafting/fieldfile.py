"""Read the field file of a template (fields.toml)."""

from __future__ import annotations

from collections.abc import Mapping

from gongwen.drafting import blanks
from gongwen.drafting.fields import Field, FieldType
from gongwen.model import Finding

_RULE = "字段文件"
_KEYS = frozenset(
    {"类型", "帮助", "必填", "默认", "最长", "最多", "选项", "不早于", "元素", "写作", "连接", "取自"}
)


def read_fields(declared: Mapping[str, object], identifier: str, findings: list[Finding]) -> dict[str, Field]:
    """Return the fields declared under 「字段」; what is wrong goes to `findings`."""
    table = declared.get("字段", {})
    if not isinstance(table, Mapping):
        findings.append(Finding(f"{identifier} fields.toml", _RULE, "「字段」应为 [字段.名称] 各节"))
        return {}
    fields = {}
    for name, entry in table.items():
        try:
            fields[name] = _field(name, entry)
        except ValueError as error:
            findings.append(Finding(f"{identifier} [字段.{name}]", _RULE, str(error)))
    return fields


def _field(name: str, entry: object) -> Field:
    if not isinstance(entry, Mapping):
        raise ValueError("应为一节，至少写明「类型」")
    if unknown := set(entry) - _KEYS:
        raise ValueError(f"不认识「{'、'.join(sorted(unknown))}」；可写：{'、'.join(sorted(_KEYS))}")
    default = entry.get("默认")
    phrase = str(entry.get("写作", ""))
    for text in (*(default if isinstance(default, list) else [default or ""]), phrase):
        blanks.check(str(text))
    return Field(
        name,
        _type(entry.get("类型")),
        str(entry.get("帮助", "")),
        bool(entry.get("必填", True)),
        tuple(map(str, default)) if isinstance(default, list) else default,
        _count(entry, "最长", 2000),
        _count(entry, "最多", 50),
        tuple(map(str, entry.get("选项", ()))),
        str(entry.get("不早于", "")),
        _parts(entry.get("元素")),
        phrase,
        str(entry.get("连接", "、")),
        str(entry.get("取自", "")),
    )


def _type(name: object) -> FieldType:
    for kind in FieldType:
        if kind.value == name:
            return kind
    raise ValueError(f"没有「{name}」这种类型；可用：{'、'.join(kind.value for kind in FieldType)}")


def _count(entry: Mapping[str, object], key: str, default: int) -> int:
    value = entry.get(key, default)
    if not isinstance(value, int) or value < 1:
        raise ValueError(f"「{key}」应为正整数")
    return value


def _parts(declared: object) -> tuple[tuple[str, FieldType], ...]:
    if isinstance(declared, Mapping):
        return tuple((name, _type(kind)) for name, kind in declared.items())
    if declared in (None, "文字"):
        return ()
    raise ValueError("「元素」应为「文字」或一节「部分 = 类型」")
