"""Blanks {{ 名称 }} in a leaf: found, checked and filled.

A blank is a name or a name with one attribute ({{ 成文日期.月日 }}). Anything
else between the braces is code, and templates hold no code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from gongwen.drafting.values import Value

_BRACES = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_NAME = re.compile(r"[^\W\d]\w*")
_BLANK = re.compile(rf"\s*({_NAME.pattern})(?:\.({_NAME.pattern}))?\s*")


def is_name(text: str) -> bool:
    """Return whether `text` can name a field: letters, 汉字 and figures, not beginning with a figure."""
    return bool(_NAME.fullmatch(text))


def check(text: str) -> None:
    """Raise ValueError when `text` holds anything but plain blanks."""
    for match in _BRACES.finditer(text):
        if not _BLANK.fullmatch(match[1]):
            raise ValueError(f"空格「{match[0]}」里只能写字段名或「字段名.部分」，不能写别的")
    rest = _BRACES.sub("", text)
    for mark in ("{{", "}}", "{%", "%}", "{#"):
        if mark in rest:
            raise ValueError(f"「{mark}」不成对，或指令没有单独成行")


def used(text: str) -> Iterator[tuple[str, str | None]]:
    """Yield the name and the attribute of every blank of `text`."""
    for match in _BRACES.finditer(text):
        if name := _BLANK.fullmatch(match[1]):
            yield name[1], name[2]


def fill(text: str, values: Mapping[str, Value]) -> str:
    """Return `text` with every blank replaced; the values are never read again as blanks.

    `check` has passed `text`, and `values` has every name it uses.
    """

    def replacement(match: re.Match[str]) -> str:
        name, _, attribute = match[1].strip().partition(".")
        return values[name].written(attribute or None)

    return _BRACES.sub(replacement, text)
