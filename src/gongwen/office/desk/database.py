"""Open the archive's database with Django's ORM, outside any Django project.

SQLite in WAL mode, `synchronous=FULL`, immediate transactions (design D6):
what was acknowledged survives a power cut, and writers wait instead of
failing halfway. Importing this module sets Django up, so modules that import
models import it first.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from tempfile import TemporaryDirectory

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction

from gongwen.errors import IntegrityError, RefusedError, disk_errors
from gongwen.records.transactions import RESTORE, database_errors

_APPS = [
    "gongwen.records",
    "gongwen.records.directory",
    "gongwen.records.keeping",
    "gongwen.records.life",
    "gongwen.search",
]
_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
_WRITING = {"timeout": 60, "transaction_mode": "IMMEDIATE", "init_command": _PRAGMAS}
_READING = {"timeout": 60, "transaction_mode": "DEFERRED", "init_command": "PRAGMA query_only=ON"}
_SCRATCH = {**_WRITING, "init_command": "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF"}
_RULE = "登记、目录和检索都在数据库里"
_HISTORY = "django_migrations"
_SIGN = b"SQLite format 3\0"


def _configure() -> None:
    """Set Django up without a database; models can be imported from then on."""
    if settings.configured:
        return
    entry = {
        "ENGINE": "gongwen.office.desk.sqlite",
        "NAME": ":memory:",
        "OPTIONS": dict(_WRITING),
    }
    settings.configure(
        DATABASES={"default": entry},
        INSTALLED_APPS=_APPS,
        USE_TZ=True,
        TIME_ZONE="Asia/Shanghai",
        LANGUAGE_CODE="zh-hans",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    django.setup()


def connect(path: Path) -> None:
    """Point Django at the SQLite file `path`; it need not exist yet.

    May be called again with another path: the old connection is closed.
    """
    _point_to(str(path), _WRITING)


def disconnect() -> None:
    """Let go of the connected database, whose file is then whole by itself."""
    connections.close_all()


def connect_existing(path: Path, *, writing: bool, upgrading: bool = False) -> None:
    """Point Django at the database `path` of an archive; not `writing`, nothing is changed.

    Where the file or its folder cannot be written, it is read as it stands.
    Raises IntegrityError when there is no database or it lacks tables,
    RefusedError when it is newer than this program, or older and not `upgrading`.
    """
    with disk_errors("打开数据库"):
        _refuse_missing(path)
    if writing:
        connect(path)
    else:
        _point_to(f"{path.absolute().as_uri()}?{_reading_mode(path)}", _READING)
    try:
        with database_errors():
            there = set(connection.introspection.table_names())
    except UnicodeDecodeError as error:  # what SQLite says of a changed table cannot be read itself
        raise IntegrityError(f"数据库 {path} 已损坏，表的说明读不懂", rule=_RULE, advice=RESTORE) from error
    if _HISTORY in there:
        _refuse_newer()
        if upgrading:
            return
        _refuse_older()
    lacking = {model._meta.db_table for model in apps.get_models()} - there
    if lacking:
        raise IntegrityError(f"数据库 {path} 里缺少应有的表", rule=_RULE, advice=RESTORE)


def _refuse_newer() -> None:
    """Raise RefusedError when the connected database holds steps that this program does not know."""
    if strange := _applied_steps() - _known_steps():
        raise RefusedError(
            f"数据库比这个程序新（{_named(strange)}）",
            rule="旧程序不打开新的数据库",
            advice="请升级 gongwen 后再打开；数据库没有改动",
        )


def waiting_steps() -> tuple[str, ...]:
    """Return the steps of the program that the connected database has not taken yet, sorted."""
    return tuple(sorted(_known_steps() - _applied_steps()))


def _known_steps() -> frozenset[str]:
    """Return every step (migration) that the program knows, as `app.0001_name`."""
    return frozenset(
        f"{app.label}.{step.name}"
        for app in apps.get_app_configs()
        for step in iter_modules(import_module(f"{app.name}.migrations").__path__)
    )


def _applied_steps() -> frozenset[str]:
    """Return the steps that the connected database has taken."""
    with database_errors(), connection.cursor() as cursor:
        cursor.execute(f"SELECT app, name FROM {_HISTORY}")
        return frozenset(f"{app}.{name}" for app, name in cursor.fetchall())


def _refuse_older() -> None:
    if waiting := waiting_steps():
        raise RefusedError(
            f"数据库是旧版程序建的，还差 {len(waiting)} 步（{_named(waiting)}）",
            rule="先备份并核对，再升级，然后使用",
            advice="请运行 gongwen upgrade",
        )


def _named(steps: Iterable[str]) -> str:
    return "、".join(sorted(steps))


def _refuse_missing(path: Path) -> None:
    if not path.is_file():
        raise IntegrityError(f"数据库 {path} 不见了", rule=_RULE, advice=RESTORE)
    with path.open("rb") as file:
        if file.read(len(_SIGN)) != _SIGN:
            raise IntegrityError(f"{path} 不是 SQLite 数据库，或已损坏", rule=_RULE, advice=RESTORE)


def _reading_mode(path: Path) -> str:
    """Return the URI's query: SQLite needs -wal and -shm beside a WAL database, unless it is immutable."""
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return "mode=rw"
    in_use = path.with_name(f"{path.name}-wal").exists()
    return "mode=ro" if in_use else "mode=ro&immutable=1"


def _point_to(name: str, options: dict[str, object]) -> None:
    connections.close_all()
    connection.settings_dict["NAME"] = name
    connection.settings_dict["OPTIONS"] = dict(options)


def create_tables() -> None:
    """Make or upgrade the tables of the connected database, all steps in one transaction or none.

    Django notes some steps as taken only after their own transaction; and its
    SQLite tables can be remade only where foreign keys are not watched, so
    they are checked at the end instead.
    """
    connection.disable_constraint_checking()
    try:
        with transaction.atomic():
            call_command("migrate", verbosity=0, interactive=False)
            connection.check_constraints()
    finally:
        connection.enable_constraint_checking()


def connect_empty(path: Path) -> None:
    """Point Django at a new database at `path`, with all tables and nothing in them."""
    with TemporaryDirectory(prefix="gongwen-") as folder:
        path.write_bytes(_empty_tables(Path(folder)))
    connect(path)


@contextmanager
def scratch() -> Iterator[None]:
    """Point Django at a new database with empty tables, and back at the present one afterwards.

    What is entered meanwhile is gone then. Call it outside every transaction.
    """
    name, options = connection.settings_dict["NAME"], connection.settings_dict["OPTIONS"]
    with disk_errors("另建一份登记来比较"), TemporaryDirectory(prefix="gongwen-") as folder:
        path = Path(folder) / "scratch.db"
        try:
            path.write_bytes(_empty_tables(Path(folder)))
            _point_to(str(path), _SCRATCH)
            yield
        finally:
            _point_to(name, options)


def table_texts() -> dict[str, str]:
    """Return what made the tables and indexes of the connected database, by name: kind, table, statement."""
    with database_errors(), connection.cursor() as cursor:
        cursor.execute("SELECT name, type, tbl_name, sql FROM sqlite_master")
        return {
            str(name): f"{kind} {table} " + "".join(str(sql).replace('"', "").split())
            for name, kind, table, sql in cursor.fetchall()
        }


_made: list[bytes] = []
"""A database with empty tables, once one was made."""


def _empty_tables(folder: Path) -> bytes:
    if not _made:
        path = folder / "tables.db"
        _point_to(str(path), _SCRATCH)
        create_tables()
        connections.close_all()
        _made.append(path.read_bytes())
    return _made[0]


_configure()
