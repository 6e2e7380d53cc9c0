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
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongwen.model.finding import Finding


_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


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

    def advise(self, further: str) -> None:
        """Add a clause to the advice: how things stand, said by whoever lets the error through."""
        self.advice = "；".join(part for part in (self.advice, further) if part)
        self.args = (self.sentence(),)


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


def require_line(text: str, what: str) -> None:
    """Raise RefusedError unless `text` is one line with something on it; `what` names it in Chinese."""
    if not text.strip():
        raise RefusedError(f"{what}是空的", rule=f"{what}要写明", advice=f"请写上{what}")
    if _CONTROL.search(text):
        raise RefusedError(
            f"{what}里有换行或别的控制字符",
            rule=f"{what}只写一行文字",
            advice="请去掉换行和看不见的字符后再试",
        )


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
    errno.ENFILE: ("系统打开的文件太多", "请关掉一些程序后再试"),
    errno.ENOENT: ("没有这个文件或文件夹", "请核对路径"),
    errno.EEXIST: ("这个位置已经有同名的文件", "请换一个位置，或先移走它"),
    errno.ENOTDIR: ("路径中间有一段是文件，不是文件夹", "请核对路径，或换一个位置"),
    errno.EISDIR: ("这是文件夹，不是文件", "请写明是哪个文件"),
    errno.ENOTEMPTY: ("文件夹不是空的", "请先移走里面的东西"),
    errno.ELOOP: ("链接绕成了圈", "请改正这个链接，或换一个位置"),
    errno.ENAMETOOLONG: ("路径或文件名太长", "请改短，一个名字最多约八十个汉字"),
    errno.EXDEV: ("两个位置不在同一个磁盘上", "存档文件夹里不要另挂磁盘，也不要用链接换地方"),
    errno.EBUSY: ("正被别的程序占用", "请关掉占用它的程序后再试"),
    errno.ENODEV: ("没有这个设备", "请检查磁盘是否接好"),
    errno.ENXIO: ("没有这个设备", "请检查磁盘是否接好"),
    errno.EINVAL: ("这个文件系统不支持这样做", "请换到本机磁盘上再试"),
    errno.ENOTSUP: ("这个文件系统不支持这样做", "请换到本机磁盘上再试"),
    errno.ENOMEM: ("内存不够", "请关掉一些程序后再试"),
    errno.ESTALE: ("网络盘断开过", "请把存档放到本机磁盘"),
}


def trouble_of(error: OSError) -> tuple[str, str]:
    """Return what the system refused and what to do about it, in Chinese whatever the errno."""
    code = error.errno or 0
    unknown = f"系统不允许（错误号 {code}）" if code else "系统不允许"
    return _DISK_TROUBLES.get(code, (unknown, "请检查这个位置后再试；不行就请维护人员看"))


@contextmanager
def disk_errors(doing: str) -> Iterator[None]:
    """Turn an OSError raised inside into a StorageError; `doing` says what was being done."""
    try:
        yield
    except OSError as error:
        trouble, advice = trouble_of(error)
        place = f"（{error.filename}）" if error.filename else ""
        raise StorageError(f"{doing}{place}时出错：{trouble}", advice=advice) from error
