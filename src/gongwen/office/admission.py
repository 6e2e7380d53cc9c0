"""admission (准予编号): dates and a 机关代字 that would burn a number are refused before one is taken.

Pure: today and what is known are handed in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from gongwen.errors import RefusedError
from gongwen.model.finding import Finding, Level

_USUAL, _FARTHEST = dt.timedelta(days=31), dt.timedelta(days=366)


def check_dates(signed_on: dt.date, issued_on: dt.date, today: dt.date) -> None:
    """Refuse a date of issue (成文日期) that cannot be that of the last signature."""
    rule = "成文日期是最后签发的日期（GB/T 9704-2012 7.3.5.4）"
    if signed_on > issued_on:
        raise RefusedError(
            f"签发日期 {signed_on} 晚于成文日期 {issued_on}", rule=rule, advice="请改正其中一个日期"
        )
    if issued_on > today:
        raise RefusedError(
            f"成文日期 {issued_on} 还没有到（今天是 {today}）", rule=rule, advice="请改正成文日期"
        )
    if issued_on - signed_on > _FARTHEST:
        raise RefusedError(
            f"成文日期 {issued_on} 比签发日期 {signed_on} 晚一年以上", rule=rule, advice="请改正其中一个日期"
        )


def late(signed_on: dt.date, issued_on: dt.date) -> Iterator[Finding]:
    """Yield a warning when the date of issue is more than a month after the signature."""
    if issued_on - signed_on > _USUAL:
        days = (issued_on - signed_on).days
        sentence = f"成文日期 {issued_on} 比签发日期 {signed_on} 晚 {days} 天，请核对"
        yield Finding("成文日期", "GB/T 9704-2012 7.3.5.4", sentence, Level.WARNING)


def check_series(known: Sequence[str], code: str, *, meant: bool) -> None:
    """Refuse the first number of a 机关代字 where only others, `known`, have numbers, unless `meant`."""
    if known and code not in known and not meant:
        raise RefusedError(
            f"机关代字「{code}」还没有编过号，编过的是「{'」「'.join(known)}」",
            rule="机关代字写错，就会另起一串号",
            advice="请核对机关代字；确实启用新的代字，请加 --new-series",
        )
