"""Whether a file is complete or still being written: what its end marks say."""

from __future__ import annotations

import re
import struct

from gongwen.intake.containers import ole, zips
from gongwen.intake.forms import PDF, PICTURES, decoded, form_of
from gongwen.intake.values import FileForm

_ZIPPED = {FileForm.DOCX, FileForm.XLSX, FileForm.OFD, FileForm.ZIP}
_OLE = {FileForm.DOC, FileForm.XLS}
_MAGICS = (*zips.MAGICS, ole.MAGIC, PDF, *(magic for magic, _ in PICTURES))
_TAIL = 2048
_BOUNDARY = re.compile(
    r"^content-type:\s*multipart/[^\n]*?boundary=\"?([^\"\s;]+)", re.IGNORECASE | re.MULTILINE
)
_FOLD = re.compile(r"\r?\n[ \t]+")
_TIFF_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_MOST_PAGES = 10_000
_MARKER = re.compile(rb"\xff+[^\x00\xff]", re.DOTALL)
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]", re.DOTALL)
_EOI, _SCAN = 0xD9, 0xDA
_ALONE = {0x01, *range(0xD0, 0xD8)}


def is_whole(content: bytes) -> bool | None:
    """Return whether every byte is there: True, False, or None where the form has no end mark.

    The end mark is for PDF the last `%%EOF` with a cross reference inside
    the file (and the stated length of a linearised one), for ZIP, DOCX, XLSX
    and OFD the end record behind the directory, for DOC and XLS the sector
    table, for PNG the IEND chunk, for JPEG the EOI marker after the picture,
    for TIFF all strips of all pages within the file, for a mail in parts its
    closing boundary. TXT, CSV, a mail of one part and what is not known have
    none: the caller waits until size and time have rested. Missing line ends
    or padding after the end mark are not missed. A PDF saved again by appending, cut
    exactly behind an earlier saving, is a whole PDF, the earlier one.
    """
    if not content or any(magic.startswith(content) for magic in _MAGICS):
        return False
    form = form_of(content)
    if form in _ZIPPED or content.startswith(zips.MAGICS):
        return zips.is_whole(content)
    if form in _OLE or content.startswith(ole.MAGIC):
        return ole.is_whole(content)
    rule = _RULES.get(form)
    return rule(content) if rule else None


def _pdf(content: bytes) -> bool:
    """Return whether a PDF ends in `%%EOF` after a pointer to a cross reference it holds."""
    tail = content[-_TAIL:].rstrip(b"\r\n\t \x00")
    end = tail.rfind(b"%%EOF")
    pointer = re.search(rb"startxref\s+(\d+)\s*$", tail[:end]) if end >= 0 else None
    if pointer is None:
        return False
    begin = max(0, content.find(PDF))
    stated = re.search(rb"/Linearized\b[^>]*?/L\s+(\d+)", content[begin : begin + 1024])
    if stated and int(stated[1]) > len(content):
        return False
    place = begin + int(pointer[1])
    at_place = content[place : place + 32]
    return bool(re.match(rb"\s*(xref|\d+\s+\d+\s+obj)", at_place))


def _png(content: bytes) -> bool:
    """Return whether the chunks of a PNG lead to IEND."""
    place = 8
    while place + 12 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, place)
        place += 12 + int(length)
        if kind == b"IEND":
            return place <= len(content)
    return False


def _jpeg(content: bytes) -> bool:
    """Return whether the picture of a JPEG ends in EOI; pictures inside its headers do not count."""
    place = 2
    while (mark := _MARKER.match(content, place)) is not None:
        place, marker = mark.end(), content[mark.end() - 1]
        if marker == _EOI:
            return True
        if marker in _ALONE or place + 2 > len(content):
            continue
        place += int(struct.unpack_from(">H", content, place)[0])
        if marker == _SCAN:
            following = _AFTER_SCAN.search(content, place)
            place = following.start() if following else len(content)
    return False


def _tiff(content: bytes) -> bool:
    """Return whether every page's directory, values and strips or tiles lie within the file."""
    order = "<" if content.startswith(b"II") else ">"
    try:
        (place,) = struct.unpack_from(f"{order}I", content, 4)
        seen: set[int] = set()
        while place and place not in seen and len(seen) < _MOST_PAGES:
            seen.add(place)
            place = _tiff_page(content, order, place)
    except struct.error:
        return False
    return bool(seen)


def _tiff_page(content: bytes, order: str, place: int) -> int:
    """Return where the next directory stands; raise struct.error where something lies beyond the end."""
    (count,) = struct.unpack_from(f"{order}H", content, place)
    values = dict(_tiff_entry(content, order, place + 2 + 12 * index) for index in range(count))
    for places, sizes in ((273, 279), (324, 325)):
        for start, size in zip(values.get(places, ()), values.get(sizes, ()), strict=False):
            if start + size > len(content):
                raise struct.error("a strip beyond the end")
    (following,) = struct.unpack_from(f"{order}I", content, place + 2 + 12 * count)
    return int(following)


def _tiff_entry(content: bytes, order: str, place: int) -> tuple[int, tuple[int, ...]]:
    """Return tag and whole-number values of one entry; raise struct.error where they lie beyond the end."""
    tag, kind, count = struct.unpack_from(f"{order}HHI", content, place)
    length = _TIFF_SIZES.get(kind, 1) * count
    start = place + 8 if length <= 4 else int(struct.unpack_from(f"{order}I", content, place + 8)[0])
    if start + length > len(content):
        raise struct.error("values beyond the end")
    letter = {3: "H", 4: "I"}.get(kind)
    if tag not in (273, 279, 324, 325) or letter is None:
        return tag, ()
    return tag, struct.unpack_from(f"{order}{count}{letter}", content, start)


def _mail(content: bytes) -> bool | None:
    """Return whether a mail in parts has its closing boundary; None for one of a single part."""
    text = (decoded(content) or "").replace("\r\n", "\n").lstrip("\n")
    head, blank, body = text.partition("\n\n")
    if not blank:
        return False
    boundary = _BOUNDARY.search(_FOLD.sub(" ", head))
    if boundary is None:
        return None
    return bool(re.search(rf"^--{re.escape(boundary[1])}--\s*$", body, re.MULTILINE))


_RULES = {
    FileForm.PDF: _pdf,
    FileForm.PNG: _png,
    FileForm.JPEG: _jpeg,
    FileForm.TIFF: _tiff,
    FileForm.EML: _mail,
}
