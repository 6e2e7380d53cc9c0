"""Writing that survives a power cut: fsync of files and of the folders above them; copies are read back."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gongwen.errors import IntegrityError

READ_ONLY = 0o444
_PIECE = 1 << 20


def sync_path(path: Path) -> None:
    """Bring a file's bytes, or a folder's entries, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_durably(path: Path, content: bytes) -> None:
    """Write a new file whole and fsync it and its folder; an old one is replaced in one step."""
    temporary = path.with_name(f".{path.name}.part")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:  # Ctrl-C too
        temporary.unlink(missing_ok=True)
        raise
    sync_path(path.parent)


def make_folder(path: Path) -> None:
    """Make a folder and what is missing above it, each entry brought to the disk."""
    if path.is_dir():
        return
    make_folder(path.parent)
    path.mkdir(exist_ok=True)
    sync_path(path.parent)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copy_file(source: Path, target: Path, size: int | None = None) -> str:
    """Copy the first `size` bytes, all by default, to the disk; return the SHA-256 that both sides have.

    Raises IntegrityError when there are fewer, or what was written reads back otherwise.
    """
    make_folder(target.parent)
    digest, left = hashlib.sha256(), source.stat().st_size if size is None else size
    with source.open("rb") as reading, target.open("wb") as writing:
        while left and (piece := reading.read(min(left, _PIECE))):
            digest.update(piece)
            writing.write(piece)
            left -= len(piece)
        writing.flush()
        os.fsync(writing.fileno())
    if left:
        raise IntegrityError(
            f"{source} 比刚才短了 {left} 字节",
            rule="存档里的文件只增不减",
            advice="请运行 gongwen archive verify",
        )
    if digest_of(target) != digest.hexdigest():
        raise IntegrityError(
            f"{target} 读回来与写下的不同", rule="写出的文件当场读回核对", advice="请换一块盘再试"
        )
    return digest.hexdigest()


def sync_folders(root: Path) -> None:
    """Bring the entries of every folder below `root`, and its own, to the disk."""
    for folder in sorted((path for path in root.rglob("*") if path.is_dir()), reverse=True):
        sync_path(folder)
    sync_path(root)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold `path` as a lock against every other process and thread; waits for its turn.

    The lock falls with the process that holds it. The file is removed at the
    end, so one that was waited for may be gone: then a new one is made.
    """
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if _still_there(path, descriptor):
            break
        os.close(descriptor)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(descriptor)


def _still_there(path: Path, descriptor: int) -> bool:
    try:
        return path.stat().st_ino == os.fstat(descriptor).st_ino
    except FileNotFoundError:
        return False
