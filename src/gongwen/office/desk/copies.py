"""copies: files for people, put into a folder of theirs, never over what someone has changed.

The files of one paper keep one name: where any of them would fall on a
different file, all of them are written beside it as `名称 (2).docx` and so on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from gongwen.archive.durable import make_folder, write_durably
from gongwen.errors import disk_errors

UNSAFE = dict.fromkeys((*range(32), 127, *map(ord, '/\\:*?"<>|')), "_")
"""What a file name may not hold on Windows, and what stands for it; for `str.translate`."""

LONGEST_NAME = 60
"""Characters of a file name, without suffix."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A file handed over: where it lies, whether it lay there already with the same bytes.

    `beside` is the different file of the wanted name, which was left alone.
    """

    path: Path
    kept: bool = False
    beside: Path | None = None

    def __str__(self) -> str:
        """Return what was done, as a clerk reads it."""
        if self.beside:
            same = "已有" if self.kept else "已写出"
            return f"{same} {self.path}（{self.beside.name} 与这次做的不同，可能有人改过，没有动它）"
        return f"已有 {self.path}，内容相同，没有动它" if self.kept else f"已写出 {self.path}"


def safe_name(name: str) -> str:
    """Return `name` as a file name that Windows takes too, at most LONGEST_NAME characters long."""
    return name.translate(UNSAFE).strip(" .")[:LONGEST_NAME] or "公文"


def put_copies(
    folder: Path, name: str, files: Sequence[tuple[str, bytes]], *, ours: Collection[Path] = ()
) -> tuple[Copy, ...]:
    """Put a paper's files, each a suffix without its dot and bytes, into `folder` as name.suffix.

    The same bytes are left alone, one of `ours` (files that are just as we
    made them) is replaced, any other file is written beside; each file in one
    step. Raises StorageError when the disk does not take them.
    """
    with disk_errors("写出文件"):
        make_folder(folder)
        wanted = [folder / f"{name}.{suffix}" for suffix, _ in files]
        for paths in _names(folder, name, [suffix for suffix, _ in files]):
            if all(
                not _exists(path) or path in ours or _same(path, data)
                for path, (_, data) in zip(paths, files, strict=True)
            ):
                break
        return tuple(
            _put(path, data, first) for path, first, (_, data) in zip(paths, wanted, files, strict=True)
        )


def _names(folder: Path, name: str, suffixes: Sequence[str]) -> Iterator[list[Path]]:
    for number in count(1):
        mark = f" ({number})" if number > 1 else ""
        yield [folder / f"{name}{mark}.{suffix}" for suffix in suffixes]


def _put(path: Path, data: bytes, wanted: Path) -> Copy:
    kept = _same(path, data)
    if not kept:
        write_durably(path, data)
    return Copy(path, kept, wanted if path != wanted and not _same(wanted, data) else None)


def _exists(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _same(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data
