"""The print file (合订打印): forms one after the other in one PDF, each numbered from 1.

Each form begins on a sheet of its own, for both sides of the paper. The forms
of one blank share its objects, and all share the fonts of what is stamped. It
is for the printer: after PDF/A-2b like the single files, but not tagged. Only
what the pages say and the characters in use are kept while it grows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import BinaryIO

from gongwen.errors import IntegrityError
from gongwen.model.typefaces import Face
from gongwen.render.reading import whole_pages
from gongwen.render.stamping.blank import Blank
from gongwen.render.stamping.files import PdfFile, font_dictionary
from gongwen.render.stamping.form import Form
from gongwen.render.stamping.ink import Ink, stream_object

_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_TAGS = re.compile(rb"/(?:StructTreeRoot|Outlines) \d+ 0 R|/MarkInfo <<[^>]*>>")
_OF_TAGGED_PAGE = re.compile(rb"/Tabs /S|/StructParents \d+")
_BOX = re.compile(rb"/MediaBox \[[^\]]*\]")
_CATALOGUE, _TREE, _FIRST_FREE = 1, 2, 3


@dataclass(slots=True)
class _Shared:
    """A blank in this file: the new numbers of its objects, and of its resources and fonts."""

    blank: Blank
    numbers: dict[int, int]
    resources: int
    fonts: int


class PrintFile:
    """A print file being written to `stream`."""

    def __init__(self, stream: BinaryIO, ink: Ink) -> None:
        self._file = PdfFile(stream)
        self._ink = ink
        self._free = _FIRST_FREE
        self._shared: list[_Shared] = []
        self._pages: list[int] = []
        self._used: dict[Face, set[str]] = {}
        self._says: list[str] = []

    def add(self, form: Form) -> None:
        """Write a form after those before it."""
        blank, pages = form.blank, form.pages
        self._says += form.says
        shared = next((one for one in self._shared if one.blank is blank), None) or self._share(blank)
        for face, chars in form.glyphs.items():
            self._used.setdefault(face, set()).update(chars)
        for old, description in zip(blank.page_numbers, pages, strict=True):
            content, page = self._number(), self._number()
            self._file.add(content, stream_object(content, description))
            self._file.add(page, _page(blank.objects[old], page, content, shared.resources))
            self._pages.append(page)
        if len(pages) % 2:
            back = self._number()
            self._file.add(back, _back(blank.objects[blank.page_numbers[-1]], back))
            self._pages.append(back)
            self._says.append("")

    def ensure_whole(self, path: Path) -> None:
        """Raise IntegrityError unless each page of the closed file at `path` says what it should."""
        seen = tuple(whole_pages(path))
        if seen != tuple(self._says):
            pairs = enumerate(zip_longest(seen, self._says), 1)
            number = next(number for number, (one, other) in pairs if one != other)
            raise IntegrityError(
                f"合订打印文件第{number}面读回的文字与原来的表不同",
                rule="合订打印的每一面都须与单独的表一字不差",
                advice="这个文件不予交出；请再办一次，或把所用材料交给维护人员",
            )

    def close(self) -> None:
        """Write what all forms share, and end the file; it has at least one form."""
        fonts = self._ink.fonts(self._used, self._free)
        for number, data in fonts.objects.items():
            self._file.add(number, data)
        for shared in self._shared:
            resident = _renumbered(shared.blank.resident, shared.numbers)
            self._file.add(shared.fonts, font_dictionary(shared.fonts, resident, fonts.references))
        first = self._shared[0]
        kids = b" ".join(b"%d 0 R" % page for page in self._pages)
        tree = b"%d 0 obj\n<</Type /Pages/Kids [%s]/Count %d>>\nendobj\n" % (_TREE, kids, len(self._pages))
        self._file.add(_TREE, tree)
        catalogue = _TAGS.sub(b"", first.blank.objects[first.blank.catalogue])
        self._file.add(_CATALOGUE, _as(_CATALOGUE, _renumbered(catalogue, first.numbers)))
        self._file.close(_CATALOGUE, first.blank.info)

    def _number(self) -> int:
        self._free += 1
        return self._free - 1

    def _share(self, blank: Blank) -> _Shared:
        """Write the objects of a blank that every form on it shares."""
        resources = blank.resources
        catalogue = _TAGS.sub(b"", blank.objects[blank.catalogue])
        reached = _reached(
            blank,
            [*_references(blank.objects[resources]), *_references(catalogue), *_references(blank.resident)],
        )
        numbers = {old: self._number() for old in (*reached, resources, blank.fonts)}
        numbers[blank.tree] = _TREE
        for old in (*reached, resources):
            self._file.add(numbers[old], _as(numbers[old], _renumbered(blank.objects[old], numbers)))
        shared = _Shared(blank, numbers, numbers[resources], numbers[blank.fonts])
        self._shared.append(shared)
        return shared


def _reached(blank: Blank, start: list[int]) -> list[int]:
    """Return the objects that `start` leads to, but for the page tree and the dictionary of fonts."""
    reached: dict[int, None] = {}
    waiting = start
    while waiting:
        one = waiting.pop()
        if one in reached or one in (blank.tree, blank.fonts):
            continue
        reached[one] = None
        waiting += _references(blank.objects[one])
    return sorted(reached)


def _references(data: bytes) -> list[int]:
    return [int(found) for found in _REFERENCE.findall(_dictionary(data)[0])]


def _dictionary(data: bytes) -> tuple[bytes, bytes]:
    """Return an object's dictionary and its stream, which may be nothing."""
    head, mark, stream = data.partition(b"stream\n")
    return head, mark + stream


def _renumbered(data: bytes, numbers: Mapping[int, int]) -> bytes:
    head, stream = _dictionary(data)
    return _REFERENCE.sub(lambda found: b"%d 0 R" % numbers[int(found[1])], head) + stream


def _as(number: int, data: bytes) -> bytes:
    """Return an object with another number."""
    return b"%d 0 obj" % number + data[data.index(b" 0 obj") + len(b" 0 obj") :]


def _back(data: bytes, number: int) -> bytes:
    """Return an empty page as large as that of a blank, so that each form begins on a sheet of its own."""
    box = _BOX.search(data)
    size = box[0] if box else b""
    return b"%d 0 obj\n<</Type /Page/Parent %d 0 R/Resources <<>>%s>>\nendobj\n" % (number, _TREE, size)


def _page(data: bytes, number: int, content: int, resources: int) -> bytes:
    """Return the page object of a blank for one form: its description, the shared resources, no tags."""
    page = _OF_TAGGED_PAGE.sub(b"", data)
    for key, value in ((b"Parent", _TREE), (b"Contents", content), (b"Resources", resources)):
        page = re.sub(b"/%s \\d+ 0 R" % key, b"/%s %d 0 R" % (key, value), page)
    return _as(number, page)
