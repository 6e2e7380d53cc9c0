"""Closing a year (封账): when every number is accounted for, nothing is entered any more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby

from gongwen.errors import NotFoundError, RefusedError
from gongwen.records import audit
from gongwen.records.ledger.basis import Basis, highest
from gongwen.records.models import Series
from gongwen.records.refusals import require_reason
from gongwen.records.rows import whole_series
from gongwen.records.transactions import writing
from gongwen.records.values import SeriesRecord, State


class Years(Basis):
    """Close (封账) and reopen (重新开账) the numbers of a 机关代字 in a year."""

    def close_year(self, issuer_code: str, year: int, *, reason: str) -> SeriesRecord:
        """Close a series: no number is reserved, adopted or voided in it afterwards; closing twice is once.

        Raises NotFoundError for a series without a number, RefusedError
        without a reason, while the year lasts, and while a number is reserved
        or a gap unexplained; all such are named.
        """
        require_reason(reason, "封账")
        with writing():
            series = self._existing(issuer_code, year)
            if series.closed_at is None:
                self._refuse_current(series)
                _refuse_undecided(series)
                series.closed_at, series.closing_reason = self._now(), reason
                self._turn(series, "closed", series.closed_at, reason)
        return series_record(series)

    def reopen_year(self, issuer_code: str, year: int, *, reason: str) -> SeriesRecord:
        """Open a closed series again, for an act that cannot be left undone; the audit says why.

        Raises NotFoundError for a series without a number, RefusedError
        without a reason and for one that is not closed.
        """
        require_reason(reason, "重新开账")
        with writing():
            series = self._existing(issuer_code, year)
            if series.closed_at is None:
                raise RefusedError(f"{series} 没有封账", rule="只有封了账的才要重新开账")
            series.closed_at, series.closing_reason = None, ""
            self._turn(series, "reopened", self._now(), reason)
        return series_record(series)

    def all_series(self, issuer_code: str = "", year: int = 0) -> tuple[SeriesRecord, ...]:
        """Return every series that has a number, by 机关代字 and year."""
        found = Series.objects.filter(fonds__code=self.fonds).order_by("issuer_code", "year")
        if issuer_code:
            found = found.filter(issuer_code=issuer_code)
        if year:
            found = found.filter(year=year)
        return tuple(record for record in map(series_record, found) if record.highest)

    def _existing(self, issuer_code: str, year: int) -> Series:
        fonds = self._locked()
        found = Series.objects.select_for_update().filter(fonds=fonds, issuer_code=issuer_code, year=year)
        series = found.first()
        if series is None or not highest(series):
            raise NotFoundError(
                f"{issuer_code}〔{year}〕没有编过号", advice="可用 gongwen number list 查看有哪些"
            )
        return series

    def _turn(self, series: Series, verb: str, at: dt.datetime, reason: str) -> None:
        series.save()
        details = {"reason": reason, "highest": str(highest(series))}
        audit.append(series.fonds, verb, series, at, self.operator, details)

    def _refuse_current(self, series: Series) -> None:
        if series.year >= self.today.year:
            raise RefusedError(
                f"{series.year} 年还没有过完（今天是 {self.today}）",
                rule="上一年的账到次年补登完才封",
                advice="请在年后封账",
            )


def series_record(series: Series) -> SeriesRecord:
    """Return a series as a value."""
    return SeriesRecord(
        series.issuer_code, series.year, highest(series), series.closed_at, series.closing_reason
    )


def _refuse_undecided(series: Series) -> None:
    waiting: dict[State, list[int]] = {}
    for record in whole_series(series):
        if record.state in (State.RESERVED, State.GAP):
            waiting.setdefault(record.state, []).append(record.number.serial)
    if waiting:
        named = "；".join(f"{state.value} {_ranges(serials)}" for state, serials in waiting.items())
        raise RefusedError(
            f"{series} 还有 {sum(map(len, waiting.values()))} 个号没有交代（{named}）",
            rule="每个号都有去向才能封账",
            advice="预留的请续办或作废，空号请补登或作废",
        )


def _ranges(serials: Iterable[int]) -> str:
    return "、".join(_range(run) for run in _runs(serials))


def _range(run: list[int]) -> str:
    return f"{run[0]}号" if len(run) == 1 else f"{run[0]}—{run[-1]}号"


def _runs(serials: Iterable[int]) -> Iterator[list[int]]:
    """Yield the runs of consecutive serials, which come sorted."""
    for _, pairs in groupby(enumerate(serials), lambda pair: pair[1] - pair[0]):
        yield [serial for _, serial in pairs]
