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
_DAMAGES = {
    "not a database": "数据库文件不是 SQLite 数据库，或已损坏",
    "malformed": "数据库文件已损坏",
    "no such table": "数据库里缺少应有的表",
    "no such column": "数据库里缺少应有的栏目",
}
RESTORE = "请从备份恢复 gongwen.db，没有备份就用 gongwen archive rebuild 重建；各件不受影响"
"""What to do about a lost or broken database."""


@contextmanager
def database_errors() -> Iterator[None]:
    """Turn a trouble of the database into a StorageError or an IntegrityError."""
    try:
        yield
    except ConstraintError as error:
        raise IntegrityError(
            "数据库里的登记互相矛盾，这一步没有写进去",
            rule="一个号只给一份公文，一份公文只有一件",
            advice="请停止编号，运行 gongwen archive verify 查明原因",
        ) from error
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
    seen = next((seen for sign, seen in _DAMAGES.items() if sign in text), "数据库出错，可能已损坏")
    return IntegrityError(seen, rule="登记、目录和检索都在数据库里", advice=RESTORE)
