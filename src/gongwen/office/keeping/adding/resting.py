"""Whether a file has come to rest: read once, whole, not changed meanwhile, and nobody writes it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from gongwen.intake import is_whole

_LONGER = 12
"""How many times longer a file must rest that lacks its end mark: a minute where others need five seconds."""

_WRITABLE = os.O_WRONLY | os.O_RDWR


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells that a file was changed: which one it is, how long, when it was written."""

    device: int
    inode: int
    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class Restless:
    """A file that is not taken now: why, and how it was seen."""

    why: str
    stamp: Stamp


def taken_in(path: Path, rest: float, now: float, before: Stamp | None = None) -> bytes | Restless:
    """Return the bytes of a file, or Restless when it may still be written.

    Formats with an end mark are taken as soon as it is there. All else must
    not have changed for `rest` seconds before `now`, or since it was seen as
    `before`; what lacks its end mark for twelve times as long. Nobody may have
    it open for writing or locked. Raises OSError when it cannot be read.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with open(descriptor, "rb") as file:
        seen = _stamp(os.fstat(descriptor))
        content = file.read()
        locked = _is_locked(descriptor)
    if _stamp(os.lstat(path)) != seen or len(content) != seen.size:
        return Restless("读的时候它还在变", seen)
    whole = is_whole(content)
    if whole:
        return content
    if locked or _writers(seen):
        return Restless("别的程序正打开着写", seen)
    needed = rest * _LONGER if whole is False else rest
    age = now - seen.modified / 1e9
    watched = seen == before and (whole is None or age < 0)
    if rest and age < needed and not watched:
        why = "末尾不完整，刚刚还改过" if whole is False else "刚刚还改过，看不出写完了没有"
        return Restless(why, seen)
    return content


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def _is_locked(descriptor: int) -> bool:
    """Say whether another process holds a lock for writing on the file."""
    for lock in (fcntl.flock, fcntl.lockf):
        try:
            lock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
            lock(descriptor, fcntl.LOCK_UN)
        except BlockingIOError:
            return True
        except OSError:  # a file system without locks
            continue
    return False


def _writers(seen: Stamp) -> bool:
    """Say whether another process that we may look at has the file open for writing."""
    return any(_is_same(place, seen) and _may_write(place) for place in _open_files())


def _open_files() -> Iterator[Path]:
    for process in Path("/proc").glob("[0-9]*"):
        if int(process.name) != os.getpid():
            with suppress(OSError):
                yield from (process / "fd").iterdir()


def _is_same(place: Path, seen: Stamp) -> bool:
    with suppress(OSError):
        status = place.stat()
        return (status.st_dev, status.st_ino) == (seen.device, seen.inode)
    return False


def _may_write(place: Path) -> bool:
    with suppress(OSError, ValueError, IndexError):
        said = place.parent.with_name("fdinfo").joinpath(place.name).read_text()
        flags = next(line.split()[1] for line in said.splitlines() if line.startswith("flags:"))
        return bool(int(flags, 8) & _WRITABLE)
    return False
