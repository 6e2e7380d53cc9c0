"""Blanks {{ 名称 }} in a leaf: found, checked and filled.

A blank is a name or a name with one attribute ({{ 成文日期.月日 }}). Anything
else between the braces is code, and templates hold no code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from gongwen.drafting.values import Value

_BRACES = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_NAME = re.compile(r"\s*([^\W\d]\w*)(?:\.([^\W\d]\w*))?\s*")


class UnknownBlank(ValueError):
    """A blank names something that is not there; the argument is what a clerk reads."""


def check(text: str) -> None:
    """Raise ValueError when `text` holds anything but plain blanks."""
    for match in _BRACES.finditer(text):
        if not _NAME.fullmatch(match[1]):
            raise ValueError(f"空格「{match[0]}」里只能写字段名或「字段名.部分」，不能写别的")
    rest = _BRACES.sub("", text)
    for mark in ("{{", "}}", "{%", "%}", "{#"):
        if mark in rest:
            raise ValueError(f"「{mark}」不成对，或指令没有单独成行")


def names(text: str) -> Iterator[str]:
    """Yield the field names that the blanks of `text` use."""
    for match in _BRACES.finditer(text):
        if name := _NAME.fullmatch(match[1]):
            yield name[1]


def fill(text: str, values: Mapping[str, Value]) -> str:
    """Return `text` with every blank replaced; the values are never read again as blanks.

    Raises UnknownBlank when a value or its attribute is missing.
    """

    def replacement(match: re.Match[str]) -> str:
        name = _NAME.fullmatch(match[1])
        if name is None or name[1] not in values:
            raise UnknownBlank(f"没有字段「{match[1].strip()}」的内容")
        return values[name[1]].written(name[2])

    return _BRACES.sub(replacement, text)
