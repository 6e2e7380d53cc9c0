"""A disk that loses its power: what has reached it for certain, and what may have.

Strict, after POSIX: bytes are safe after an fsync of their file, names after
an fsync of their folder, nothing else is. A rename is a name gone from one
folder and a name come to another.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.office.tracing import Call

_Keep = Callable[[int, int, bytes], bytes | None]
_FORGOTTEN = ("-shm",)
"""Shared memory of SQLite: not on the disk, made anew by whoever opens the database next."""


@dataclass(eq=False)
class _File:
    safe: bytes = b""
    written: list[tuple[int, bytes]] = field(default_factory=list)
    """Since the last fsync, in order: place and bytes; a cut is (size, b"")."""
    now: bytearray = field(default_factory=bytearray)
    at: int | None = 0
    """Where the next write goes; None: always to the end."""

    def write(self, at: int, data: bytes) -> None:
        """Take bytes in, or none: a cut."""
        self.written.append((at, data))
        _put(self.now, at, data)

    def sync(self) -> None:
        """Make what is written safe."""
        self.safe, self.written = bytes(self.now), []

    def content(self, keep: _Keep) -> bytes:
        """Return the bytes, each unsafe write as `keep` leaves it (None: not at all)."""
        content = bytearray(self.safe)
        for place, (at, data) in enumerate(self.written):
            kept = keep(place, len(self.written), data)
            if kept is not None:
                _put(content, at, kept)
        return bytes(content)


def _put(content: bytearray, at: int, data: bytes) -> None:
    content.extend(bytes(max(0, at + len(data) - len(content))))
    if data:
        content[at : at + len(data)] = data
    else:
        del content[at:]


@dataclass(eq=False)
class _Folder:
    safe: dict[str, _File | _Folder] = field(default_factory=dict)
    now: dict[str, _File | _Folder] = field(default_factory=dict)


class Disk:
    """The files as they lie in `before`, all safe at first; then told of each call on those below `root`."""

    def __init__(self, before: Path, root: Path) -> None:
        self.root = root
        self._top = _read(before)
        self.changes = 0

    def hear(self, call: Call) -> None:
        """Take a call in; one that failed or lies elsewhere changes nothing."""
        if call.result >= 0 and (act := getattr(self, f"_{call.name}", None)) and act(call) is not False:
            self.changes += 1

    def put(self, target: Path, variant: str, seed: str = "") -> None:
        """Write the files as they may be found when the power comes back, after `VARIANTS`."""
        keep = VARIANTS[variant]
        chance = random.Random(seed)
        _write(
            self._top,
            target,
            lambda folder: folder.safe if variant == "dropped" else folder.now,
            lambda name, file: file.content(keep(name, chance)),
        )

    def content(self) -> dict[str, bytes]:
        """Return every file as the running program sees it, by its place below `root`."""
        return dict(_files(self._top, ""))

    def _openat(self, call: Call) -> bool | None:
        if known := self._file(call.opened()):
            known.at = None if "O_APPEND" in call.args[2] else 0
        if "O_CREAT" not in call.args[2] and "O_TRUNC" not in call.args[2]:
            return False
        folder, name = self._place(call.opened())
        if folder is None:
            return False
        file = folder.now.get(name)
        if file is None:
            folder.now[name] = _File(at=None if "O_APPEND" in call.args[2] else 0)
        elif "O_TRUNC" in call.args[2] and isinstance(file, _File) and file.now:
            file.write(0, b"")
        else:
            return False
        return None

    def _write(self, call: Call) -> bool | None:
        file = self._file(call.path())
        if file is None:
            return False
        at = len(file.now) if file.at is None else file.at
        file.write(at, call.data(1)[: call.result])
        if file.at is not None:
            file.at += call.result
        return None

    def _lseek(self, call: Call) -> bool:
        if (file := self._file(call.path())) and file.at is not None:
            file.at = call.result
        return False

    def _pwrite64(self, call: Call) -> bool | None:
        file = self._file(call.path())
        if file is None:
            return False
        file.write(call.number(3), call.data(1)[: call.result])
        return None

    def _ftruncate(self, call: Call) -> bool | None:
        file = self._file(call.path())
        if file is None:
            return False
        file.write(call.number(1), b"")
        return None

    def _fsync(self, call: Call) -> bool | None:
        found = self._find(call.path())
        if isinstance(found, _File):
            found.sync()
        elif isinstance(found, _Folder):
            found.safe = dict(found.now)
        return None if found else False

    _fdatasync = _fsync

    def _mkdir(self, call: Call) -> bool | None:
        folder, name = self._place(call.path())
        if folder is None:
            return False
        folder.now[name] = _Folder()
        return None

    def _rename(self, call: Call) -> bool | None:
        folder, name = self._place(call.path(0))
        target, new = self._place(call.path(1))
        if folder is None or target is None:
            return False
        target.now[new] = folder.now.pop(name)
        return None

    def _unlink(self, call: Call) -> bool | None:
        folder, name = self._place(call.path())
        return None if folder and folder.now.pop(name, None) else False

    _rmdir = _unlink

    def _unlinkat(self, call: Call) -> bool | None:
        named = call.path(1)
        folder, name = self._place(named if named.is_absolute() else call.path(0) / named)
        return None if folder and folder.now.pop(name, None) else False

    def _file(self, path: Path) -> _File | None:
        found = self._find(path)
        return found if isinstance(found, _File) else None

    def _find(self, path: Path) -> _File | _Folder | None:
        if path == self.root:
            return self._top
        folder, name = self._place(path)
        return folder.now.get(name) if folder else None

    def _place(self, path: Path) -> tuple[_Folder | None, str]:
        """Return the folder that `path` is in and its name there; no folder for what lies elsewhere."""
        if not path.is_relative_to(self.root) or path == self.root:
            return None, ""
        here: _File | _Folder | None = self._top
        for part in path.relative_to(self.root).parts[:-1]:
            here = here.now.get(part) if isinstance(here, _Folder) else None
        return (here, path.name) if isinstance(here, _Folder) else (None, "")


def _all(name: str, chance: random.Random) -> _Keep:
    return lambda place, count, data: data


def _none(name: str, chance: random.Random) -> _Keep:
    return lambda place, count, data: None


def _torn(name: str, chance: random.Random) -> _Keep:
    """Keep every write but half of the last one."""
    return lambda place, count, data: data[: len(data) // 2] or None if place == count - 1 else data


def _some(name: str, chance: random.Random) -> _Keep:
    """Keep of the database some sectors and not others; of other files the first writes."""
    if not name.startswith("gongwen.db"):
        kept = chance.randrange(4)
        return lambda place, count, data: data if place < kept else None
    return lambda place, count, data: data if chance.random() < 0.5 else None


VARIANTS: dict[str, Callable[[str, random.Random], _Keep]] = {
    "kept": _all,
    "dropped": _none,
    "names": _none,
    "torn": _torn,
    "some": _some,
}
"""kept: all that was written; dropped: only what is safe; names: all names, safe bytes only;
torn: all but half of each file's last write; some: all names, a part of the unsafe writes."""


