"""Read the field file of a template (fields.toml); every wrong line is a Finding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from gongwen.drafting import blanks
from gongwen.drafting.fields import Field, FieldType
from gongwen.drafting.tomltext import TomlError, read_toml
from gongwen.model import Finding, chinese_date

_RULE = "字段文件"
_TOP = ("名称", "说明", "只供并入", "二维码", "字段")
_LONGEST, _LONGEST_BODY = 2000, 20_000
_TEXTS = ("帮助", "不早于", "写作", "连接", "末连接", "取自", "一一对应")
KEYS = ("类型", "必填", "默认", "最长", "最多", "选项", "元素", *_TEXTS)
"""What a field's section may say."""

_NOT_IN_LISTS = (FieldType.LIST, FieldType.CHOICE)


@dataclass(frozen=True, slots=True)
class MarkFields:
    """The fields whose contents make the mark (二维码) of a form: whose it is, and a date of its year."""

    respondent: str
    due: str


@dataclass(frozen=True, slots=True)
class FieldFile:
    """What a field file declares, and where each field stands; `mark` if it is a form by itself."""

    name: str
    description: str
    fields: Mapping[str, Field]
    places: Mapping[str, str] = field(default_factory=dict)
    only_included: bool = False
    mark: MarkFields | None = None


def read_field_file(text: str, identifier: str, findings: list[Finding]) -> FieldFile:
    """Return what `text` declares; what is wrong goes to `findings`."""
    label = f"{identifier}/fields.toml"
    try:
        declared, lines = read_toml(text)
    except TomlError as error:
        findings.extend(Finding(f"{label} {place}", "TOML 写法", sentence) for place, sentence in error.wrong)
        return FieldFile(identifier, "", {})

    def place(*path: str) -> str:
        return f"{label} {lines.get('.'.join(path), '')}".strip()

    for key in declared:
        if key not in _TOP:
            findings.append(Finding(place(key), _RULE, f"不认识「{key}」；可写：{'、'.join(_TOP)}"))
    table = declared.get("字段", {})
    if not isinstance(table, Mapping):
        findings.append(Finding(place("字段"), _RULE, "「字段」应为 [字段.名称] 各节"))
        table = {}
    fields = {}
    for name, entry in table.items():
        try:
            fields[name] = _field(name, entry)
        except ValueError as error:
            findings.append(Finding(place("字段", name), _RULE, f"[字段.{name}] {error}"))
    places = {name: place("字段", name) for name in fields}
    only_included = declared.get("只供并入", False)
    if not isinstance(only_included, bool):
        findings.append(Finding(place("只供并入"), _RULE, "「只供并入」应为 true 或 false"))
    name, description = (str(declared.get(key, other)) for key, other in (("名称", identifier), ("说明", "")))
    try:
        mark = _mark(declared["二维码"], fields) if "二维码" in declared else None
    except ValueError as error:
        findings.append(Finding(place("二维码"), _RULE, f"[二维码] {error}"))
        mark = None
    return FieldFile(name, description, fields, places, only_included is True, mark)


def _mark(entry: object, fields: Mapping[str, Field]) -> MarkFields:
    if not isinstance(entry, Mapping) or set(entry) != {"编号", "期限"}:
        raise ValueError("应写两行：编号 = 字段名，期限 = 日期字段名")
    respondent, due = (_words(entry, key) for key in ("编号", "期限"))
    for name, kind in ((respondent, FieldType.TEXT), (due, FieldType.DATE)):
        if name not in fields or fields[name].type is not kind:
            raise ValueError(f"「{name}」应是这里声明的字段，类型为{kind.value}")
    return MarkFields(respondent, due)


def _field(name: str, entry: object) -> Field:
    if not blanks.is_name(name) or name[-1].isdecimal():
        raise ValueError("字段名只能用汉字、字母和下划线，不能以数字结尾")
    if not isinstance(entry, Mapping):
        raise ValueError("应为一节，至少写明「类型」")
    if unknown := set(entry) - set(KEYS):
        raise ValueError(f"不认识「{'、'.join(sorted(unknown))}」；可写：{'、'.join(KEYS)}")
    if "一一对应" in entry and entry.get("类型") != FieldType.LIST.value:
        raise ValueError("「一一对应」只用于列表，写另一个列表的名称")
    texts = {key: _words(entry, key) for key in _TEXTS if key in entry}
    kind = _type(entry.get("类型"))
    parts = _parts(kind, entry.get("元素"))
    has_body = FieldType.BODY in (kind, *dict(parts).values())
    read = Field(
        name,
        kind,
        texts.get("帮助", ""),
        _yes_or_no(entry, "必填"),
        _default(kind, entry.get("默认")),
        _count(entry, "最长", _LONGEST_BODY if has_body else _LONGEST),
        _count(entry, "最多", 50),
        _choices(kind, entry.get("选项")),
        texts.get("不早于", ""),
        parts,
        texts.get("写作", ""),
        texts.get("连接", "、"),
        texts.get("末连接", texts.get("连接", "、")),
        texts.get("取自", ""),
        texts.get("一一对应", ""),
    )
    for text in (*read.texts(), read.phrase):
        blanks.check(text)
    return read


def _words(entry: Mapping[str, object], key: str) -> str:
    value = entry[key]
    if not isinstance(value, str):
        raise ValueError(f"「{key}」应为加引号的文字")
    return value


def _type(name: object) -> FieldType:
    for kind in FieldType:
        if kind.value == name:
            return kind
    raise ValueError(f"没有「{name}」这种类型；可用：{'、'.join(kind.value for kind in FieldType)}")


def _yes_or_no(entry: Mapping[str, object], key: str) -> bool:
    value = entry.get(key, True)
    if not isinstance(value, bool):
        raise ValueError(f"「{key}」应为 true 或 false")
    return value


def _count(entry: Mapping[str, object], key: str, default: int) -> int:
    value = entry.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"「{key}」应为正整数")
    return value


def _default(kind: FieldType, value: object) -> str | tuple[str, ...] | None:
    if value is None:
        return None
    if kind is FieldType.BODY:
        raise ValueError("公文正文不能写「默认」；固定的话直接写在模板的正文里")
    if kind is FieldType.LIST:
        if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
            return tuple(value)
        raise ValueError('列表的「默认」应像 ["甲", "乙"]，至少一项')
    if isinstance(value, dt.date):
        return chinese_date(value)
    if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
        return str(value)
    raise ValueError("「默认」应为加引号的文字，不能是空的")


def _choices(kind: FieldType, value: object) -> tuple[str, ...]:
    if kind is not FieldType.CHOICE:
        if value is not None:
            raise ValueError("只有类型「选项」可以写「选项」")
        return ()
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise ValueError('「选项」应像 ["市", "区", "县"]，至少一项')


def _parts(kind: FieldType, declared: object) -> tuple[tuple[str, FieldType], ...]:
    if declared in (None, "文字"):
        return ()
    if kind is not FieldType.LIST:
        raise ValueError("只有类型「列表」可以写「元素」")
    if not isinstance(declared, Mapping):
        raise ValueError("「元素」应为「文字」或一节「部分 = 类型」")
    parts = tuple((name, _type(type_name)) for name, type_name in declared.items())
    for name, part in parts:
        if part in _NOT_IN_LISTS or not blanks.is_name(name):
            raise ValueError(f"「元素」里的「{name}」名称不合规，或类型不能是列表、选项")
    return parts
