"""Look at a backup without changing it, and make an archive from one in an empty place."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from gongwen.archive.backups.copying import PART
from gongwen.archive.bag import INFO, MANIFEST, TAG_MANIFEST, TAGS, oxum
from gongwen.archive.durable import READ_ONLY, copy_file, digest_of, make_folder, sync_folders, sync_path
from gongwen.archive.home import DATABASE, FOLDERS, MARKER
from gongwen.errors import NotFoundError, RefusedError, disk_errors, trouble_of
from gongwen.model.finding import Finding

_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")
_RULE = "备份是一个 BagIt 包"
_MUTABLE = (DATABASE, MARKER, "ledger/")


def examine_backup(backup: Path, on_file: Callable[[str], object] = lambda name: None) -> tuple[Finding, ...]:
    """Return everything wrong with a backup: changed, missing or extra files, a cut manifest.

    Raises NotFoundError where there is no backup.
    """
    if not (backup / MANIFEST).is_file():
        raise NotFoundError(
            f"{backup} 不是备份（没有 {MANIFEST}）", advice="请给出 gongwen backup 写的文件夹"
        )
    return tuple(_wrong(backup, on_file))


def copy_back(
    backup: Path, root: Path, on_file: Callable[[str], object] = lambda name: None
) -> tuple[str, ...]:
    """Make the archive `root` from a backup that was examined; return the paths of its files.

    The archive appears when it is whole and on the disk. RefusedError unless
    `root` is missing or an empty folder.
    """
    with disk_errors("恢复存档"):
        if root.exists() and (not root.is_dir() or any(root.iterdir())):
            raise RefusedError(f"{root} 不是空的", rule="只恢复到空的地方", advice="请换一个新文件夹")
        part = root.with_name(f"{root.name}{PART}")
        shutil.rmtree(part, ignore_errors=True)
        names = tuple(sorted(_listed(backup)))
        for name in names:
            copy_file(backup / "data" / name, part / name)
            if not _may_change(name):
                (part / name).chmod(READ_ONLY)
            on_file(name)
        for folder in FOLDERS:
            make_folder(part / folder)
        sync_folders(part)
        if root.exists():
            root.rmdir()
        part.rename(root)
        sync_path(root.parent)
    return names


def _may_change(name: str) -> bool:
    return name.startswith(_MUTABLE) or "/ledger/" in name


def _listed(backup: Path, manifest: str = MANIFEST) -> dict[str, str]:
    """Return a manifest: path, those of the payload below data/, → SHA-256."""
    text = (backup / manifest).read_text("utf-8", "replace")
    found = (_LINE.fullmatch(line) for line in text.splitlines())
    return {match[2].removeprefix("data/"): match[1] for match in found if match}


def _wrong(backup: Path, on_file: Callable[[str], object]) -> Iterator[Finding]:
    yield from _against(backup, TAG_MANIFEST, set(TAGS), backup, on_file)
    data = backup / "data"
    there = {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()}
    yield from _against(backup, MANIFEST, there | {DATABASE}, data, on_file)
    yield from _described(backup)


def _against(
    backup: Path, manifest: str, wanted: set[str], folder: Path, on_file: Callable[[str], object]
) -> Iterator[Finding]:
    """Yield what in `folder` is not as `manifest` says, and what of `wanted` it does not list."""
    try:
        text = (backup / manifest).read_text("utf-8", "replace")
    except OSError as error:
        yield Finding(manifest, _RULE, f"读不出来：{trouble_of(error)[0]}")
        return
    listed = _listed(backup, manifest)
    if len(listed) != len(text.splitlines()) or not text.endswith("\n"):
        yield Finding(manifest, _RULE, "有一行不完整，可能被截断")
    for name in sorted(wanted - listed.keys()):
        yield Finding(name, _RULE, f"没有列在 {manifest} 里")
    for name, digest in sorted(listed.items()):
        sentence = _compared(folder / name, digest)
        if sentence:
            yield Finding(name, _RULE, sentence)
        on_file(name)


def _compared(path: Path, digest: str) -> str:
    """Return what is wrong with a file, nothing when it has this digest."""
    if not path.is_file():
        return "缺失"
    try:
        return "" if digest_of(path) == digest else "内容已被改动"
    except OSError as error:
        return f"读不出来：{trouble_of(error)[0]}"


def _described(backup: Path) -> Iterator[Finding]:
    """Yield whether the count of bytes and files is another than bag-info.txt says."""
    try:
        lines = (backup / INFO).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return
    sizes = [path.stat().st_size for path in (backup / "data").rglob("*") if path.is_file()]
    if f"Payload-Oxum: {oxum(sizes)}" not in lines:
        yield Finding(INFO, _RULE, "字节数或文件数与 data/ 不符")
