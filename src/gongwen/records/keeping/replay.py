"""The tables made anew from the entries alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gongwen.errors import IntegrityError
from gongwen.records.chain import hash_of
from gongwen.records.keeping import appending, log, receiving
from gongwen.records.keeping.arranging import holding, projecting, units
from gongwen.records.keeping.basis import Projection
from gongwen.records.keeping.models import Act
from gongwen.records.keeping.origins import deriving
from gongwen.records.models import Fonds
from gongwen.records.transactions import writing

PROJECTIONS: Mapping[str, Projection] = {
    **receiving.PROJECTIONS,
    **appending.PROJECTIONS,
    **units.PROJECTIONS,
    **holding.PROJECTIONS,
    **projecting.PROJECTIONS,
    **deriving.PROJECTIONS,
}
"""What every verb does to the tables."""


def replay(fonds_code: str, year: int, lines: Iterable[str]) -> int:
    """Enter the lines of a year as they stand and change the tables as they say; return how many.

    Years are replayed in order, into tables that hold nothing of this fonds
    and year. Raises IntegrityError for a line that is no entry.
    """
    count = 0
    with writing():
        fonds = Fonds.objects.get(code=fonds_code)
        for count, line in enumerate(lines, start=1):
            try:
                told = log.told_by(line)
                project = PROJECTIONS[told.verb]
                Act.objects.create(
                    fonds=fonds,
                    year=year,
                    ordinal=count,
                    verb=told.verb,
                    subject=told.subject,
                    line=line,
                    hash=hash_of(line),
                )
                project(fonds, told)
            except (ValueError, KeyError, TypeError) as error:
                raise IntegrityError(
                    f"{log.NAME} {year} 年第 {count} 条读不懂",
                    rule="存档格式 五",
                    advice="请从备份恢复这个文件，再重建",
                ) from error
    return count
