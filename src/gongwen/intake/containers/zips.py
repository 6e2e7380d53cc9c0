"""ZIP containers: what is in them, told before anything is unfolded, and unfolded by counting."""

from __future__ import annotations

import lzma
import posixpath
import re
import stat
import struct
import zipfile
import zlib
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

from gongwen.intake.trouble import Unreadable, bomb, damaged, locked, too_large

if TYPE_CHECKING:
    from gongwen.intake.limits import Limits

MAGICS = (b"PK\x03\x04", b"PK\x05\x06")
_END, _CENTRAL, _LOCAL = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"
_END_SIZE, _CENTRAL_SIZE, _LOCAL_SIZE = 22, 46, 30
_MOST_NAMES = 2_000
_CHUNK = 1 << 18
_WIDE_LENGTH = 0xFFFFFFFF
_UTF8_NAME = 0x800
_LEADS_OUT = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:|\x00")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    OSError,
    struct.error,
    ValueError,
)


def names(content: bytes) -> list[str]:
    """Return the first names of a container: from its directory or, where that is missing, local heads."""
    place = end_record(content)
    if place is not None:
        (start,) = struct.unpack_from("<I", content, place + 16)
        found = list(_walk(content, start, _CENTRAL))
        if found:
            return found
    return list(_walk(content, 0, _LOCAL))


def _walk(content: bytes, place: int, magic: bytes) -> list[str]:
    """Return the names in a row of central or local heads beginning at `place`."""
    found: list[str] = []
    fixed = _CENTRAL_SIZE if magic == _CENTRAL else _LOCAL_SIZE
    while len(found) < _MOST_NAMES and content[place : place + 4] == magic and place + fixed <= len(content):
        if magic == _CENTRAL:
            name, extra, note = struct.unpack_from("<HHH", content, place + 28)
            after = extra + note
        else:
            name, after = struct.unpack_from("<HH", content, place + 26)
            (packed,) = struct.unpack_from("<I", content, place + 18)
            after += packed if packed != _WIDE_LENGTH else 0
        start = place + fixed
        found.append(content[start : start + name].decode("utf-8", "replace"))
        following = start + name + after
        if magic == _LOCAL and content[following : following + 4] != _LOCAL:
            following = content.find(_LOCAL, following)
        if following <= place:
            break
        place = following
    return found


def end_record(content: bytes) -> int | None:
    """Return where the end record stands whose comment reaches exactly to the end of the file."""
    place = len(content)
    while (place := content.rfind(_END, max(0, len(content) - _END_SIZE - 0xFFFF), place)) >= 0:
        if place + _END_SIZE <= len(content):
            (note,) = struct.unpack_from("<H", content, place + 20)
            if place + _END_SIZE + note == len(content):
                return place
    return None


def is_whole(content: bytes) -> bool:
    """Return whether directory and end record stand at the end, the one where the other says."""
    place = end_record(content)
    if place is None:
        return False
    count, size, start = struct.unpack_from("<HII", content, place + 10)
    if _WIDE_LENGTH in (size, start) or count == 0xFFFF:
        return _is_whole_wide(content, place)
    return bool(start + size == place and (count == 0 or content[start : start + 4] == _CENTRAL))


def _is_whole_wide(content: bytes, place: int) -> bool:
    """Return the same for ZIP64, whose own end record stands before the short one."""
    if place < 76 or content[place - 20 : place - 16] != b"PK\x06\x07":
        return False
    (wide,) = struct.unpack_from("<Q", content, place - 12)
    if content[wide : wide + 4] != b"PK\x06\x06" or wide + 56 > place:
        return False
    size, start = struct.unpack_from("<QQ", content, wide + 40)
    return bool(start + size == wide)


class Package:
    """An opened container whose parts are unfolded one by one within the limits.

    Raises `Unreadable` from the beginning where names lead outside, entries
    overlap or are too many; from `part` where it is locked, broken or
    unfolds to more than allowed. Sizes are counted, never believed.
    """

    def __init__(self, content: bytes, what: str, limits: Limits) -> None:
        self._what, self._limits, self._unfolded = what, limits, 0
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
            self.entries = self._zip.infolist()
        except _BROKEN as error:
            raise damaged(what, "压缩目录读不出") from error
        self._check()

    def _check(self) -> None:
        """Raise Unreadable for what no honest container has."""
        if len(self.entries) > self._limits.members:
            raise bomb(self._what, f"里有 {len(self.entries)} 个部件")
        for entry in self.entries:
            if _LEADS_OUT.search(_name(entry)) or stat.S_ISLNK(entry.external_attr >> 16):
                raise bomb(self._what, "里有指向外面的文件名（路径穿越或链接）")
        spans = sorted((entry.header_offset, entry.compress_size) for entry in self.entries)
        for (start, size), (following, _) in pairwise(spans):
            if start + _LOCAL_SIZE + size > following:
                raise bomb(self._what, "的部件互相重叠（压缩炸弹）")

    def __contains__(self, name: str) -> bool:
        """Return whether there is a part of this name."""
        return name in self._zip.NameToInfo

    def named(self, name: str) -> str | None:
        """Return the name of the part called so in whatever case; None where there is none."""
        if name in self:
            return name
        folded = name.casefold()
        return next((entry.filename for entry in self.entries if entry.filename.casefold() == folded), None)

    def part(self, name: str | zipfile.ZipInfo) -> bytes:
        """Return a part, unfolded; `name` as it stands in the container."""
        try:
            entry = self._zip.getinfo(name) if isinstance(name, str) else name
        except KeyError as error:
            raise damaged(self._what, f"缺少部件 {posixpath.basename(str(name))[:40]}") from error
        if entry.flag_bits & 1:
            raise locked(self._what)
        return self._unfold(entry)

    def _unfold(self, entry: zipfile.ZipInfo) -> bytes:
        """Return the bytes of an entry, stopping as soon as they are too many."""
        pieces, size = [], 0
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    self._unfolded += len(chunk)
                    self._allow(entry, size)
                    pieces.append(chunk)
        except Unreadable:
            raise
        except _BROKEN as error:
            raise damaged(self._what, "有部件解不开或校验不符") from error
        except RuntimeError as error:
            raise locked(self._what) from error
        return b"".join(pieces)

    def _allow(self, entry: zipfile.ZipInfo, size: int) -> None:
        """Raise Unreadable once `size` bytes of an entry are more than the limits allow."""
        if size > self._limits.ratio_from and size > self._limits.ratio * max(1, entry.compress_size):
            raise bomb(self._what, f"里一个部件展开后大出 {self._limits.ratio} 倍以上（压缩炸弹）")
        if size > self._limits.part or self._unfolded > self._limits.total:
            raise too_large(self._what, "展开后太大")


def display_name(entry: zipfile.ZipInfo) -> str:
    """Return the name of an entry for people, without what is not seen or turns the direction of writing."""
    return printable(_name(entry))


def printable(name: str) -> str:
    """Return a name without control characters, line ends and marks that turn the direction of writing."""
    return "".join(letter for letter in name if letter.isprintable())


def _name(entry: zipfile.ZipInfo) -> str:
    """Return the name of an entry: UTF-8 where said or valid, else GB18030 as Windows writes it."""
    name = entry.orig_filename
    if not entry.flag_bits & _UTF8_NAME:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            return name
        for encoding in ("utf-8", "gb18030"):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError:
                continue
    return name
