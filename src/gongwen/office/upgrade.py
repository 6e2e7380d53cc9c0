"""upgrade (升级): an archive's database takes the steps of a newer program, after a verified copy of it."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from gongwen.archive.durable import make_folder, sync_path
from gongwen.archive.home import open_archive_folder
from gongwen.errors import IntegrityError, disk_errors
from gongwen.office.desk import database
from gongwen.office.safety.snapshot import held_copy
from gongwen.records.transactions import database_errors

FOLDER = "upgrades"
_ADVICE = "数据库没有升级，请从备份恢复后再试"


@dataclass(frozen=True, slots=True)
class UpgradeReport:
    """The steps taken, and where the copy from before lies; nothing to do: no steps, no copy."""

    steps: tuple[str, ...]
    backup: Path | None

    def __str__(self) -> str:
        if self.backup is None:
            return "数据库已是这个程序的版本，没有改动"
        return f"已升级数据库（{len(self.steps)} 步：{'、'.join(self.steps)}），升级前的备份在 {self.backup}"


@database_errors()
def upgrade(root: Path, now: dt.datetime) -> UpgradeReport:
    """Bring the database of the archive `root` to this program; an interrupted call can be repeated.

    Before anything is changed, a copy is written beside it, brought to the
    disk and verified: whole by SQLite's own check, and with as many rows in
    each table. Raises what opening an archive raises, RefusedError for a
    database newer than this program, IntegrityError when the copy or the
    upgraded database is not what it must be, StorageError when the disk does
    not take it.
    """
    folder = open_archive_folder(root)
    database.connect_existing(folder.database, writing=True, upgrading=True)
    steps = database.waiting_steps()
    if not steps:
        return UpgradeReport((), None)
    with disk_errors("备份数据库"), connection.wrap_database_errors:
        make_folder(root / FOLDER)
        copy = _unused(root / FOLDER / f"gongwen-{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}.db")
        before = _copied(folder.database, copy)
        sync_path(copy)
        sync_path(copy.parent)
    database.create_tables()
    with connection.wrap_database_errors:
        _require_rows(folder.database, before)
    database.connect_existing(folder.database, writing=True)
    return UpgradeReport(steps, copy)


def _unused(path: Path) -> Path:
    count, found = 1, path
    while found.exists():
        count += 1
        found = path.with_name(f"{path.stem}-{count}{path.suffix}")
    return found


def _copied(source: Path, target: Path) -> Mapping[str, int]:
    """Copy a database with nobody writing meanwhile; return the rows of each table, the same in both."""
    with held_copy(source, target) as (living, copied):
        before, after = _rows(living), _rows(copied)
    if before != after:
        raise IntegrityError(f"备份 {target} 与数据库不符", rule="先有核对过的备份，再升级")
    return before


def _require_rows(path: Path, before: Mapping[str, int]) -> None:
    with closing(sqlite3.connect(path)) as reading:
        after = _rows(reading)
        (verdict,) = reading.execute("PRAGMA integrity_check").fetchone()
    changed = {table for table, count in before.items() if table in after and after[table] < count}
    if verdict != "ok" or changed:
        raise IntegrityError(
            f"升级后的数据库不完整（{verdict}；{'、'.join(sorted(changed))}）",
            rule="升级不丢一行",
            advice=_ADVICE,
        )


def _rows(source: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows each table has; those of the search engine are for its own check."""
    listed = source.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name"
    )
    tables = [str(name) for (name,) in listed.fetchall()]
    return {table: int(source.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]) for table in tables}
