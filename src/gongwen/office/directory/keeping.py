"""The lists between their three forms: rows of the database, values, rows again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from gongwen.errors import IntegrityError
from gongwen.model.directory import Directory, Entry, ListName, cells_of, entry_of
from gongwen.model.directory.columns import key_of

if TYPE_CHECKING:
    from gongwen.records.directory.editions import Editions, Rows
    from gongwen.records.directory.values import Row

_ATTRIBUTES: Mapping[ListName, str] = {
    ListName.ORGANS: "organs",
    ListName.CONTACTS: "contacts",
    ListName.DIVISIONS: "divisions",
    ListName.COLLECTIVES: "collectives",
    ListName.ENTERPRISES: "enterprises",
    ListName.GOALS: "goals",
}


def directory_at(editions: Editions, number: int | None = None) -> Directory:
    """Return the lists as they stood at the edition `number`, the last one by default.

    Raises NotFoundError when there is no such edition, IntegrityError when a
    kept row cannot be read.
    """
    at = editions.latest() if number is None else number
    rows = editions.rows(number)
    return directory_of({name: _entries(name, rows) for name in ListName}, at)


def directory_of(lists: Mapping[ListName, tuple[Entry, ...]], edition: int) -> Directory:
    """Return lists as one value."""
    values: dict[str, Any] = {_ATTRIBUTES[name]: entries for name, entries in lists.items()}
    return Directory(**values, edition=edition)


def entries_of(directory: Directory, name: ListName) -> tuple[Entry, ...]:
    """Return the rows of one list of a directory."""
    entries: tuple[Entry, ...] = getattr(directory, _ATTRIBUTES[name])
    return entries


def rows_of(name: ListName, entries: Iterable[Entry]) -> tuple[Row, ...]:
    """Return values as the rows that are kept."""
    from gongwen.records.directory.values import Row

    return tuple(Row(key_of(name, one), cells_of(name, one)) for one in entries)


def _entries(name: ListName, rows: Rows) -> tuple[Entry, ...]:
    try:
        return tuple(entry_of(name, row.cells) for row in rows.get(name.value, ()))
    except ValueError as error:
        raise IntegrityError(
            f"存着的名录“{name.value}”有一行读不懂（{error}）",
            rule="名录只由导入写进数据库",
            advice="请运行 gongwen directory check 查明哪一版被改动，再从备份恢复",
        ) from error
