"""Reading one font file: its names and the advances of its characters."""

from __future__ import annotations

import io
import os
import struct
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont, TTLibError

from gongwen.errors import StorageError
from gongwen.model.typefaces import Ink

UNREADABLE = (
    OSError,
    TTLibError,
    struct.error,
    ValueError,
    KeyError,
    IndexError,
    AssertionError,
    AttributeError,
    ArithmeticError,
)
"""What a missing or damaged font file makes fontTools raise."""

_ENGLISH = 0x409


@dataclass(frozen=True, slots=True)
class FontNames:
    """The names of one member of a font file, English before Chinese, and its style."""

    path: str
    index: int
    families: tuple[str, ...]
    full_names: tuple[str, ...]
    style: str

    def answers_to(self, name: str) -> bool:
        """Return whether `name` is one of the family, full or PostScript names (case ignored)."""
        return name.casefold() in {own.casefold() for own in (*self.families, *self.full_names)}


@contextmanager
def open_font(path: str, index: int) -> Iterator[TTFont]:
    """Open member `index` of `path`, reading tables only when they are asked for."""
    with open(path, "rb") as file:
        yield TTFont(file, fontNumber=index, lazy=True, recalcTimestamp=False, recalcBBoxes=False)


def read_names(path: str) -> tuple[FontNames, ...]:
    """Return the names of every member of the font file; raises one of UNREADABLE."""
    return tuple(_member_names(path, index) for index in range(_members(path)))


def _members(path: str) -> int:
    with open(path, "rb") as file:
        head = file.read(12)
    return int(struct.unpack(">L", head[8:])[0]) if head[:4] == b"ttcf" else 1


def _member_names(path: str, index: int) -> FontNames:
    with open_font(path, index) as font:
        _require_whole(font, path)
        records = sorted(font["name"].names, key=lambda record: (record.langID != _ENGLISH, record.langID))
        names: dict[int, list[str]] = {}
        for record in records:
            names.setdefault(record.nameID, []).append(record.toUnicode(errors="replace"))

    def unique(*ids: int) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for number in ids for name in names.get(number, ())))

    style = next(iter(unique(17, 2)), "Regular")
    families = unique(16, 1)
    return FontNames(path, index, families, unique(6, 4) or families or (Path(path).stem,), style)


def _require_whole(font: TTFont, path: str) -> None:
    """Raise TTLibError where a table that gongwen needs is absent or the file is cut off."""
    tables = font.reader.tables
    absent = [tag for tag in ("cmap", "head", "hhea", "hmtx", "maxp", "name") if tag not in tables]
    if absent or any(table.offset + table.length > os.path.getsize(path) for table in tables.values()):
        raise TTLibError(f"{path}: incomplete font, absent {absent}")


class FileAdvances(Mapping[int, float]):
    """Code point → advance in em of one face; the file is read at the first look.

    Small to pickle: only the address travels, each process reads for itself.
    """

    __slots__ = ("_address", "_table")

    def __init__(self, path: str, index: int) -> None:
        self._address = (path, index)
        self._table: Mapping[int, float] | None = None

    def _loaded(self) -> Mapping[int, float]:
        if self._table is None:
            path, index = self._address
            try:
                self._table = _advances(path, index, os.stat(path).st_mtime_ns)
            except UNREADABLE as error:
                raise _unreadable(path) from error
        return self._table

    def __getitem__(self, code: int) -> float:
        return self._loaded()[code]

    def get(self, code: int, default: float = 0.0) -> float:  # type: ignore[override]
        """Return the advance of `code` in em, or `default`."""
        return self._loaded().get(code, default)

    def __contains__(self, code: object) -> bool:
        return code in self._loaded()

    def __iter__(self) -> Iterator[int]:
        return iter(self._loaded())

    def __len__(self) -> int:
        return len(self._loaded())

    def __reduce__(self) -> tuple[type[FileAdvances], tuple[str, int]]:
        return FileAdvances, self._address


def glyph_ink(path: str, index: int, char: str) -> Ink:
    """Return how far the ink of `char` reaches above the baseline, from the glyph's outline.

    Raises StorageError when the file cannot be read.
    """
    try:
        return _inks(path, index, os.stat(path).st_mtime_ns)(char)
    except UNREADABLE as error:
        raise _unreadable(path) from error


def member_program(path: str, index: int) -> bytes:
    """Return a font file with member `index` of `path` alone: its tables, copied as they are.

    Raises StorageError when the file cannot be read.
    """
    try:
        data = Path(path).read_bytes()
        return _cut_out(data, index) if data[:4] == b"ttcf" else data
    except (OSError, struct.error) as error:
        raise _unreadable(path) from error


def _cut_out(data: bytes, index: int) -> bytes:
    (start,) = struct.unpack_from(">L", data, 12 + 4 * index)
    (count,) = struct.unpack_from(">H", data, start + 4)
    head = bytearray(data[start : start + 12 + 16 * count])
    tables: list[bytes] = []
    place = len(head)
    for entry in range(12, len(head), 16):
        offset, length = struct.unpack_from(">LL", head, entry + 8)
        struct.pack_into(">L", head, entry + 8, place)
        tables.append(data[offset : offset + length] + bytes(-length % 4))
        place += len(tables[-1])
    return bytes(head) + b"".join(tables)


def _unreadable(path: str) -> StorageError:
    return StorageError(f"读不出字体文件 {path}", rule="字体文件应当完整", advice="请重新安装这款字体")


@lru_cache(maxsize=32)
def _advances(path: str, index: int, _changed: int) -> Mapping[int, float]:
    with open_font(path, index) as font:
        metrics = font["hmtx"].metrics
        em = font["head"].unitsPerEm
        return {code: metrics[glyph][0] / em for code, glyph in font.getBestCmap().items()}


@lru_cache(maxsize=8)
def _inks(path: str, index: int, _changed: int) -> Callable[[str], Ink]:
    """Return the reader of outlines of one face, which keeps the file's tables it has read."""
    font = TTFont(io.BytesIO(Path(path).read_bytes()), fontNumber=index, lazy=True)
    glyphs, names, em = font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm

    @lru_cache(maxsize=4096)
    def ink(char: str) -> Ink:
        pen = BoundsPen(glyphs)
        glyphs[names[ord(char)]].draw(pen)
        _, bottom, _, top = pen.bounds or (0, 0, 0, 0)
        return Ink(top / em, bottom / em)

    return ink
