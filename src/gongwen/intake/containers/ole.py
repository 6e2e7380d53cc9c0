"""OLE compound files (MS-CFB), as old Word, Excel and WPS write them: their streams and where they end.

Only what tells the form and the end of the file is read: header, sector
table (FAT), directory. Every number is checked against the length, every
chain is walked at most once round.
"""

from __future__ import annotations

import struct

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_FREE = 0xFFFFFFFF
_LAST_SECTOR = 0xFFFFFFFA
_ENTRY = 128
_MOST_ENTRIES = 4096


def streams(content: bytes) -> frozenset[str]:
    """Return the names of streams and storages in the directory, as far as it can be followed."""
    try:
        size, table = _sector_size(content), _table(content)
        (sector,) = struct.unpack_from("<I", content, 48)
        names: set[str] = set()
        seen: set[int] = set()
        while sector < _LAST_SECTOR and sector not in seen and len(names) < _MOST_ENTRIES:
            seen.add(sector)
            start = (sector + 1) * size
            names |= _names(content[start : start + size])
            sector = table[sector]
    except (struct.error, IndexError):
        return _names_anywhere(content)
    return frozenset(names) or _names_anywhere(content)


def is_whole(content: bytes) -> bool:
    """Return whether every sector that the sector table marks as used lies within the file."""
    try:
        size, table = _sector_size(content), _table(content)
    except (struct.error, IndexError):
        return False
    used = max((index for index, entry in enumerate(table) if entry != _FREE), default=-1)
    return used >= 0 and len(content) >= (used + 2) * size


def _sector_size(content: bytes) -> int:
    """Return 512 or 4096; raise struct.error where neither is said."""
    (shift,) = struct.unpack_from("<H", content, 30)
    if shift not in (9, 12):
        raise struct.error("no sector size")
    return 1 << int(shift)


def _table(content: bytes) -> list[int]:
    """Return the whole sector table; raise IndexError or struct.error where part of it is missing."""
    size = _sector_size(content)
    count, extra, extras = _counts(content)
    if count * size > len(content):
        raise IndexError("more sector tables than the file can hold")
    places = list(struct.unpack_from("<109I", content, 76))[:count]
    per_sector = size // 4 - 1
    while len(places) < count and extra < _LAST_SECTOR and extras > 0:
        more = struct.unpack_from(f"<{per_sector + 1}I", content, (extra + 1) * size)
        places += more[:per_sector]
        extra, extras = more[per_sector], extras - 1
    if len(places) < count:
        raise IndexError("sector tables missing")
    table: list[int] = []
    for place in places[:count]:
        table += struct.unpack_from(f"<{size // 4}I", content, (place + 1) * size)
    return table


def _counts(content: bytes) -> tuple[int, int, int]:
    """Return how many sectors hold the table, where further places are listed, and in how many sectors."""
    (count,) = struct.unpack_from("<I", content, 44)
    extra, extras = struct.unpack_from("<II", content, 68)
    return count, extra, extras


def _names(sector: bytes) -> set[str]:
    """Return the names of the directory entries in one sector."""
    names: set[str] = set()
    for start in range(0, len(sector) - _ENTRY + 1, _ENTRY):
        (length,) = struct.unpack_from("<H", sector, start + 64)
        if 2 <= length <= 64 and sector[start + 66] in (1, 2, 5):
            names.add(sector[start : start + length - 2].decode("utf-16-le", "replace"))
    return names


_TELLING = ("WordDocument", "WpsDocument", "Workbook", "EncryptedPackage", "PowerPoint Document")


def _names_anywhere(content: bytes) -> frozenset[str]:
    """Return the telling stream names that stand anywhere in a file whose directory cannot be followed."""
    return frozenset(name for name in _TELLING if name.encode("utf-16-le") in content)
