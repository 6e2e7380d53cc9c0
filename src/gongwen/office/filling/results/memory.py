"""Memory (记录): what a fill has made in a folder, line by line, so that a stopped run goes on.

One line of JSON for each row when its files lie in their places, brought to
the disk at once; a later line of the same key counts. A last line that a
power cut has torn is passed over: its row is made again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from gongwen.archive.durable import make_folder, write_durably
from gongwen.errors import IntegrityError, RefusedError, disk_errors

NAME = ".gongwen-fill.jsonl"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class FileMark:
    """A file that was made: its suffix, its name in the folder, its SHA-256."""

    suffix: str
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Record:
    """What was made for a row: `digest` is that of the paper and all that its look depends on.

    `number` is the 发文字号 and `fonds` whose it is; `issued` says that it was released under it.
    """

    key: str
    digest: str
    title: str
    pages: int = 0
    files: tuple[FileMark, ...] = ()
    number: str = ""
    fonds: str = ""
    issued: bool = False


@dataclass
class Memory:
    """What was made in `folder` from `template`, by the key of the row."""

    folder: Path
    template: str
    records: dict[str, Record] = field(default_factory=dict)
    extras: dict[str, dict[str, object]] = field(default_factory=dict)

    @classmethod
    def open(cls, folder: Path, template: str) -> Memory:
        """Read what a folder remembers; a folder that is not there yet remembers nothing.

        Raises RefusedError when the folder is another template's,
        IntegrityError when the record was made by a newer program or is broken.
        """
        memory = cls(folder, template)
        with disk_errors("读取批量记录"):
            lines = _whole_lines(folder / NAME)
        for number, line in enumerate(lines):
            memory._read(line, first=number == 0)
        return memory

    def note(self, record: Record) -> None:
        """Remember what was made for a row; it is on the disk when this returns."""
        self.records[record.key] = record
        self._append({"row": asdict(record)})

    def note_extra(self, name: str, value: dict[str, object]) -> None:
        """Remember something about the whole folder under `name`."""
        self.extras[name] = value
        self._append({name: value})

    def settle(self) -> None:
        """Write the record anew with one line for each row, if it holds more."""
        with disk_errors("写批量记录"):
            path = self.folder / NAME
            content = b"".join(self._lines())
            if path.is_file() and path.read_bytes() != content:
                write_durably(path, content)

    def untouched(self, mark: FileMark) -> bool:
        """Return whether a file lies in its place just as it was made."""
        return digest_of(self.folder / mark.name) == mark.sha256

    def _lines(self) -> Iterator[bytes]:
        yield _line({"format": _FORMAT, "template": self.template})
        yield from (_line({name: value}) for name, value in sorted(self.extras.items()))
        yield from (_line({"row": asdict(record)}) for record in self.records.values())

    def _append(self, entry: dict[str, object]) -> None:
        path = self.folder / NAME
        with disk_errors("写批量记录"):
            if not path.is_file() or _torn(path):
                make_folder(self.folder)
                write_durably(path, b"".join(self._lines()))
                return
            with path.open("ab") as file:
                file.write(_line(entry))
                file.flush()
                os.fsync(file.fileno())

    def _read(self, line: str, *, first: bool) -> None:
        try:
            entry = json.loads(line)
            if first:
                self._check(entry)
            elif "row" in entry:
                fields = entry["row"]
                fields["files"] = tuple(FileMark(**mark) for mark in fields["files"])
                self.records[fields["key"]] = Record(**fields)
            else:
                self.extras.update(entry)
        except (ValueError, TypeError, KeyError, AttributeError):
            raise IntegrityError(
                f"{self.folder / NAME} 读不懂",
                rule="它记着这个文件夹里做过什么",
                advice="请换一个 --out 文件夹",
            ) from None

    def _check(self, entry: dict[str, object]) -> None:
        if entry["format"] != _FORMAT:
            raise IntegrityError(
                f"{self.folder / NAME} 是别的版本的程序写的",
                rule="只读本版本的记录",
                advice="请换一个 --out 文件夹",
            )
        if entry["template"] != self.template:
            raise RefusedError(
                f"{self.folder} 里是用模板「{entry['template']}」批量做的",
                rule="一个文件夹只放一种模板的一批",
                advice="请用 --out 指定另一个文件夹",
            )


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file; nothing when there is no such file."""
    with disk_errors("读取"):
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


def _line(entry: dict[str, object]) -> bytes:
    return (json.dumps(entry, ensure_ascii=False, sort_keys=True) + "\n").encode()


def _whole_lines(path: Path) -> list[str]:
    if not path.is_file():
        return []
    return path.read_bytes().decode("utf-8", "replace").split("\n")[:-1]


def _torn(path: Path) -> bool:
    with path.open("rb") as file:
        if not file.seek(0, os.SEEK_END):
            return True
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"
