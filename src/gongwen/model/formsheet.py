"""A form (调查表) that goes out by itself, and the mark that tells a returned one from another."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from gongwen.model.document import Part

MARK_VERSION = "GW1"
"""What every mark of this kind begins with; another content gets another one."""

_FORM = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")
_RESPONDENT = re.compile(r"[A-Z0-9]+(?:[.-][A-Z0-9]+)*")
_LONGEST_RESPONDENT = 24
_MARK = re.compile(r"GW1:([^:]+):(\d{4}):([^:]+)")


@dataclass(frozen=True, slots=True)
class FormMark:
    """What the QR code of a form says: which form, which year's, whose.

    `form` and `respondent` are capital letters, digits and hyphens, as the
    alphanumeric mode of ISO/IEC 18004 takes them; `respondent` is the code of
    the 填表单位, at most 24 characters, and may have full stops. Raises
    ValueError, in Chinese, for anything else.
    """

    form: str
    year: int
    respondent: str

    def __post_init__(self) -> None:
        if not _FORM.fullmatch(self.form):
            raise ValueError(f"表的代号「{self.form}」应由大写字母、数字和连字符组成")
        if not 1000 <= self.year <= 9999:
            raise ValueError(f"年份「{self.year}」应为四位数字")
        if not _RESPONDENT.fullmatch(self.respondent) or len(self.respondent) > _LONGEST_RESPONDENT:
            raise ValueError(
                f"编号「{self.respondent}」应由大写字母、数字、连字符和小数点组成，不超过{_LONGEST_RESPONDENT}个字符"
            )

    def __str__(self) -> str:
        return f"{MARK_VERSION}:{self.form}:{self.year}:{self.respondent}"

    @classmethod
    def parse(cls, text: str) -> FormMark:
        """Return the mark that a reader of QR codes gives as `text`; ValueError when it is none of ours."""
        match = _MARK.fullmatch(text)
        if match is None:
            raise ValueError(f"「{text[:40]}」不是本程序的调查表编码，应以 {MARK_VERSION}: 开头")
        return cls(match[1], int(match[2]), match[3])


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A form for one respondent: its text, its mark, and the day it shall be back."""

    part: Part
    mark: FormMark
    due: dt.date
