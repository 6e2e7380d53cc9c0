"""The database and the files of an archive at one moment, while others work."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection

from gongwen.archive.backups import Standing, standing_of
from gongwen.errors import IntegrityError, disk_errors
from gongwen.records.transactions import database_errors


@contextmanager
def snapshot(root: Path, database: Path, work: Path) -> Iterator[tuple[Path, Standing]]:
    """Yield a copy of the database, below `work`, and the files that stood beside it at the same moment.

    Nobody commits meanwhile, readers go on; no file is copied while writers
    wait. Raises IntegrityError when the copy does not pass SQLite's own check.
    """
    with disk_errors("写备份"), TemporaryDirectory(prefix=".gongwen-", dir=work) as folder:
        copy = Path(folder) / database.name
        with database_errors(), connection.wrap_database_errors:
            standing = _held(root, database, copy)
        yield copy, standing


def _held(root: Path, database: Path, copy: Path) -> Standing:
    with closing(sqlite3.connect(database, timeout=60, isolation_level=None)) as held:
        held.execute("BEGIN IMMEDIATE")
        with closing(sqlite3.connect(database)) as reading, closing(sqlite3.connect(copy)) as writing:
            reading.backup(writing)
            writing.execute("PRAGMA journal_mode=DELETE")
            (verdict,) = writing.execute("PRAGMA integrity_check").fetchone()
        standing = standing_of(root)
        held.execute("ROLLBACK")
    if verdict != "ok":
        raise IntegrityError(
            f"数据库没有通过 SQLite 自己的检查（{verdict}）",
            rule="备份的数据库须是完整的",
            advice="请停止编号，恢复最近的备份，再运行 gongwen archive verify",
        )
    return standing
