"""Journal: the copy of a fonds' ledger in `ledger/YEAR.jsonl`, appended and fsynced."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from gongwen.archive.durable import make_folder, sync_path
from gongwen.errors import IntegrityError, disk_errors

_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Watermark:
    """How far a year's file goes: the last entry's ordinal (0: none) and hash."""

    ordinal: int
    hash: str


class Journal:
    """One file a year in `folder`; one JSON object a line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def extend(self, year: int, missing: Callable[[Watermark], Sequence[str]]) -> int:
        """Append the lines that `missing` returns for the watermark; return how many.

        A torn last line is cut first. The file is held against other
        processes meanwhile; the lines have reached the disk on return.
        """
        path = self._path(year)
        with disk_errors("写登记副本"):
            make_folder(self.folder)
            new = not path.exists()
            with path.open("a+b") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                lines = missing(_repaired_watermark(file, path))
                if lines:
                    file.write("".join(f"{line}\n" for line in lines).encode())
                file.flush()
                os.fsync(file.fileno())
            if new:
                sync_path(self.folder)
        return len(lines)

    def read(self, year: int) -> tuple[str, ...]:
        """Return the lines of a year as they stand, a torn one included; none without a file."""
        path = self._path(year)
        with disk_errors("读登记副本"):
            content = path.read_bytes() if path.exists() else b""
        return tuple(content.decode("utf-8", "replace").removesuffix("\n").split("\n")) if content else ()

    def years(self) -> tuple[int, ...]:
        """Return the years that have a file, sorted."""
        return tuple(sorted(int(path.stem) for path in self.folder.glob("[0-9][0-9][0-9][0-9].jsonl")))

    def _path(self, year: int) -> Path:
        return self.folder / f"{year:04}.jsonl"


def _repaired_watermark(file: BinaryIO, path: Path) -> Watermark:
    """Cut what follows the last line break and return the watermark."""
    end = file.seek(0, os.SEEK_END)
    whole = _after_last_break(file, end)
    if whole < end:
        file.truncate(whole)
    if whole == 0:
        return Watermark(0, "0" * 64)
    begin = _after_last_break(file, whole - 1)
    file.seek(begin)
    line = file.read(whole - 1 - begin)
    try:
        entry = json.loads(line)
        return Watermark(int(entry["ordinal"]), str(entry["hash"]))
    except (ValueError, KeyError, TypeError) as error:
        raise IntegrityError(
            f"登记副本 {path} 的最后一行读不懂",
            rule="存档格式 五",
            advice="请用 gongwen archive verify 查明，不要自行修改",
        ) from error


def _after_last_break(file: BinaryIO, end: int) -> int:
    """Return the place after the last line break before `end`, 0 when there is none."""
    while end > 0:
        begin = max(0, end - _BLOCK)
        file.seek(begin)
        found = file.read(end - begin).rfind(b"\n")
        if found >= 0:
            return begin + found + 1
        end = begin
    return 0