def _read_file(path: Path) -> _File:
    content = path.read_bytes()
    return _File(safe=content, now=bytearray(content))


def _read(path: Path) -> _Folder:
    entries: dict[str, _File | _Folder] = {
        entry.name: _read(entry) if entry.is_dir() else _read_file(entry) for entry in path.iterdir()
    }
    return _Folder(dict(entries), entries)


def _files(folder: _Folder, above: str) -> Iterator[tuple[str, bytes]]:
    for name, entry in folder.now.items():
        if isinstance(entry, _Folder):
            yield from _files(entry, f"{above}{name}/")
        elif not name.endswith(_FORGOTTEN):
            yield f"{above}{name}", bytes(entry.now)


def _write(
    folder: _Folder,
    target: Path,
    names: Callable[[_Folder], dict[str, _File | _Folder]],
    content: Callable[[str, _File], bytes],
) -> None:
    target.mkdir()
    for name, entry in names(folder).items():
        if isinstance(entry, _Folder):
            _write(entry, target / name, names, content)
        elif not name.endswith(_FORGOTTEN):
            (target / name).write_bytes(content(name, entry))


def prefixes(disk: Disk, heard: list[Call]) -> Iterator[int]:
    """Tell `disk` of one call after the other; yield the place after each that changed something."""
    yield 0
    for place, call in enumerate(heard, start=1):
        before = disk.changes
        disk.hear(call)
        if disk.changes > before:
            yield place
