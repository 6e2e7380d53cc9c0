"""What may stand in a column of the lists, and how a cell is read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from enum import Enum

from gongwen.model.dates import parse_date
from gongwen.model.directory.creditcode import read_credit_code
from gongwen.model.directory.values import Tier

_LONGEST = 200
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SEPARATORS = re.compile("[；;\n]")
_MAINLAND_YEARS = range(1949, 2100)


class Content(Enum):
    """What a column holds."""

    TEXT = "文字"
    DATE = "日期"
    YEAR = "年份"
    NAMES = "几个名称"
    PHONE = "电话"
    CREDIT_CODE = "统一社会信用代码"
    DIVISION_CODE = "行政区划代码"
    ISSUER_CODE = "机关代字"
    TIER = "级次"
    LEVEL = "区划级别"


_FORMS: Mapping[Content, tuple[re.Pattern[str], str]] = {
    Content.PHONE: (
        re.compile(r"(?:0\d{2,3}-?)?\d{7,8}(?:-\d{1,5})?|1\d{10}", re.ASCII),
        "电话号码，应为7—8位数字，可带区号，或11位手机号",
    ),
    Content.DIVISION_CODE: (re.compile(r"[1-9]\d{5}", re.ASCII), "行政区划代码，应为6位数字"),
    Content.ISSUER_CODE: (re.compile(r"[^\W\d_]{2,20}"), "机关代字，应为2—20个字，不含数字和符号"),
}

LEVELS = ("省", "地级市", "市辖区", "县级市", "县", "乡镇街道")
"""The levels of 行政区划 that are told apart."""

CHOICES: Mapping[Content, tuple[str, ...]] = {
    Content.TIER: tuple(tier.value for tier in Tier),
    Content.LEVEL: LEVELS,
}


def read_content(content: Content, raw: object) -> object:
    """Return the value of one filled cell; ValueError with a Chinese sentence when it is none.

    `raw` is text, a number or a date, as a workbook gives them.
    """
    if isinstance(raw, dt.datetime):
        raw = raw.date()
    if isinstance(raw, dt.date):
        if content is Content.DATE:
            return raw
        raise ValueError("这一格是日期，应为" + content.value)
    text = _text(raw)
    match content:
        case Content.DATE:
            return parse_date(text)
        case Content.YEAR:
            return _year(text)
        case Content.NAMES:
            return tuple(name.strip() for name in _SEPARATORS.split(text) if name.strip())
        case Content.CREDIT_CODE:
            return read_credit_code(text)
        case Content.TIER | Content.LEVEL if text not in CHOICES[content]:
            raise ValueError(f"「{text}」不是{content.value}；可写：{'、'.join(CHOICES[content])}")
        case Content.TIER:
            return Tier(text)
    return _plain(content, text)


def _plain(content: Content, text: str) -> str:
    """Return the text of a column that keeps it as it is, once it has its form."""
    if found := _CONTROL.search(text):
        raise ValueError(f"含有换行或看不见的字符 U+{ord(found[0]):04X}，请删去")
    if len(text) > _LONGEST:
        raise ValueError(f"有{len(text)}个字，最多{_LONGEST}个字")
    if content in _FORMS:
        check_form(content, text)
    return text


def check_form(content: Content, text: str) -> None:
    """Raise ValueError, in Chinese, unless `text` has the form of a telephone number or a code."""
    form, meaning = _FORMS[content]
    if not form.fullmatch(text):
        raise ValueError(f"「{text}」不是{meaning}")


def _text(raw: object) -> str:
    if isinstance(raw, bool):
        raise ValueError("这一格是真假值，应为文字")
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    if isinstance(raw, int | str):
        return str(raw).strip()
    raise ValueError("应为文字；表格里请把单元格设为文本")


def _year(text: str) -> int:
    figures = text.removesuffix("年")
    if figures.isascii() and figures.isdecimal() and int(figures) in _MAINLAND_YEARS:
        return int(figures)
    raise ValueError(f"「{text}」不是年份，应像 2016")
