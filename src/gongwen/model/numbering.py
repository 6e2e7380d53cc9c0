"""DocumentNumber (发文字号) and the computed numbers of a text's levels.

Source: GB/T 9704-2012 7.2.5 (form of the number), 7.3.3 (levels).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = re.compile(
    r"(?P<code>[^\s\d〔〕\[\]［］()（）]+)[〔\[［(（](?P<year>\d{4})[〕\]］)）](?P<serial>\d+)号"
)
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True, order=True)
class DocumentNumber:
    """发文字号: 机关代字, 年份 (four digits), 顺序号 (from 1, no leading zero)."""

    issuer_code: str
    year: int
    serial: int

    def __str__(self) -> str:
        return f"{self.issuer_code}〔{self.year}〕{self.serial}号"

    @classmethod
    def parse(cls, text: str) -> DocumentNumber:
        """Read a number written with any kind of bracket around the year.

        Raises ValueError when `text` is no document number.
        """
        match = _NUMBER.fullmatch(text.strip())
        if match is None or int(match["serial"]) < 1:
            raise ValueError(f"「{text}」不是发文字号，应像 绍市软件办〔2015〕3号")
        return cls(match["code"], int(match["year"]), int(match["serial"]))


def chinese_number(value: int) -> str:
    """Return `value` (1 to 99) in Chinese figures: 1 → 一, 12 → 十二, 20 → 二十."""
    if not 1 <= value <= 99:
        raise ValueError(f"层次序号 {value} 超出 1—99")
    tens, units = divmod(value, 10)
    head = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return head + (_DIGITS[units] if units else "")


def level_marker(level: int, ordinal: int) -> str:
    """Return the marker of a level: 一、 （一） 1. （1） (GB/T 9704-2012 7.3.3)."""
    match level:
        case 1:
            return f"{chinese_number(ordinal)}、"
        case 2:
            return f"（{chinese_number(ordinal)}）"
        case 3:
            return f"{ordinal}."
        case 4:
            return f"（{ordinal}）"
    raise ValueError(f"公文层次只有四级，没有第 {level} 级")
