"""Which files are meant by names on the command line: folders walked in order, what is no file named."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gongwen.archive.home import MARKER
from gongwen.errors import NotFoundError, trouble_of
from gongwen.office.keeping.adding.values import Fate, Outcome

_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".opdownload")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_OF_SYSTEMS = {"thumbs.db", "desktop.ini", ".ds_store"}


@dataclass(frozen=True, slots=True)
class Offered:
    """A file to be taken in: where it lies, and its name for people (below the folder that was named)."""

    path: Path
    name: str


def gathered(paths: Iterable[Path]) -> Iterator[Offered | Outcome]:
    """Yield every file below `paths` in order, and an Outcome for all that is passed over.

    Raises NotFoundError, before anything is yielded, for a path that is not there.
    """
    named = list({os.path.abspath(path): path for path in paths}.values())
    for path in named:
        if not os.path.lexists(path):
            raise NotFoundError(f"没有 {path} 这个文件或文件夹", advice="请核对路径")
    return _all(named)


def told(path: str) -> str:
    """Return a name as people read it, whatever bytes it has; what cannot be seen, or turns a line, is □."""
    raw = os.fsencode(path)
    try:
        return visible(raw.decode())
    except UnicodeDecodeError:
        return visible(raw.decode("gb18030", "replace"))


def visible(name: str) -> str:
    """Return a name with □ for every character that is not seen or changes how others are seen."""
    return _UNSEEN.sub("□", name)


def _all(named: Iterable[Path]) -> Iterator[Offered | Outcome]:
    for path in named:
        if path.is_dir() and not path.is_symlink():
            yield from _below(path, path)
        else:
            yield _named(path)


def _named(path: Path) -> Offered | Outcome:
    """Return a file that was named itself, or why it is not taken in, which is more than passing it over."""
    name, reason = told(path.name), unfit(path)
    return Outcome(name, Fate.UNREADABLE, why=reason) if reason else Offered(path, name)


def unfit(path: Path) -> str:
    """Return why what was named itself is no file to take in, empty when it is one."""
    try:
        inside = any((above / MARKER).is_file() for above in path.resolve().parents)
        return "是存档自己的文件" if inside else _passed_over(path, hidden_too=True)
    except OSError as error:
        return trouble_of(error)[0]


def _below(folder: Path, top: Path) -> Iterator[Offered | Outcome]:
    name = told(str(folder.relative_to(top)))
    shown = name if folder != top else told(str(top))
    try:
        if (folder / MARKER).is_file():
            yield Outcome(shown, Fate.PASSED, why="这个文件夹是一个存档")
            return
        entries = sorted(folder.iterdir(), key=_order)
        folders = {path for path in entries if path.is_dir() and not path.is_symlink()}
    except OSError as error:
        yield Outcome(shown, Fate.UNREADABLE, why=trouble_of(error)[0])
        return
    for path in entries:
        if path in folders and not path.name.startswith("."):
            yield from _below(path, top)
        else:
            yield _one(path, told(str(path.relative_to(top))))


def _order(path: Path) -> tuple[list[tuple[bool, int, bytes]], bytes]:
    """Return by what files are ordered: figures by their value, so that 2 comes before 10."""
    raw = os.fsencode(path.name)
    pieces = re.findall(rb"\d+|\D+", raw)
    return [(False, int(piece), b"") if piece.isdigit() else (True, 0, piece) for piece in pieces], raw


def _one(path: Path, name: str) -> Offered | Outcome:
    try:
        reason = _passed_over(path)
    except OSError as error:
        return Outcome(name, Fate.UNREADABLE, why=trouble_of(error)[0])
    return Outcome(name, Fate.PASSED, why=reason) if reason else Offered(path, name)


def _passed_over(path: Path, *, hidden_too: bool = False) -> str:
    """Return why what lies at `path` is no file to take in, empty when it is one. Raises OSError."""
    mode = path.lstat().st_mode
    name = path.name.lower()
    if stat.S_ISLNK(mode):
        return "是链接，不是文件；请收它指向的文件"
    if name in _OF_SYSTEMS:
        return "是系统自己的文件"
    if name.startswith("~$") or name.startswith(".~lock."):
        return "是 Word、WPS 打开文件时的锁，不是文件本身"
    if name.endswith(_UNFINISHED):
        return "还在下载；下载完会改名，请到时再收"
    if name.startswith(".") and not hidden_too:
        return "是隐藏的" + ("文件夹" if stat.S_ISDIR(mode) else "文件") + "；要收请写明它的名字"
    return "" if stat.S_ISREG(mode) else "不是普通文件"
