"""Every failure gongwen raises, with its exit code and its advice (D10).

An error stops the work. Its message is Chinese and has three parts: what was
seen, which rule it meets, what to do. What does not stop the work is a
`gongwen.model.Finding`, a value.

Exit codes: 0 done, 1 our fault, 2 usage, 3 bad facts, 4 not found, 5 refused
by a rule, 6 findings, 7 disk, permission or missing system component,
8 integrity, 130 interrupted.
"""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongwen.model.finding import Finding


class GongwenError(Exception):
    """Root of everything gongwen raises on purpose.

    `seen` says what was met, `rule` why that is not accepted, `advice` what
    the reader can do; each a Chinese sentence or clause without final stop.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, seen: str, *, rule: str = "", advice: str = "") -> None:
        self.seen = seen
        self.rule = rule
        self.advice = advice
        super().__init__(self.sentence())

    def sentence(self) -> str:
        """Return the three parts as one Chinese sentence ending in 。"""
        return "；".join(part for part in (self.seen, self.rule, self.advice) if part) + "。"


class UsageError(GongwenError):
    """The command was called in a way it does not understand."""

    exit_code = 2


class FactsError(GongwenError):
    """Facts, a table or a template are wrong; `findings` lists every place."""

    exit_code = 3

    def __init__(
        self,
        seen: str,
        *,
        rule: str = "",
        advice: str = "",
        findings: Sequence[Finding] = (),
    ) -> None:
        self.findings = tuple(findings)
        super().__init__(seen, rule=rule, advice=advice)


class NotFoundError(GongwenError):
    """A file, template, number or item that was named does not exist."""

    exit_code = 4


class RefusedError(GongwenError):
    """A rule of the office forbids what was asked."""

    exit_code = 5


class StorageError(GongwenError):
    """Disk full, no permission, a network file system, a missing component."""

    exit_code = 7


class IntegrityError(GongwenError):
    """What is stored or was produced is not what it must be."""

    exit_code = 8


_DISK_TROUBLES = {
    errno.ENOSPC: ("磁盘已满", "请腾出空间后再试"),
    errno.EDQUOT: ("磁盘配额已用完", "请腾出空间后再试"),
    errno.EFBIG: ("文件超过系统允许的大小", "请查看磁盘空间和 ulimit -f"),
    errno.EROFS: ("磁盘是只读的", "请改为可写后再试"),
    errno.EACCES: ("没有权限", "请用有权限的用户运行，或改变文件夹的权限"),
    errno.EPERM: ("没有权限", "请用有权限的用户运行，或改变文件夹的权限"),
    errno.EIO: ("磁盘读写出错", "磁盘可能损坏，请先备份再检查磁盘"),
    errno.EMFILE: ("打开的文件太多", "请查看 ulimit -n"),
}


@contextmanager
def disk_errors(doing: str) -> Iterator[None]:
    """Turn an OSError raised inside into a StorageError; `doing` says what was being done."""
    try:
        yield
    except OSError as error:
        trouble, advice = _DISK_TROUBLES.get(
            error.errno or 0, (error.strerror or str(error), "请检查这个位置后再试")
        )
        place = f"（{error.filename}）" if error.filename else ""
        raise StorageError(f"{doing}{place}时出错：{trouble}", advice=advice) from error
