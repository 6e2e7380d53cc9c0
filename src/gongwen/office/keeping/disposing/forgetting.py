"""What the database and the files of the index still hold of texts that were taken out, cleared away.

SQLite keeps deleted bytes in its free pages and its log, FTS5 in segments not
merged yet, Whoosh in its segments.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from django.db import connection

from gongwen.errors import disk_errors
from gongwen.records.transactions import database_errors

_INDEXES = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%USING fts5%'"


def forget_deleted(index: Path) -> None:
    """Rewrite the database without its free pages; remove the files of Whoosh below `index`, made anew later.

    StorageError when others are at work in the database just then: nothing is
    lost, ask again.
    """
    with disk_errors("清除检索文件"):
        shutil.rmtree(index / "whoosh", ignore_errors=True)
    if connection.vendor != "sqlite":
        return
    with database_errors(), connection.cursor() as cursor:
        cursor.execute(_INDEXES)
        for (name,) in cursor.fetchall():
            cursor.execute(f"INSERT INTO {name}({name}) VALUES ('optimize')")
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
