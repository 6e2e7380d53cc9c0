"""ArchiveFolder: the folder that is an archive, told by its `gongwen.toml`."""

from __future__ import annotations

import json
import os
import re
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gongwen.archive.durable import make_folder, write_durably
from gongwen.archive.folder import FolderStore
from gongwen.archive.journal import Journal
from gongwen.archive.mounts import refuse_network
from gongwen.errors import IntegrityError, NotFoundError, RefusedError, StorageError, disk_errors

FORMAT = 1
_MARKER = "gongwen.toml"
_FOLDERS = ("items", "ledger", "fonds", "staging", "quarantine", "index")
_DATABASE = "gongwen.db"
_TOLERATED = frozenset({"README.md", ".gitignore", "demo", _DATABASE, f"{_DATABASE}-wal", f"{_DATABASE}-shm"})
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")


@dataclass(frozen=True, slots=True)
class ArchiveFolder:
    """An archive that was opened: where it is and what its `gongwen.toml` says."""

    root: Path
    name: str
    fonds: str
    demo: bool

    @property
    def database(self) -> Path:
        """Return the SQLite file."""
        return self.root / _DATABASE

    @property
    def index(self) -> Path:
        """Return the folder for search files, which can be made anew at any time."""
        return self.root / "index"

    def store(self, fonds: str = "") -> FolderStore:
        """Return the store of a fonds, of the own one by default."""
        code = _checked_code(fonds or self.fonds)
        return FolderStore(
            self._home(code) / "items", self.root / "staging" / code, self.root / "quarantine" / code
        )

    def journal(self, fonds: str = "") -> Journal:
        """Return the ledger copy of a fonds, of the own one by default."""
        return Journal(self._home(_checked_code(fonds or self.fonds)) / "ledger")

    def other_fonds(self) -> tuple[str, ...]:
        """Return the codes of the other fonds that have a folder here, sorted."""
        return tuple(
            sorted(path.name for path in (self.root / "fonds").glob("*") if _CODE.fullmatch(path.name))
        )

    def _home(self, code: str) -> Path:
        return self.root if code == self.fonds else self.root / "fonds" / code


def create_archive(
    root: Path,
    name: str,
    fonds: str = "own",
    *,
    demo: bool = False,
    prepare: Callable[[ArchiveFolder], object] = lambda folder: None,
    mountinfo: str | None = None,
) -> ArchiveFolder:
    """Make an archive in `root`, a new or empty folder, for the office `name`.

    `prepare` makes the database; `gongwen.toml` comes after it, as the last:
    an interrupted call leaves no archive and can be repeated. Raises
    RefusedError when something else lies there, StorageError when the place
    cannot be written or is a network file system.
    """
    _checked_code(fonds)
    refuse_network(root, mountinfo)
    with disk_errors("建立存档"):
        make_folder(root)
        _refuse_foreign(root)
        for folder in _FOLDERS:
            make_folder(root / folder)
    archive = ArchiveFolder(root, name, fonds, demo)
    prepare(archive)
    with disk_errors("建立存档"):
        write_durably(root / _MARKER, _marker(name, fonds, demo).encode())
    return archive


def open_archive_folder(root: Path, *, writing: bool = True, mountinfo: str | None = None) -> ArchiveFolder:
    """Open the archive in `root`; changes nothing.

    Raises NotFoundError when it is none, RefusedError for a newer format,
    IntegrityError for an unreadable `gongwen.toml`, StorageError on a network
    file system and, when `writing`, without write permission.
    """
    marker = root / _MARKER
    with disk_errors("打开存档"):
        if not marker.is_file():
            raise NotFoundError(
                f"{root} 不是存档（没有 {_MARKER}）", advice="请先运行 gongwen init 或 gongwen demo"
            )
        folder = _read_marker(root, marker.read_bytes())
    if writing:
        refuse_network(root, mountinfo)
        for path in (root, *(root / name for name in _FOLDERS), folder.database):
            _refuse_unwritable(path)
    return folder


def discard_demo(root: Path) -> None:
    """Remove a demo archive from `root`, whatever else lies there being left alone.

    `gongwen.toml` goes last: an interrupted call can be repeated.

    Raises RefusedError when the archive is not marked as a demo.
    """
    if not open_archive_folder(root).demo:
        raise RefusedError(
            f"{root} 不是演示存档", rule="只有演示存档可以推倒重来", advice="请用 --archive 指定别处"
        )
    with disk_errors("清除演示存档"):
        for folder in (root / name for name in _FOLDERS):
            if folder.exists():
                shutil.rmtree(folder)
        for path in root.glob(f"{_DATABASE}*"):
            path.unlink()
        (root / _MARKER).unlink()


def _marker(name: str, fonds: str, demo: bool) -> str:
    return (
        "# 存档格式见 gongwen 的 archive/README.md\n"
        f"format = {FORMAT}\n"
        f"name = {json.dumps(name, ensure_ascii=False)}\n"
        f"fonds = {json.dumps(fonds)}\n"
        f"demo = {json.dumps(demo)}\n"
    )


def _read_marker(root: Path, content: bytes) -> ArchiveFolder:
    try:
        values = tomllib.loads(content.decode())
        version = int(values["format"])
        if version > FORMAT:
            raise RefusedError(
                f"{root} 的存档格式是第 {version} 版",
                rule=f"这个 gongwen 只认得到第 {FORMAT} 版",
                advice="请升级 gongwen 后再打开；存档没有改动",
            )
        code = _checked_code(values["fonds"])
        return ArchiveFolder(root, str(values["name"]), code, values["demo"] is True)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise IntegrityError(
            f"{root / _MARKER} 读不懂：{error}", rule="存档格式 三", advice="请从备份恢复这个文件"
        ) from error


def _checked_code(code: str) -> str:
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        raise ValueError(f"全宗代号「{code}」要用小写字母、数字和连字符")
    return code


def _refuse_foreign(root: Path) -> None:
    if (root / _MARKER).exists():
        raise RefusedError(f"{root} 已经是存档", advice="直接使用即可，不必再建")
    for path in sorted(root.iterdir()):
        empty_folder = path.name in _FOLDERS and path.is_dir() and not any(path.iterdir())
        if path.name not in _TOLERATED and not empty_folder:
            raise RefusedError(
                f"{root} 里已有别的东西（{path.name}）",
                rule="存档要建在空文件夹里",
                advice="请用 --archive 指定一个新文件夹",
            )


def _refuse_unwritable(path: Path) -> None:
    if path.exists() and not os.access(path, os.W_OK):
        raise StorageError(
            f"{path} 不能写", rule="办文要往存档里写", advice="请用有写权限的用户运行，或改变文件夹的权限"
        )
