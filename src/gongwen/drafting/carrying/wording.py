"""Years and days inside a text: which of them move to another year, and which stay.

Moved: a year standing alone (2015年、2015年度) when the text speaks only of
the paper's own year and its neighbours, and a day (7月30日) that is not worked
in the new year. Left alone: numbers of papers, periods (2015—2020年), what
stands in 《》, and every text that names years further off: that is a schedule
or history.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongwen.drafting.carrying.workdays import Workdays
from gongwen.errors import FactsError
from gongwen.model.dates import chinese_date

_NAMED = r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|[〔\[［][12]\d{3}[〕\]］]\s*\d+号"
_PERIOD = r"([12]\d{3})年?\s*[-—–－~～至]{1,2}\s*([12]\d{3})年?"
_KEPT = re.compile(f"{_NAMED}|{_PERIOD}")
_YEARS = re.compile(rf"(?:{_NAMED})|{_PERIOD}|(?<!\d)((?:19|20)\d{{2}})(?=年)")
_DAY_OR_YEAR = re.compile(
    r"(?<!\d)(?:(?P<of>(?:19|20)\d{2})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
    r"|(?<!\d)(?P<year>(?:19|20)\d{2})(?=年)"
)
_COUNTED = re.compile(r"\d[\d,.]*(?:万元|亿元|元|台|套|家|户|个|人|份|％|%)")


def refuse_not_later(year: int, other: int) -> None:
    """Raise FactsError when a paper would be carried to its own year or to one before it."""
    if other < year:
        raise FactsError(
            f"{other}年早于这份公文的年度（{year}年）", rule="沿用到以后的年度", advice="请用 --year 写明年度"
        )
    if year == other:
        raise FactsError(f"这份公文就是{year}年的", rule="沿用到另一个年度", advice="请用 --year 写明年度")


def years_in(texts: Iterable[str]) -> set[int]:
    """Return every year that the texts name, alone or in a period; not those in names and numbers."""
    return {int(year) for text in texts for match in _YEARS.finditer(text) for year in match.groups() if year}


def kept_in(text: str) -> list[str]:
    """Return what a person should look at again: papers and periods named, counts and sums."""
    return [*(match[0] for match in _KEPT.finditer(text)), *_COUNTED.findall(text)]


@dataclass(frozen=True, slots=True)
class Mover:
    """Moves the texts of a paper of `year` to the year `other`; `years` says that named years move too."""

    year: int
    other: int
    workdays: Workdays
    years: bool

    def moved(self, text: str) -> tuple[str, tuple[str, ...]]:
        """Return the text for the other year, and what was done with its days, in Chinese."""
        done: list[str] = []
        written = "".join(
            piece if kept else _DAY_OR_YEAR.sub(lambda match: self._moved(match, done), piece)
            for piece, kept in _pieces(text)
        )
        return written, tuple(done)

    def _moved(self, match: re.Match[str], done: list[str]) -> str:
        if match["year"]:
            return str(int(match["year"]) + self.other - self.year) if self.years else match[0]
        if match["of"] and not self.years:
            return match[0]
        aim = int(match["of"]) + self.other - self.year if match["of"] else self.other
        worked, remark = moved_day(aim, int(match["month"]), int(match["day"]), self.workdays)
        if remark:
            done.append(remark)
        return chinese_date(worked) if match["of"] else f"{worked.month}月{worked.day}日"


def moved_day(year: int, month: int, day: int, workdays: Workdays) -> tuple[dt.date, str]:
    """Return that day of `year`, or the next workday of the same year, and in Chinese why it is another.

    A day that the year lacks (2月29日) is the last of its month.
    """
    wanted = _day(year, month, day)
    why = "" if wanted.day == day else f"{year}年没有{month}月{day}日"
    worked = workdays.on_or_after(wanted)
    if worked.year != year:
        return wanted, f"{chinese_date(wanted)}是{workdays.off(wanted)}，顺延就到下一年了，没有顺延"
    if worked != wanted:
        why = f"{chinese_date(wanted)}是{workdays.off(wanted)}"
    return worked, f"{why}，改为{worked.month}月{worked.day}日" if why else ""


def _day(year: int, month: int, day: int) -> dt.date:
    first = dt.date(year, min(max(month, 1), 12), 1)
    last = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return first.replace(day=min(max(day, 1), last.day))


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the text in pieces, each with whether it is always kept."""
    position = 0
    for match in _KEPT.finditer(text):
        yield text[position : match.start()], False
        yield match[0], True
        position = match.end()
    yield text[position:], False
