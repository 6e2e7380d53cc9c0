"""The blank (空白表): set once by WeasyPrint, cut open where its texts and its QR code vary.

Its page descriptions are kept as pieces; a form is the same pieces with its
own texts between them, inside the same marked content, so that structure and
reading order are those of a form set in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gongwen.errors import IntegrityError
from gongwen.model.composition import Composition
from gongwen.render.economy import pack
from gongwen.render.pdf import PdfSetter
from gongwen.render.stamping.cells import cells, codes, place_holder

_MARKED = re.compile(rb"(/\w+\n<</MCID \d+>>\nBDC\n)(.*?)(\nEMC\n)", re.DOTALL)
_TEXT = re.compile(rb"1 0 0 -1 \S+ (\S+) Tm\n/(\w+) \S+ Tf\n\[(.*)\] TJ")
_GLYPHS = re.compile(rb"<([0-9a-f]+)>")
_FIGURE = b"/Figure\n"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a page: of a text with its baseline at `y` px from the upper edge, or of a QR code."""

    y: float | None


@dataclass(frozen=True)
class Blank:
    """A blank: its objects by number, its pages cut open, and what it is the blank of.

    `contents` are the numbers of its page descriptions, `fonts` that of the
    dictionary of fonts and `resident` its entries; both are not in `objects`.
    `tree` is the number of the page tree, `info` the document information.
    """

    emptied: Composition
    objects: dict[int, bytes]
    pages: tuple[tuple[bytes | Slot, ...], ...]
    contents: tuple[int, ...]
    page_numbers: tuple[int, ...]
    resources: int
    fonts: int
    resident: bytes
    catalogue: int
    tree: int
    info: bytes

    @cached_property
    def joined(self) -> bytes:
        """Return the objects one after the other."""
        return b"".join(self.objects.values())


def set_blank(setter: PdfSetter, emptied: Composition) -> Blank:
    """Return the blank of a skeleton. Raises IntegrityError when a place in it is not found again."""
    marked, char = place_holder(emptied)
    blank = _captured(setter, marked, emptied, char)
    slots = [one for page in blank.pages for one in page if isinstance(one, Slot)]
    texts = sum(slot.y is not None for slot in slots)
    if (texts, len(slots) - texts) != (len(tuple(cells(emptied))), len(codes(emptied))):
        raise IntegrityError(
            f"空白表上应有{len(tuple(cells(emptied)))}处填空，找到{texts}处",
            rule="套印的每一处都须在空白表上找到",
            advice="请不用套印，或把所用材料交给维护人员",
        )
    return blank


def set_whole(setter: PdfSetter, composition: Composition) -> Blank:
    """Return a form that fits no blank, set in full: a blank without places."""
    return _captured(setter, composition, composition, "")


def _captured(setter: PdfSetter, shown: Composition, emptied: Composition, char: str) -> Blank:
    found: list[Blank] = []
    setter.set_with(shown, lambda document, pdf: found.append(_cut_open(document, pdf, emptied, char)))
    return found[0]


def _cut_open(document: Any, pdf: Any, emptied: Composition, char: str) -> Blank:
    numbers = [_number(reference) for reference in pdf.page_references]
    contents = [_number(pdf.objects[number]["Contents"]) for number in numbers]
    resources = _number(pdf.objects[numbers[0]]["Resources"])
    fonts = _number(pdf.objects[resources]["Font"])
    spoken = {font.hash.encode(): font.to_unicode for font in document.fonts.values()}
    pages = [tuple(_pieces(_described(pdf.objects[number]), spoken, char)) for number in contents]
    pack(pdf)
    given = {*contents, fonts}
    return Blank(
        emptied,
        {one.number: bytes(one.indirect) + b"\n" for one in pdf.objects[1:] if one.number not in given},
        tuple(pages),
        tuple(contents),
        tuple(numbers),
        resources,
        fonts,
        b"".join(
            b"/%s %s" % (str(name).encode(), bytes(value)) for name, value in pdf.objects[fonts].items()
        ),
        pdf.catalog.number,
        pdf.pages.number,
        bytes(pdf.info.data),
    )


def _described(stream: Any) -> bytes:
    parts = (getattr(part, "data", part) for part in stream.stream)
    return b"\n".join(part if isinstance(part, bytes) else str(part).encode() for part in parts)


def _pieces(content: bytes, spoken: dict[bytes, Any], char: str) -> Iterator[bytes | Slot]:
    """Yield what stays of a page's description, and a slot for each place in it; none without `char`."""
    start = 0
    for match in _MARKED.finditer(content) if char else ():
        slot = _slot(match, spoken, char)
        if slot:
            yield content[start : match.start(2)]
            yield slot
            start = match.end(2)
    yield content[start:]


def _slot(match: re.Match[bytes], spoken: dict[bytes, Any], char: str) -> Slot | None:
    if match[1].startswith(_FIGURE):
        return Slot(None)
    text = _TEXT.search(match[2])
    if text is None:
        return None
    glyphs = spoken[text[2]]
    drawn = b"".join(_GLYPHS.findall(text[3]))
    says = "".join(glyphs[int(drawn[at : at + 4], 16)] for at in range(0, len(drawn), 4))
    return Slot(float(text[1])) if says == char else None


def _number(reference: Any) -> int:
    return int(bytes(reference).split()[0])
