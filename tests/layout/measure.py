"""Measuring a produced PDF: characters, rows, rules and ink, in millimetres.

Every length is in mm, every position counts from the upper left corner of
the paper, downwards. Characters and rules come from pdfminer.six, ink from a
raster drawn by poppler's `pdftoppm`. Nothing here imports gongwen; the type
area below is written down anew from GB/T 9704-2012 5.2.1.
"""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTLine, LTPage
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from PIL import Image, ImageChops

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


TYPE_AREA = Box(28, 37, 184, 262)
"""版心: 156 × 225 at 订口 28, 天头 37."""


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
class Row:
    """Characters on one baseline, from left to right."""

    baseline: float
    chars: tuple[Char, ...]

    @property
    def text(self) -> str:
        """Return the characters without white space."""
        return "".join("".join(char.text for char in self.chars).split())

    @property
    def left(self) -> float:
        """Return the origin of the first character that is not white space."""
        return min(char.x0 for char in self.chars if char.text.strip())

    @property
    def right(self) -> float:
        """Return where the last character that is not white space ends."""
        return max(char.x1 for char in self.chars if char.text.strip())


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


def rows(chars: Iterable[Char], tolerance: float = 0.5) -> tuple[Row, ...]:
    """Group characters into rows, top to bottom; rows of white space only are left out.

    Characters whose baselines are at most `tolerance` apart share a row.
    """
    found: list[list[Char]] = []
    for char in sorted((c for c in chars if c.text.strip()), key=lambda c: c.baseline):
        if found and char.baseline - found[-1][0].baseline <= tolerance:
            found[-1].append(char)
        else:
            found.append([char])
    return tuple(Row(row[0].baseline, tuple(sorted(row, key=lambda c: c.x0))) for row in found)


def type_area_rows(page: Page) -> tuple[Row, ...]:
    """Return the rows whose baselines lie within the type area."""
    return rows(c for c in page.chars if TYPE_AREA.top <= c.baseline <= TYPE_AREA.bottom)


def page_number(page: Page) -> Row | None:
    """Return the row below the type area (页码, 7.5), or None on a page without one."""
    below = rows(c for c in page.chars if c.baseline > TYPE_AREA.bottom)
    return below[0] if below else None


def pitches(lines: Sequence[Row]) -> tuple[float, ...]:
    """Return the distances from each baseline to the next."""
    return tuple(lower.baseline - upper.baseline for upper, lower in pairwise(lines))


def em_box(row: Row) -> Box:
    """Return the em boxes of a row together: 0.88 em above, 0.12 em below the baseline."""
    size = max(char.size for char in row.chars)
    return Box(row.left, row.baseline - 0.88 * size, row.right, row.baseline + 0.12 * size)


def horizontal_rules(page: Page, least: float = 100) -> tuple[Rule, ...]:
    """Return the rules across the page at least `least` long, top to bottom."""
    long = (rule for rule in page.rules if rule.horizontal and rule.length >= least)
    return tuple(sorted(long, key=lambda rule: rule.y))


def ink(
    pdf: Path, page: int, box: Box | None = None, *, red: bool = False, dpi: int = 600
) -> Box | None:
    """Return the box of what is really inked on a page, or within `box` of it.

    With `red` only red ink counts. None when nothing is inked. At 600 dpi the
    answer is exact to 0.05 mm.
    """
    area = box or Box(0, 0, 210, 297)
    scale = dpi / 25.4
    x, y = round(area.left * scale), round(area.top * scale)
    size = (str(round(area.width * scale)), str(round(area.height * scale)))
    command = ["pdftoppm", "-r", str(dpi), "-f", str(page), "-l", str(page), "-x", str(x), "-y", str(y)]
    command += ["-W", size[0], "-H", size[1], str(pdf)]
    drawn = Image.open(io.BytesIO(subprocess.run(command, check=True, capture_output=True).stdout))
    seen = _inked(drawn.convert("RGB"), red=red).getbbox()
    if seen is None:
        return None
    left, top, right, bottom = seen
    return Box((x + left) / scale, (y + top) / scale, (x + right) / scale, (y + bottom) / scale)


def _inked(image: Image.Image, *, red: bool) -> Image.Image:
    """Return a mask of the inked samples."""
    channels = image.split()
    depth = ImageChops.subtract(channels[0], channels[1]) if red else ImageChops.invert(image.convert("L"))
    return depth.point([0] * 100 + [255] * 156)


def _page(number: int, drawn: LTPage) -> Page:
    chars: list[Char] = []
    found: list[Rule] = []
    for item in _leaves(drawn):
        if isinstance(item, LTChar):
            chars.append(_char(item, drawn.height))
        elif isinstance(item, LTCurve) and (rule := _rule(item, drawn.height)):
            found.append(rule)
    return Page(number, drawn.width * MM, drawn.height * MM, tuple(chars), joined(found))


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


def _rule(item: LTCurve, height: float) -> Rule | None:
    """Return the item as a rule when it is painted, thin (at most 2 mm) and five times as long."""
    pen = item.linewidth / 2 if item.stroke else 0
    across = pen if item.height > item.width or not isinstance(item, LTLine) else 0
    down = pen if item.width >= item.height or not isinstance(item, LTLine) else 0
    box = Box(
        (item.x0 - across) * MM,
        (height - item.y1 - down) * MM,
        (item.x1 + across) * MM,
        (height - item.y0 + down) * MM,
    )
    thin, long = sorted((box.width, box.height))
    if not (item.stroke or item.fill) or not 0 < thin <= 2 or long < 5 * thin:
        return None
    return Rule(box, _rgb(item.stroking_color if item.stroke else item.non_stroking_color))


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
