"""One place where the database's troubles become sentences."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, transaction
from django.db import IntegrityError as ConstraintError

from gongwen.errors import GongwenError, IntegrityError, StorageError

_TROUBLES = {
    "locked": ("数据库被别的程序占用太久", "请稍后再试；同一请求再办一次不会多占号"),
    "full": ("磁盘已满，数据库写不进去", "请腾出空间后再试；没有写到一半的登记"),
    "readonly": ("数据库是只读的", "请用有写权限的用户运行"),
    "unable to open": ("数据库打不开", "请检查存档文件夹的权限"),
    "disk I/O error": ("数据库读写磁盘出错", "请检查磁盘空间和磁盘健康"),
}


@contextmanager
def database_errors() -> Iterator[None]:
    """Turn a trouble of the database into a StorageError or an IntegrityError."""
    try:
        yield
    except ConstraintError:
        raise
    except DatabaseError as error:
        raise _translated(error) from error


@contextmanager
def writing() -> Iterator[None]:
    """A short transaction that holds the write lock from its start; no file I/O inside."""
    with database_errors(), transaction.atomic():
        yield


def _translated(error: DatabaseError) -> GongwenError:
    text = str(error)
    for sign, (seen, advice) in _TROUBLES.items():
        if sign in text:
            return StorageError(seen, advice=advice)
    return IntegrityError(f"数据库出错：{text}", advice="请先备份存档文件夹，再运行 gongwen archive verify")
