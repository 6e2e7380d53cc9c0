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
from typing import Any

from gongwen.archive.durable import make_folder, write_durably
from gongwen.archive.folder import FolderStore
from gongwen.archive.journal import Journal
from gongwen.archive.loose import LooseFiles, SuspectFiles
from gongwen.archive.mounts import refuse_network
from gongwen.archive.organs import put_description, read_description
from gongwen.errors import (
    IntegrityError,
    NotFoundError,
    RefusedError,
    StorageError,
    disk_errors,
    require_line,
)

FORMAT = 1
MARKER = "gongwen.toml"
_LOOSE = "loose"
FOLDERS = ("items", "ledger", "fonds", "staging", "quarantine", "index", _LOOSE)
DATABASE = "gongwen.db"
_TOLERATED = frozenset(
    {"README.md", ".gitignore", "demo", "upgrades", DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"}
)
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")


class _WrongValueError(ValueError):
    """A value that is not allowed, said in Chinese."""


@dataclass(frozen=True, slots=True)
class ArchiveFolder:
    """An archive that was opened: where it is and what its `gongwen.toml` says."""

    root: Path
    name: str
    fonds: str
    demo: bool
    classified: bool = False
    """The office says that this machine is approved for classified papers (D12)."""

    engine: str = ""
    """The search engine that the office has chosen, by its name; empty for the usual one."""

    @property
    def database(self) -> Path:
        """Return the SQLite file."""
        return self.root / DATABASE

    @property
    def index(self) -> Path:
        """Return the folder for search files, which can be made anew at any time."""
        return self.root / "index"

    @property
    def loose(self) -> LooseFiles:
        """Return what is kept for papers that have no item yet."""
        return LooseFiles(self.root / _LOOSE)

    def store(self, fonds: str = "") -> FolderStore:
        """Return the store of a fonds, of the own one by default."""
        code = _checked_code(fonds or self.fonds)
        return FolderStore(
            self._home(code) / "items", self.root / "staging" / code, self.root / "quarantine" / code
        )

    def suspects(self, fonds: str = "") -> SuspectFiles:
        """Return what a fonds, our own by default, has put aside of what came in."""
        return SuspectFiles(self.root / "quarantine" / _checked_code(fonds or self.fonds))

    def journal(self, fonds: str = "") -> Journal:
        """Return the ledger copy of a fonds, of the own one by default."""
        return Journal(self._home(_checked_code(fonds or self.fonds)) / "ledger")

    def other_fonds(self) -> tuple[str, ...]:
        """Return the codes of the other fonds that have a folder here, sorted."""
        return tuple(
            sorted(path.name for path in (self.root / "fonds").glob("*") if _CODE.fullmatch(path.name))
        )

    def describe(self, code: str, name: str, *, sample: bool) -> None:
        """Put down what the organ of another fonds is called and whether it is 示例."""
        if code != self.fonds:
            put_description(self._home(_checked_code(code)), name, sample=sample)

    def described(self, code: str) -> tuple[str, bool] | None:
        """Return what the organ of a fonds is called and whether it is 示例; None where nothing says so."""
        own = code == self.fonds
        return (self.name, False) if own else read_description(self._home(_checked_code(code)))

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
    RefusedError for a name that is blank or no single line and when something
    else lies there, StorageError when the place cannot be written or is a
    network file system.
    """
    require_line(name, "机关名称")
    _checked_code(fonds)
    refuse_network(root, mountinfo)
    with disk_errors("建立存档"):
        make_folder(root)
        _refuse_foreign(root)
        for folder in FOLDERS:
            make_folder(root / folder)
    archive = ArchiveFolder(root, name, fonds, demo)
    prepare(archive)
    with disk_errors("建立存档"):
        write_durably(root / MARKER, _marker(name, fonds, demo).encode())
    return archive


def open_archive_folder(root: Path, *, writing: bool = True, mountinfo: str | None = None) -> ArchiveFolder:
    """Open the archive in `root`; changes nothing.

    Raises NotFoundError when it is none, RefusedError for a newer format,
    IntegrityError for an unreadable `gongwen.toml`, StorageError on a network
    file system and, when `writing`, without write permission.
    """
    marker = root / MARKER
    with disk_errors("打开存档"):
        if not marker.is_file():
            raise NotFoundError(
                f"{root} 不是存档（没有 {MARKER}）", advice="请先运行 gongwen init 或 gongwen demo"
            )
        folder = _read_marker(root, marker.read_bytes())
    if writing:
        refuse_network(root, mountinfo)
        for path in (root, *(root / name for name in FOLDERS), folder.database):
            _refuse_unwritable(path)
    return folder


def refuse_inside_archive(folder: Path) -> None:
    """Raise RefusedError when `folder`, which need not exist, lies in an archive or is one."""
    place = folder.resolve()
    for above in (place, *place.parents):
        if (above / MARKER).is_file():
            raise RefusedError(
                f"{folder} 在存档 {above} 里",
                rule="存档里只放存档自己的东西",
                advice="请指定存档以外的文件夹",
            )


def check_discardable(root: Path) -> None:
    """Raise RefusedError when `root` is no demo archive, or holds what an archive does not hold."""
    if not open_archive_folder(root).demo:
        raise RefusedError(
            f"{root} 不是演示存档", rule="只有演示存档可以推倒重来", advice="请用 --archive 指定别处"
        )
    with disk_errors("清除演示存档"):
        foreign = sorted({path.name for path in root.iterdir()} - _TOLERATED - {*FOLDERS, MARKER})
    if foreign:
        raise RefusedError(
            f"{root} 里有别的东西（{'、'.join(foreign)}）",
            rule="推倒重来会清空演示存档，别的东西不在其中",
            advice="请先把它们移走；现在什么也没有删",
        )


def discard_demo(root: Path) -> None:
    """Remove a demo archive from `root`, whatever else lies there being left alone.

    `gongwen.toml` goes last: an interrupted call can be repeated.

    Raises what `check_discardable` raises, before anything is removed.
    """
    check_discardable(root)
    with disk_errors("清除演示存档"):
        for folder in (root / name for name in FOLDERS):
            if folder.exists():
                shutil.rmtree(folder)
        for path in root.glob(f"{DATABASE}*"):
            path.unlink()
        (root / MARKER).unlink()


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
        classified = _switch(values, "classified") if "classified" in values else False
        demo = _switch(values, "demo")
        return ArchiveFolder(root, str(values["name"]), code, demo, classified, _engine(values))
    except (KeyError, TypeError, ValueError) as error:
        raise IntegrityError(
            f"{root / MARKER} 读不懂：{_unreadable(error)}",
            rule="存档格式 三",
            advice="请从备份恢复这个文件，或照存档格式改正",
        ) from error


def _switch(values: dict[str, Any], key: str) -> bool:
    if not isinstance(values[key], bool):
        raise _WrongValueError(f"「{key}」只能写 true 或 false")
    return bool(values[key])


def _engine(values: dict[str, Any]) -> str:
    search = values.get("search", {})
    if not isinstance(search, dict) or not isinstance(search.get("engine", ""), str):
        raise _WrongValueError('检索引擎要这样写：[search] 一行，下一行 engine = "fts5"')
    return str(search.get("engine", ""))


def _unreadable(error: Exception) -> str:
    """Return in Chinese why `gongwen.toml` cannot be read, with the line where there is one."""
    match error:
        case _WrongValueError():
            return str(error)
        case KeyError():
            return f"缺少「{error.args[0]}」这一项"
        case UnicodeDecodeError():
            before = error.object[: error.start].splitlines()
            return f"第 {max(len(before), 1)} 行不是 UTF-8 文字"
        case tomllib.TOMLDecodeError():
            line = re.search(r"at line (\d+)", str(error))
            return f"第 {line[1]} 行写法不对" if line else "末尾没有写完"
    return "「format」要是整数"


def _checked_code(code: str) -> str:
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        raise _WrongValueError(f"全宗代号「{code}」要用小写字母、数字和连字符")
    return code


def _refuse_foreign(root: Path) -> None:
    if (root / MARKER).exists():
        raise RefusedError(f"{root} 已经是存档", advice="直接使用即可，不必再建")
    for path in sorted(root.iterdir()):
        empty_folder = path.name in FOLDERS and path.is_dir() and not any(path.iterdir())
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
