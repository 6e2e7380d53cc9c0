"""Measuring a produced PDF against GB/T 9704-2012: rows, rules, page number, ink.

Every length is in mm, every position counts from the upper left corner of
the paper, downwards. Characters and rules come from `drawn`, ink from a
raster by poppler's `pdftoppm`. Nothing here imports gongwen; the type area
is written down anew from 5.2.1.
"""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageChops

from tests.layout.drawn import Box, Char, Page, Rule, is_red, load

__all__ = [
    "TYPE_AREA",
    "Box",
    "Char",
    "Page",
    "Row",
    "Rule",
    "em_box",
    "horizontal_rules",
    "ink",
    "is_red",
    "load",
    "page_number",
    "pitches",
    "rows",
    "type_area_rows",
]

TYPE_AREA = Box(28, 37, 184, 262)
"""版心: 156 × 225 at 订口 28, 天头 37."""


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


def ink(pdf: Path, page: int, box: Box | None = None, *, red: bool = False, dpi: int = 600) -> Box | None:
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
