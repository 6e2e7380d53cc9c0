"""Dates as a 公文 writes them: 2015年6月23日, no zero padding (7.3.5.4)."""

from __future__ import annotations

import datetime as dt
import re

_FORMS = (
    re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日"),
    re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"),
)


def chinese_date(day: dt.date) -> str:
    """Return 2015年6月23日 for 2015-06-23."""
    return f"{day.year}年{day.month}月{day.day}日"


def parse_date(text: str) -> dt.date:
    """Read 2015年6月23日, 2015-06-23, 2015/6/23 or 2015.6.23.

    Raises ValueError, with a Chinese sentence, for anything else and for a
    day the calendar does not have.
    """
    for form in _FORMS:
        if match := form.fullmatch(text.strip()):
            year, month, day = (int(group) for group in match.groups())
            try:
                return dt.date(year, month, day)
            except ValueError:
                raise ValueError(f"日历上没有{year}年{month}月{day}日") from None
    raise ValueError(f"「{text}」不是日期，应像 2015年6月23日")
