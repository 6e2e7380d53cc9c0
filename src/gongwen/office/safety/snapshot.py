"""The database and the files of an archive at one moment, while others work."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection

from gongwen.archive.backups import Standing, standing_of
from gongwen.errors import IntegrityError, StorageError, disk_errors
from gongwen.records.transactions import writing


@contextmanager
def snapshot(root: Path, database: Path, work: Path) -> Iterator[tuple[Path, Standing]]:
    """Yield a copy of the database, below `work`, and the files that stood beside it at the same moment.

    No file is copied while writers wait. Raises what `held_copy` raises.
    """
    with disk_errors("写备份"), TemporaryDirectory(prefix=".gongwen-", dir=work) as folder:
        copy = Path(folder) / database.name
        with held_copy(database, copy):
            standing = standing_of(root)
        yield copy, standing


@contextmanager
def held_copy(database: Path, copy: Path) -> Iterator[tuple[sqlite3.Connection, sqlite3.Connection]]:
    """Copy the connected database to `copy`, and yield both for reading while nobody commits; readers go on.

    The writers' turn is waited for as by every writer. Raises IntegrityError
    when the copy does not pass SQLite's own check, StorageError when its disk
    is full.
    """
    with (
        writing(),
        connection.wrap_database_errors,
        closing(sqlite3.connect(database)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        try:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            if "full" not in str(error):
                raise
            raise StorageError("放数据库副本的磁盘满了，写不下", advice="请腾出空间，或换一块盘") from error
        (verdict,) = target.execute("PRAGMA integrity_check").fetchone()
        if verdict != "ok":
            raise IntegrityError(
                f"数据库没有通过 SQLite 自己的检查（{verdict}）",
                rule="备份的数据库须是完整的",
                advice="请停止编号，恢复最近的备份，再运行 gongwen archive verify",
            )
        yield source, target
