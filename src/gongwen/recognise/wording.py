"""Elements told by their wording: markers of levels, dates, numbers, labels."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from gongwen.model.dates import parse_date
from gongwen.model.kinds import Form
from gongwen.model.numbering import chinese_number

_ORDINALS = {chinese_number(value): value for value in range(1, 100)}
_MARKERS = (
    (1, re.compile(r"([一二三四五六七八九十]{1,3})[、．.]\s*(.*)", re.DOTALL)),
    (2, re.compile(r"[（(]([一二三四五六七八九十]{1,3})[）)][、．.]?\s*(.*)", re.DOTALL)),
    (3, re.compile(r"([1-9]\d?)(?:[．、]|\.(?!\d))\s*(.*)", re.DOTALL)),
    (4, re.compile(r"[（(]([1-9]\d?)[）)][、．.]?\s*(.*)", re.DOTALL)),
)
ANNEX = re.compile(r"附\s*件\s*(\d{0,2})\s*[:：]?")
NOTE = re.compile(r"附\s*件\s*[:：]\s*(.*)", re.DOTALL)
_LISTED = re.compile(r"\d{1,2}[.．、]\s*(.+)", re.DOTALL)
REMARK = re.compile(r"[（(](.*)[）)]", re.DOTALL)
NAMED = {Form.MINUTES: "纪要", Form.ORDER: "令"}
"""What 发文机关标志 of these 版式 ends with (GB/T 9704-2012 10.2, 10.3)."""

_SPACES = re.compile(r"[\s\u3000\u00a0]+")
_SECRECY = re.compile(r"(绝密|机密|秘密)(?:\s*★\s*(.*))?")
_URGENCY = ("特急", "加急", "特提", "平急")
_NUMBER = re.compile(r"([^\s\d〔\[［(（]+)[〔\[［(（]\s*(\d{4})\s*[〕\]］)）]\s*(\d*)\s*号")


@dataclass(frozen=True, slots=True)
class Marked:
    """A level marker that was typed: level, ordinal, the text after it."""

    level: int
    ordinal: int
    text: str


def marked(text: str) -> Marked | None:
    """Return the level marker that `text` begins with, None where it begins with none."""
    for level, pattern in _MARKERS:
        if found := pattern.fullmatch(text):
            ordinal = _ORDINALS.get(found[1]) or (int(found[1]) if found[1].isdecimal() else 0)
            if ordinal:
                return Marked(level, ordinal, found[2])
    return None


def date_of(text: str) -> dt.date | None:
    """Return the day that `text` is, None when it is none."""
    try:
        return parse_date(folded(text))
    except ValueError:
        return None


def folded(text: str) -> str:
    """Return `text` without any white space."""
    return _SPACES.sub("", text)


def annexed(text: str, *, first: bool) -> str | None:
    """Return the name that a line of 附件说明 says, None when it is no such line."""
    found = NOTE.fullmatch(text)
    if found:
        name = found[1].strip()
        listed = _LISTED.fullmatch(name)
        return listed[1].strip() if listed else name
    if first:
        return None
    listed = _LISTED.fullmatch(text.strip())
    return listed[1].strip() if listed else text.strip()


def secrecy(text: str) -> tuple[str, str] | None:
    """Return 密级 and 保密期限 that `text` says, None when it says none."""
    found = _SECRECY.fullmatch(text.strip())
    return (found[1], (found[2] or "").strip()) if found else None


def is_urgency(text: str) -> bool:
    """Say whether `text` is 紧急程度."""
    return folded(text) in _URGENCY


def numbered(text: str) -> tuple[str, int, int] | None:
    """Return 机关代字, year and serial (0 where its place is blank) of a line, None when it says none."""
    found = _NUMBER.search(text.replace("\u3000", " "))
    return (found[1], int(found[2]), int(found[3] or 0)) if found else None
