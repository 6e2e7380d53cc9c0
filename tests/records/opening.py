"""A database with all tables, made once for each test process and copied for each test."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from functools import cache
from pathlib import Path

from gongwen.office.desk.database import connect, create_tables

NOW = dt.datetime(2026, 1, 5, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def now() -> dt.datetime:
    """The time in every test: 5 January 2026, 9:30 in Shaoxing."""
    return NOW


@cache
def _template() -> Path:
    path = Path(tempfile.mkdtemp()) / "template.db"
    connect(path)
    create_tables()
    connect(path.with_name("none.db"))
    return path


def open_database(path: Path) -> None:
    """Point Django at a new database with all tables at `path`."""
    shutil.copy(_template(), path)
    connect(path)
