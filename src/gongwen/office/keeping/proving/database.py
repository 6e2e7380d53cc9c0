"""The database by itself: SQLite's own checks, and tables made just as this program makes them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import connection
from django.db.models import DateField, DateTimeField, JSONField

from gongwen.model.finding import Finding
from gongwen.office.desk.database import scratch, table_texts
from gongwen.records.models import Fonds
from gongwen.records.transactions import database_errors

if TYPE_CHECKING:
    from gongwen.office.wiring import Office

_RULE = "SQLite 自己的检查"
_DAYS = ("[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]",)
_TIMES = tuple(f"{_DAYS[0]} [0-9][0-9]:[0-9][0-9]:[0-9][0-9]{rest}" for rest in ("", ".[0-9]*"))


@database_errors()
def database_findings() -> Iterator[Finding]:
    """Yield what SQLite finds wrong with the connected database, and tables that were made otherwise."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        troubles = [str(row[0]) for row in cursor.fetchall()]
        cursor.execute("PRAGMA foreign_key_check")
        astray = cursor.fetchall()
    for trouble in troubles:
        if trouble != "ok":
            yield Finding("数据库", _RULE, trouble)
    for table, row, parent, _ in astray:
        yield Finding("数据库", _RULE, f"{table} 的第 {row} 行指着 {parent} 里没有的一行")
    yield from _otherwise_made()
    yield from _odd_times()
    yield from _odd_lists()
    yield from _wrong_counters()


def _odd_lists() -> Iterator[Finding]:
    """Yield lists and maps that are not written as this program writes them, though they say the same."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if not isinstance(field, JSONField):
                continue
            table, column = model._meta.db_table, field.column
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL')
                odd = sum(json.dumps(json.loads(text)) != text for (text,) in cursor.fetchall())
            if odd:
                yield Finding("数据库", "JSON 的写法", f"{table} 的 {column} 有 {odd} 处写法不对，已被改动")


def _wrong_counters() -> Iterator[Finding]:
    """Yield tables whose counter of rows would give a row's number a second time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence")
        counters = cursor.fetchall()
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'")
        tables = [name for (name,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(f'SELECT max(rowid) FROM "{table}"')
            (highest,) = cursor.fetchone()
            counted = [count for name, count in counters if name == table]
            if highest is not None and not any(isinstance(one, int) and one >= highest for one in counted):
                yield Finding("数据库", "行号不重用", f"{table} 的行号计数不对，已被改动")
    for name in sorted({str(name) for name, _ in counters} - set(tables)):
        yield Finding("数据库", "行号不重用", f"行号计数里有不认得的表 {name}，已被改动")


def _odd_times() -> Iterator[Finding]:
    """Yield days and times that are not written as this program writes them, though they can be read."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if not isinstance(field, DateField):
                continue
            table, column = model._meta.db_table, field.column
            forms = _TIMES if isinstance(field, DateTimeField) else _DAYS
            fitting = " OR ".join(f"\"{column}\" GLOB '{form}'" for form in forms)
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT count(*) FROM {table} WHERE NOT ({fitting})")
                (count,) = cursor.fetchone()
            if count:
                yield Finding("数据库", "时间的写法", f"{table} 的 {column} 有 {count} 处写法不对，已被改动")


def fonds_findings(office: Office) -> Iterator[Finding]:
    """Yield organs that the database calls otherwise than the files of the archive do."""
    for row in Fonds.objects.order_by("code"):
        told = office.folder.described(row.code)
        if told is not None and told != (row.name, row.sample):
            yield Finding(
                row.code, "存档格式 二", f"数据库里的机关是{row.name}，文件里是{told[0]}，或示例的标记不同"
            )
    known = set(Fonds.objects.values_list("code", flat=True))
    for code in (office.folder.fonds, *office.folder.other_fonds()):
        if code not in known:
            yield Finding(code, "存档格式 二", "有这个全宗的文件夹，数据库里没有这个机关")


def _otherwise_made() -> Iterator[Finding]:
    seen = table_texts()
    with scratch():
        wanted = table_texts()
    for name in sorted(seen.keys() | wanted.keys()):
        if seen.get(name) != wanted.get(name):
            yield Finding("数据库", "表的结构", f"{name} 与这个程序建的不同")
