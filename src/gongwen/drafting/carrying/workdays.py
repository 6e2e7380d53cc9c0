"""Workdays (工作日): the State Council's yearly arrangement of holidays, days in lieu included.

The arrangements are those of the package chinesecalendar, year by year as
they were published. A year whose arrangement is not in it has its weekends
only, and that is said.
"""

from __future__ import annotations

import datetime as dt

import chinese_calendar

_WEEKDAYS = "一二三四五六日"
_HOLIDAYS = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}


class Workdays:
    """Which days are worked."""

    def known(self, year: int) -> bool:
        """Say whether the arrangement of holidays of `year` is known."""
        try:
            chinese_calendar.is_workday(dt.date(year, 1, 1))
        except NotImplementedError:
            return False
        return True

    def off(self, day: dt.date) -> str:
        """Return why `day` is not worked (国庆节, 星期六), or nothing for a workday."""
        if self.known(day.year):
            if chinese_calendar.is_workday(day):
                return ""
            named = chinese_calendar.get_holiday_detail(day)[1]
            if named:
                return _HOLIDAYS.get(named, "节假日")
        return f"星期{_WEEKDAYS[day.weekday()]}" if day.weekday() > 4 else ""

    def on_or_after(self, day: dt.date) -> dt.date:
        """Return `day`, or the first workday after it (《民法典》第二百零三条)."""
        while self.off(day):
            day += dt.timedelta(days=1)
        return day
