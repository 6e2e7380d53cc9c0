"""Where a first page has room for the stamp: its ink is looked at, not its text.

Upper middle first, then elsewhere near the upper edge, then the middle of the
right side; a page wider than high has it there first, turned, so that it
reads well when the page is bound with its head to the left (DA/T 22-2015).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
from PIL import Image

from gongwen.errors import FactsError, IntegrityError
from gongwen.model.arrangement.stamp import StampMeasures
from gongwen.render.reading.pdf import reading

_DOTS_PER_PT = 1.5
_UPPER = 0.3
"""Which share of a page counts as near its upper edge."""

_STEP, _STEPS = 3.0, 300
"""How far apart places are tried, in pt; on a large page, so many along its longer edge."""

_LARGEST = 3500.0
"""The longest edge of a page that is looked at, in pt; A0 has 3370."""

_PALER = 24
"""By how much ink is darker than the paper, of 255 shades."""

_LIGHT = 128
"""Paper is at least so light, of 255 shades."""

_SPECK = 8
"""Dots that may lie in a place on a scan: dust, not writing."""


@dataclass(frozen=True, slots=True)
class Page:
    """The first page as it is seen: its size in pt, its ink; None for one too large to be looked at."""

    width: float
    height: float
    ink: Image.Image | None

    @property
    def step(self) -> float:
        """Return how far apart places are tried."""
        return max(_STEP, max(self.width, self.height) / _STEPS)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the stamp stands on the page as it is seen: its left and upper edge, in pt.

    `turned` says that it is turned to the right by 90°; `name` is what staff read.
    """

    x: float
    y: float
    name: str
    turned: bool = False

    def size(self, measures: StampMeasures) -> tuple[float, float]:
        """Return how wide and how high the stamp is there."""
        return (measures.height, measures.width) if self.turned else (measures.width, measures.height)


def first_page(pdf: bytes) -> Page:
    """Return the first page of `pdf`. Raises FactsError when it is no PDF, or one without pages."""
    try:
        with reading(pdf) as document:
            if not len(document):
                raise FactsError("这个 PDF 一页也没有", advice="请换一份完好的利用副本")
            page = document[0]
            width, height = (round(edge, 2) for edge in page.get_size())
            if max(width, height) > _LARGEST:
                return Page(width, height, None)
            picture = page.render(scale=_DOTS_PER_PT, grayscale=True).to_pil()
    except (IntegrityError, pdfium.PdfiumError) as error:
        raise FactsError(
            "这个 PDF 打不开", rule="归档章盖在打得开的利用副本上", advice="请另做一份利用副本"
        ) from error
    paper = max(range(_LIGHT, 256), key=picture.histogram().__getitem__)
    darkest = paper - _PALER
    return Page(width, height, picture.point(lambda shade: 255 if shade < darkest else 0))


def find_place(page: Page, measures: StampMeasures) -> Place | None:
    """Return the first place without ink; else, on a scan, one with dust alone; None without room."""
    ink = page.ink
    if ink is None:
        return None
    places = tuple(_tried(page, measures))
    found = (place for specks in (0, _SPECK) for place in places if _ink_at(ink, place, measures) <= specks)
    return next(found, None)


def upper_middle(width: float, measures: StampMeasures) -> Place:
    """Return the usual place on an empty page of this width."""
    return Place((width - measures.width) / 2, measures.top, "首页上端居中")


def _tried(page: Page, measures: StampMeasures) -> Iterator[Place]:
    """Yield every place on the paper, the best first."""
    for place in _wished(page, measures):
        width, height = place.size(measures)
        right, lower = page.width - measures.edge - width, page.height - measures.edge - height
        if measures.edge <= place.x <= right and measures.edge <= place.y <= lower:
            yield place


def _wished(page: Page, measures: StampMeasures) -> Iterator[Place]:
    step = page.step
    if page.width > page.height:
        yield from _right_side(page, measures, turned=True)
    middle = upper_middle(page.width, measures)
    lowest = page.height * _UPPER - measures.height
    heights = [*_steps(middle.y, lowest, step), *_steps(measures.edge, middle.y, step)]
    for y in heights:
        yield Place(middle.x, y, middle.name)
    for off in _steps(step, middle.x, step):
        for y in heights:
            yield Place(middle.x + off, y, "首页上端")
            yield Place(middle.x - off, y, "首页上端")
    for turned in (False, True):
        yield from _right_side(page, measures, turned=turned)


def _right_side(page: Page, measures: StampMeasures, *, turned: bool) -> Iterator[Place]:
    """Yield places at the right edge, from the middle of the page up and down by a quarter of it."""
    width, height = Place(0, 0, "", turned).size(measures)
    middle = (page.height - height) / 2
    for x in (page.width - measures.top - width, page.width - measures.edge - width):
        for off in _steps(0, page.height / 4, page.step):
            yield Place(x, middle - off, "首页右侧居中", turned)
            yield Place(x, middle + off, "首页右侧居中", turned)


def _steps(first: float, last: float, step: float) -> Iterator[float]:
    value = first
    while value <= last:
        yield value
        value += step


def _ink_at(ink: Image.Image, place: Place, measures: StampMeasures) -> int:
    """Return how many dots of ink are in a place and around it."""
    width, height = place.size(measures)
    corners = (
        place.x - measures.clear,
        place.y - measures.clear,
        place.x + width + measures.clear,
        place.y + height + measures.clear,
    )
    left, upper, right, lower = (round(corner * _DOTS_PER_PT) for corner in corners)
    there = ink.crop((left, upper, right, lower))
    return 0 if there.getbbox() is None else there.histogram()[255]
