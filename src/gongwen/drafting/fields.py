"""Fields: what varies in a template. A type, a label, help, a check.

Field files are TOML with Chinese keys (`templates/README.md`). A field's name
is its Chinese label.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from gongwen.drafting import blanks
from gongwen.model import DocumentNumber, parse_date
from gongwen.model.directory.content import Content, check_form
from gongwen.model.notation.lexing import forbidden_character

_YEARS = re.compile(r"((?:19|20)\d{2})[-—–－~～]{1,2}((?:19|20)\d{2})年", re.ASCII)
_LONGEST = 2000
_SURE_DIGITS = 15


class FieldType(Enum):
    """The type of a field; the value is its Chinese name in field files."""

    TEXT = "文字"
    DATE = "日期"
    YEARS = "年段"
    PHONE = "电话"
    NUMBER = "文号"
    CODE = "代字"
    PERSON = "姓名"
    CHOICE = "选项"
    LIST = "列表"
    BODY = "公文正文"
    DIVISION = "行政区划"
    ORGAN = "机关"
    ENTERPRISE = "企业"


_FORMS = {FieldType.PHONE: Content.PHONE, FieldType.CODE: Content.ISSUER_CODE}


@dataclass(frozen=True, slots=True)
class Field:
    """A declared field.

    `default` may hold blanks. A list has `parts` (each a type) or entries of
    type text; `phrase`, `joint` and `last_joint` say how its entries are
    written in a sentence; `source` names the list it is a second writing of,
    `matches` the list that should have as many entries.
    """

    name: str
    type: FieldType
    help: str = ""
    required: bool = True
    default: str | tuple[str, ...] | None = None
    longest: int = _LONGEST
    most: int = 50
    choices: tuple[str, ...] = ()
    not_before: str = ""
    parts: tuple[tuple[str, FieldType], ...] = ()
    phrase: str = ""
    joint: str = "、"
    last_joint: str = "、"
    source: str = ""
    matches: str = ""

    def texts(self) -> tuple[str, ...]:
        """Return the texts of the declaration that may hold blanks of other fields."""
        return self.default if isinstance(self.default, tuple) else (self.default or "",)

    def uses(self, parts: tuple[tuple[str, FieldType], ...]) -> frozenset[str]:
        """Return the names of the fields this one is written from; `parts` are those of its list."""
        names = {self.source} if self.source else set()
        for text in self.texts():
            names |= {name for name, _ in blanks.used(text)}
        names |= {name for name, _ in blanks.used(self.phrase)} - {name for name, _ in parts}
        return frozenset(names)

    def parts_written(self, *, repeated: bool) -> tuple[str | None, ...]:
        """Return what may follow the name in a blank; None stands for the name alone.

        `repeated` says that the blank stands inside 每个 of this list.
        """
        if self.type is FieldType.DATE:
            return (None, "月日", "年")
        if self.type is FieldType.BODY:
            return ()
        if self.type is not FieldType.LIST:
            return (None,)
        if repeated and self.parts:
            return tuple(name for name, kind in self.parts if kind is not FieldType.BODY)
        if repeated:
            return (None,)
        return (None, "第一") if self.phrase or not self.parts else ()

    def part_missing(self, attribute: str | None, *, repeated: bool) -> str:
        """Say why `attribute` may not follow the name in a blank, and what may."""
        if FieldType.BODY in (self.type, dict(self.parts).get(attribute or "")):
            whole = f"{self.name}.{attribute}" if attribute else self.name
            return f"「{whole}」是公文正文，应单独写一行 {{% 写入 {whole} %}}"
        known = [part for part in self.parts_written(repeated=repeated) if part]
        hint = f"；可写：{'、'.join(f'{self.name}.{part}' for part in known)}" if known else ""
        if attribute is None:
            inside = "写明哪一部分" if repeated else f"写在「每个 {self.name}」里"
            return f"「{self.name}」是列表，应{inside}{hint}"
        return f"「{self.name}」没有「{attribute}」这一部分{hint}"

    def replaceable_by(self, other: Field, *, by_own: bool) -> bool:
        """Return whether `other` can stand for this one: an own field may differ, but not in what it is."""
        if not by_own:
            return self == other
        return (self.type, self.parts) == (other.type, other.parts) and (not self.required or other.required)


def read_scalar(kind: FieldType, raw: object, *, choices: tuple[str, ...] = ()) -> str | dt.date:
    """Return the checked value of a raw fact; ValueError with a Chinese sentence otherwise.

    A date comes out as `datetime.date`, everything else as text; only a
    telephone number may be a number (89180865).
    """
    figures = kind in (FieldType.PHONE, FieldType.DATE)
    if figures and isinstance(raw, int | float) and not isinstance(raw, bool):
        raw = _digits(raw)
    if kind is FieldType.DATE:
        return _date(raw)
    text = _text(raw)
    match kind:
        case FieldType.YEARS:
            return _years(text)
        case FieldType.PHONE | FieldType.CODE:
            check_form(_FORMS[kind], text)
        case FieldType.NUMBER:
            return str(DocumentNumber.parse(text))
        case FieldType.PERSON if not 2 <= len(text) <= 30:
            raise ValueError(f"「{text}」不像姓名，应为2—30个字")
        case FieldType.CHOICE if text not in choices:
            raise ValueError(f"「{text}」不在可选之列：{'、'.join(choices)}")
    return text


def _date(raw: object) -> dt.date:
    if isinstance(raw, dt.datetime):
        return raw.date()
    if isinstance(raw, dt.date):
        return raw
    return parse_date(_text(raw))


def entered_text(raw: object) -> str:
    """Return a raw fact as the text that was entered, every line break "\\n"; ValueError otherwise."""
    if not isinstance(raw, str):
        raise ValueError(f"应为文字，现在是{_kind_name(raw)}")
    return raw.replace("\r\n", "\n").replace("\r", "\n")


def _text(raw: object) -> str:
    text = entered_text(raw).strip()
    if character := forbidden_character(text):
        raise ValueError(f"含有不能印出的控制字符 {character}，请删去")
    return text


def _digits(number: float) -> str:
    """Whole numbers only: 3.10 has lost its last figure before we see it."""
    if number != number or abs(number) >= 10**_SURE_DIGITS or number != int(number):
        raise ValueError("应为文字，现在是小数或太长的数；请加引号，表格里请把单元格设为文本")
    return str(int(number))


def _kind_name(raw: object) -> str:
    if isinstance(raw, bool):
        return "真假值（true/false）"
    if isinstance(raw, int | float):
        odd = "" if isinstance(raw, int) and abs(raw) < 10**_SURE_DIGITS else "小数或太长的"
        return f"{odd}数；请加引号，表格里请把单元格设为文本"
    if isinstance(raw, dt.date | dt.time | dt.timedelta):
        return "日期或时间"
    if isinstance(raw, Mapping):
        return "一组内容"
    return "列表" if isinstance(raw, list | tuple) else "别的东西"


def _years(text: str) -> str:
    match = _YEARS.fullmatch(text)
    if match is None:
        raise ValueError(f"「{text}」不是年段，应像 2015—2020年")
    if match[1] > match[2]:
        raise ValueError(f"年段「{text}」的起年晚于止年")
    return f"{match[1]}—{match[2]}年"
