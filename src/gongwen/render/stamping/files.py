"""PDF files written as they come; the file of one form.

It is the blank's file with its pages replaced: tagged, with title and
language, after PDF/A-2b. The same form makes the same bytes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from hashlib import md5
from typing import BinaryIO

from gongwen.render.stamping.blank import Blank
from gongwen.render.stamping.ink import Fonts, stream_object

_HEAD = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"


class PdfFile:
    """A PDF being written to `stream`; remembers where each object begins."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._places = array("Q")
        self._digest = md5(usedforsecurity=False)
        self._position = 0
        self._put(_HEAD)

    def _put(self, data: bytes) -> None:
        self._stream.write(data)
        self._position += len(data)

    def add(self, number: int, data: bytes) -> None:
        """Write an object, its number in it."""
        self._places.extend([0] * (number + 1 - len(self._places)))
        self._places[number] = self._position
        self._digest.update(data)
        self._put(data)

    def add_all(self, objects: Mapping[int, bytes], joined: bytes) -> None:
        """Write many objects, given also as `joined`."""
        self._places.extend([0] * (max(objects) + 1 - len(self._places)))
        place = self._position
        for number, data in objects.items():
            self._places[number] = place
            place += len(data)
        self._digest.update(joined)
        self._put(joined)

    def close(self, root: int, info: bytes) -> None:
        """Write the document information, the table of objects and the trailer."""
        number = len(self._places)
        self.add(number, b"%d 0 obj\n%s\nendobj\n" % (number, info))
        begins = self._position
        self._put(b"xref\n0 %d\n0000000000 65535 f \n" % (number + 1))
        self._put(b"".join(map(_line, self._places[1:])))
        name = self._digest.hexdigest().encode()
        identity = b"/ID [(%s) (%s)]" % (name, name)
        self._put(b"trailer\n<<\n/Size %d\n/Root %d 0 R\n/Info %d 0 R\n" % (number + 1, root, number))
        self._put(identity + b"\n>>\nstartxref\n%d\n%%%%EOF\n" % begins)


def _line(place: int) -> bytes:
    """Return an object's line in the table; one that was never written is free."""
    return b"%010d 00000 n \n" % place if place else b"0000000000 65535 f \n"


def write_single(stream: BinaryIO, blank: Blank, pages: Iterable[bytes], fonts: Fonts) -> None:
    """Write the file of one form: the blank's, with these page descriptions and fonts."""
    file = PdfFile(stream)
    file.add_all(blank.objects, blank.joined)
    for number, description in zip(blank.contents, pages, strict=True):
        file.add(number, stream_object(number, description))
    file.add(blank.fonts, font_dictionary(blank.fonts, blank.resident, fonts.references))
    for number, data in fonts.objects.items():
        file.add(number, data)
    file.close(blank.catalogue, blank.info)


def first_free(blank: Blank) -> int:
    """Return the first number that no object of `blank` has."""
    return max(*blank.objects, *blank.contents, blank.fonts) + 1


def font_dictionary(number: int, resident: bytes, added: Mapping[str, bytes]) -> bytes:
    """Return the dictionary of fonts: those of the blank, and those `added`."""
    entries = b"".join(b"/%s %s" % (name.encode(), reference) for name, reference in added.items())
    return b"%d 0 obj\n<<%s%s>>\nendobj\n" % (number, resident, entries)
