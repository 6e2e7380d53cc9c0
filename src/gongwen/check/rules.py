"""Straight lines of a PDF page: 分隔线, table rules; lengths in mm from the upper left corner."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MM = 25.4 / 72
_THICKEST, _SLACK = 2.0, 0.15


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line; its box includes its thickness; colour as red, green, blue 0–255."""

    box: Box
    colour: tuple[int, int, int]

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


def page_rules(page: pdfium.PdfPage, top: float) -> Iterator[Rule]:
    """Yield the thin filled shapes and the stroked lines of a page; `top` is its upper edge in pt."""
    for shape in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=6):
        yield from _path(shape.raw, _placing(shape), top)


def _placing(shape: pdfium.PdfObject) -> pdfium.PdfMatrix:
    """Return the matrix from the path's own points to the page, through the forms it stands in."""
    matrix = shape.get_matrix()
    container = getattr(shape, "container", None)
    while container is not None:
        matrix = matrix.multiply(container.get_matrix())
        container = getattr(container, "container", None)
    return matrix


def _path(path: object, matrix: pdfium.PdfMatrix, top: float) -> Iterator[Rule]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    outlines = list(_outlines(path, matrix))
    if stroke.value:
        width = ctypes.c_float()
        raw.FPDFPageObj_GetStrokeWidth(path, width)
        pen = width.value * abs(matrix.a or matrix.b) / 2
        colour = _colour(path, raw.FPDFPageObj_GetStrokeColor)
        for outline in outlines:
            for (x0, y0), (x1, y1) in pairwise(outline):
                if abs(x0 - x1) < 0.05 or abs(y0 - y1) < 0.05:
                    yield from _rule(_stroke(x0, y0, x1, y1, pen), colour, top)
    elif fill.value:
        colour = _colour(path, raw.FPDFPageObj_GetFillColor)
        boxes = [_bounds(outline) for outline in outlines if outline]
        if fill.value == raw.FPDF_FILLMODE_ALTERNATE and len(boxes) == 2:
            boxes = list(_ring(*boxes))
        for box in boxes:
            yield from _rule(box, colour, top)


def _stroke(x0: float, y0: float, x1: float, y1: float, pen: float) -> tuple[float, float, float, float]:
    left, right, low, high = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    across = abs(x0 - x1) >= abs(y0 - y1)
    return (left, low - pen, right, high + pen) if across else (left - pen, low, right + pen, high)


def _ring(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> Iterator[tuple[float, float, float, float]]:
    """Yield the sides of a frame whose outer and inner outline are given, or both where they are apart."""
    outer, inner = sorted((one, other), key=lambda b: (b[0] - b[2]) * (b[3] - b[1]))
    inside = outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]
    if not inside:
        yield from (one, other)
        return
    yield outer[0], outer[1], outer[2], inner[1]
    yield outer[0], inner[3], outer[2], outer[3]
    yield outer[0], outer[1], inner[0], outer[3]
    yield inner[2], outer[1], outer[2], outer[3]


def _outlines(path: object, matrix: pdfium.PdfMatrix) -> Iterator[list[tuple[float, float]]]:
    outline: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and outline:
            yield outline
            outline = []
        outline.append(matrix.on_point(x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment) and outline[0] != outline[-1]:
            outline.append(outline[0])
    if outline:
        yield outline


def _bounds(outline: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    return min(xs), min(ys), max(xs), max(ys)


def _rule(box: tuple[float, float, float, float], colour: tuple[int, int, int], top: float) -> Iterator[Rule]:
    """Yield a box in pt, counted from below, as a rule when it is thin and long."""
    left, low, right, high = box
    placed = Box(left * MM, (top - high) * MM, right * MM, (top - low) * MM)
    thin, long = sorted((placed.width, placed.height))
    if 0.02 < thin <= _THICKEST and long >= 5 * thin:
        yield Rule(placed, colour)


def _colour(path: object, getter: Callable[..., object]) -> tuple[int, int, int]:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    getter(path, red, green, blue, alpha)
    return red.value, green.value, blue.value


def joined(found: Sequence[Rule]) -> tuple[Rule, ...]:
    """Join rules that continue or cover each other on one line, as borders drawn cell by cell do."""
    kept: list[Rule] = []
    for rule in sorted(found, key=lambda r: (r.horizontal, r.box.left, r.box.top)):
        for index, other in enumerate(kept):
            if _continues(other, rule):
                kept[index] = replace(other, box=_around(other.box, rule.box))
                break
        else:
            kept.append(rule)
    return tuple(sorted(kept, key=lambda r: (r.box.top, r.box.left)))


def _continues(one: Rule, other: Rule) -> bool:
    a, b = one.box, other.box
    if one.horizontal != other.horizontal or one.colour != other.colour:
        return False
    if one.horizontal:
        level = abs(a.top - b.top) < _SLACK and abs(a.bottom - b.bottom) < _SLACK
        return level and b.left <= a.right + _SLACK and a.left <= b.right + _SLACK
    level = abs(a.left - b.left) < _SLACK and abs(a.right - b.right) < _SLACK
    return level and b.top <= a.bottom + _SLACK and a.top <= b.bottom + _SLACK


def _around(one: Box, other: Box) -> Box:
    return Box(
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )
