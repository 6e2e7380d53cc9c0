"""What a PDF draws, as values: characters and straight lines, read by pdfminer.six.

Every length is in mm, every position counts from the upper left corner of
the paper, downwards. Nothing here imports gongwen.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTLine, LTPage
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

MM = 25.4 / 72
"""Millimetres in a PDF point."""

Colour = tuple[float, float, float]
"""Red, green and blue, each 0 to 1."""


@dataclass(frozen=True)
class Box:
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Return right minus left."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Return bottom minus top."""
        return self.bottom - self.top


@dataclass(frozen=True)
class Char:
    """A drawn character: `x0` its origin, `x1` where its advance ends, `size` its em."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    font: str
    colour: Colour


@dataclass(frozen=True)
class Rule:
    """A straight line; its box is the line drawn, thickness included."""

    box: Box
    colour: Colour

    @property
    def horizontal(self) -> bool:
        """Say whether the line runs across the page."""
        return self.box.width >= self.box.height

    @property
    def thickness(self) -> float:
        """Return the shorter side."""
        return min(self.box.width, self.box.height)

    @property
    def length(self) -> float:
        """Return the longer side."""
        return max(self.box.width, self.box.height)

    @property
    def y(self) -> float:
        """Return the height of the line's middle."""
        return (self.box.top + self.box.bottom) / 2


@dataclass(frozen=True)
class Page:
    """A page, its number from 1, its characters and rules in the order they are drawn."""

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    rules: tuple[Rule, ...]


def is_red(colour: Colour) -> bool:
    """Say whether a colour is the header's red in any of the usual recipes."""
    red, green, blue = colour
    return red > 0.7 and green < 0.4 and blue < 0.4


def load(pdf: Path | bytes) -> tuple[Page, ...]:
    """Return the pages of a PDF, given as a path or as bytes."""
    data = pdf if isinstance(pdf, bytes) else pdf.read_bytes()
    manager = PDFResourceManager()
    device = PDFPageAggregator(manager, laparams=None)
    interpreter = PDFPageInterpreter(manager, device)
    pages = []
    for number, source in enumerate(PDFPage.get_pages(io.BytesIO(data)), start=1):
        interpreter.process_page(source)
        pages.append(_page(number, device.get_result()))
    return tuple(pages)


def _page(number: int, drawn: LTPage) -> Page:
    items = list(_leaves(drawn))
    chars = tuple(_char(item, drawn.height) for item in items if isinstance(item, LTChar))
    shapes = [item for item in items if isinstance(item, LTCurve) and (item.stroke or item.fill)]
    found: list[Rule] = []
    for index, item in enumerate(shapes):
        if index and _one_path(shapes[index - 1], item):
            found += _ring(shapes[index - 1], item, drawn.height)
        elif index + 1 == len(shapes) or not _one_path(item, shapes[index + 1]):
            found += _line(item, drawn.height)
    return Page(number, drawn.width * MM, drawn.height * MM, chars, joined(found))


def _leaves(item: Any) -> Iterator[Any]:
    """Yield what is drawn, groups opened, in the order of the content stream."""
    for child in item:
        if isinstance(child, LTContainer):
            yield from _leaves(child)
        else:
            yield child


def _char(item: LTChar, height: float) -> Char:
    x, y = item.matrix[4] * MM, (height - item.matrix[5]) * MM
    colour = _rgb(item.graphicstate.ncolor)
    return Char(item.get_text(), x, x + item.width * MM, y, item.size * MM, item.fontname, colour)


def _one_path(one: LTCurve, other: LTCurve) -> bool:
    """Say whether two outlines are filled by the even-odd rule, one in the other: a border."""
    if not (one.fill and other.fill and one.evenodd and other.evenodd):
        return False
    (a, b) = (one.bbox, other.bbox) if _area(one) <= _area(other) else (other.bbox, one.bbox)
    slack = 0.01
    return a[0] >= b[0] - slack and a[1] >= b[1] - slack and a[2] <= b[2] + slack and a[3] <= b[3] + slack


def _area(item: LTCurve) -> float:
    return float(item.width * item.height)


def _ring(one: LTCurve, other: LTCurve, height: float) -> Iterator[Rule]:
    """Yield the sides that the outer outline has and the inner leaves open."""
    inner, outer = (_box(o, height) for o in sorted((one, other), key=_area))
    if inner.height < 0.01 or inner.width < 0.01:
        yield from _thin(outer, one.non_stroking_color)
        return
    for side in (
        Box(outer.left, outer.top, outer.right, inner.top),
        Box(outer.left, inner.bottom, outer.right, outer.bottom),
        Box(outer.left, outer.top, inner.left, outer.bottom),
        Box(inner.right, outer.top, outer.right, outer.bottom),
    ):
        yield from _thin(side, one.non_stroking_color)


def _line(item: LTCurve, height: float) -> Iterator[Rule]:
    """Yield a stroked line, or a filled shape that is as thin as one."""
    box, pen = _box(item, height), item.linewidth * MM / 2
    if not item.stroke:
        yield from _thin(box, item.non_stroking_color)
    elif isinstance(item, LTLine) and box.width >= box.height:
        yield from _thin(replace(box, top=box.top - pen, bottom=box.bottom + pen), item.stroking_color)
    elif isinstance(item, LTLine):
        yield from _thin(replace(box, left=box.left - pen, right=box.right + pen), item.stroking_color)


def _thin(box: Box, colour: Any) -> Iterator[Rule]:
    """Yield the box as a rule when it is at most 2 mm thick and five times as long."""
    thin, long = sorted((box.width, box.height))
    if 0.02 < thin <= 2 and long >= 5 * thin:
        yield Rule(box, _rgb(colour))


def _box(item: LTCurve, height: float) -> Box:
    return Box(item.x0 * MM, (height - item.y1) * MM, item.x1 * MM, (height - item.y0) * MM)


def joined(found: Sequence[Rule]) -> tuple[Rule, ...]:
    """Join rules that continue each other on one line, as table borders drawn cell by cell do."""
    kept: list[Rule] = []
    for rule in sorted(found, key=lambda r: (r.horizontal, r.box.left, r.box.top)):
        for index, other in enumerate(kept):
            if _continues(other, rule):
                kept[index] = replace(other, box=_around(other.box, rule.box))
                break
        else:
            kept.append(rule)
    return tuple(kept)


def _continues(one: Rule, other: Rule) -> bool:
    if one.horizontal != other.horizontal or one.colour != other.colour:
        return False
    a, b = one.box, other.box
    if one.horizontal:
        return abs(a.top - b.top) < 0.1 and abs(a.bottom - b.bottom) < 0.1 and b.left <= a.right + 0.1
    return abs(a.left - b.left) < 0.1 and abs(a.right - b.right) < 0.1 and b.top <= a.bottom + 0.1


def _around(one: Box, other: Box) -> Box:
    return Box(
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )


def _rgb(colour: Any) -> Colour:
    """Return grey, RGB or CMYK as RGB; what pdfminer does not know is black."""
    values = (colour,) if isinstance(colour, int | float) else tuple(colour or ())
    if not all(isinstance(value, int | float) for value in values):
        return (0.0, 0.0, 0.0)
    match values:
        case (grey,):
            return (float(grey), float(grey), float(grey))
        case (red, green, blue):
            return (float(red), float(green), float(blue))
        case (cyan, magenta, yellow, key):
            return ((1 - cyan) * (1 - key), (1 - magenta) * (1 - key), (1 - yellow) * (1 - key))
    return (0.0, 0.0, 0.0)
