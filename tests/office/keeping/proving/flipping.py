"""One bit of a file changed, and what a database then says, whatever its unused bytes are."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

_INDEXES = ("search_pairs", "search_heads")


@contextmanager
def flipped(path: Path, chance: random.Random) -> Iterator[int]:
    """Have one bit of a file the other way round; yields which bit. The file is then as it was.

    A bit of a byte that is not zero: what is empty of a database's pages is most of them.
    """
    before, mode = path.read_bytes(), path.stat().st_mode
    byte = chance.choice([place for place, value in enumerate(before) if value])
    bit = byte * 8 + chance.randrange(8)
    after = bytearray(before)
    after[bit // 8] ^= 1 << bit % 8
    path.chmod(0o644)
    path.write_bytes(after)
    path.chmod(mode)
    try:
        yield bit
    finally:
        path.chmod(0o644)
        path.write_bytes(before)
        path.chmod(mode)
        for beside in path.parent.glob(f"{path.name}-*"):  # a journal that SQLite left
            beside.unlink()


def said_by(database: Path) -> object:
    """Return every value that a database holds, by table, or the error that reading it ends with.

    Of the index of pairs, what it lists; its pages are its own affair.
    """
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as reading:
            made = reading.execute(
                "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name"
            ).fetchall()
            tables = [row[1] for row in made if row[0] == "table" and not row[1].startswith(_INDEXES)]
            held = {name: _rows(reading, f'SELECT rowid, {_columns(name)} FROM "{name}"') for name in tables}
            held["sqlite_sequence"] = _counters(reading)
            return made, held, [_listed(reading, name) for name in _INDEXES]
    except (sqlite3.Error, UnicodeDecodeError, TypeError) as error:
        return f"{type(error).__name__}: {error}"


def _counters(reading: sqlite3.Connection) -> list[tuple[object, ...]]:
    """Whether the next row of a table has a new number; by how much it is higher says nothing."""
    return [
        (name, seq >= (reading.execute(f'SELECT max(rowid) FROM "{name}"').fetchone()[0] or 0))
        for name, seq in reading.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name").fetchall()
    ]


def _listed(reading: sqlite3.Connection, index: str) -> list[tuple[object, ...]]:
    reading.execute(f"CREATE VIRTUAL TABLE temp.listed_{index} USING fts5vocab(main, {index}, instance)")
    return _rows(reading, f"SELECT * FROM temp.listed_{index}")


def _columns(table: str) -> str:
    """When a step of the program was taken nobody reads; Django writes it down."""
    return "app, name" if table == "django_migrations" else "*"


def _rows(reading: sqlite3.Connection, query: str) -> list[tuple[object, ...]]:
    return sorted(reading.execute(query).fetchall(), key=repr)
