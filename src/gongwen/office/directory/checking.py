"""directory check: whether the kept lists fit together, and whether every edition is as it was made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from gongwen.model import Finding
from gongwen.model.directory import Directory, Fault, check_directory
from gongwen.model.directory.columns import label_of
from gongwen.office.directory.keeping import entries_of


def check_lists(directory: Directory, today: dt.date) -> tuple[Finding, ...]:
    """Return what does not fit together in the lists; what is in use must do so on the day `today`."""
    return tuple(placed(directory, check_directory(directory, today)))


def check_editions() -> tuple[Finding, ...]:
    """Return where an edition was changed after it was made."""
    from gongwen.records.directory import chained
    from gongwen.records.transactions import database_errors

    with database_errors():
        return tuple(chained.findings())


def placed(directory: Directory, faults: Iterable[Fault]) -> Iterator[Finding]:
    """Yield faults between the rows of `directory` as findings that name the row: 企业「甲公司」·上级企业."""
    for fault in faults:
        entry = entries_of(directory, fault.list)[fault.index]
        place = f"{fault.list.value}「{label_of(entry)}」·{fault.heading}"
        yield Finding(place, fault.rule, fault.sentence, fault.level)
