"""The page and its styles: what every block is set with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from gongwen.model.typefaces import Role

PT_PER_MM = 72 / 25.4

GAP_PER_EM = 0.2
"""Width of the gap between 汉字 and digits or Latin letters ÷ type size, at most a quarter (中文排版需求).

It is what LibreOffice sets; a DOCX can ask for the gap but not for its width.
"""

_HAN, _WESTERN = "[〇㐀-鿿豈-﫿\U00020000-\U000323af]", "[0-9A-Za-z]"
_GAP = re.compile(f"(?<={_HAN})(?={_WESTERN})|(?<={_WESTERN})(?={_HAN})")


def gaps(text: str) -> Iterator[int]:
    """Yield the positions of `text` between 汉字 and a digit or Latin letter."""
    return (found.start() for found in _GAP.finditer(text))


class Align(Enum):
    """How a block stands between its left and right edge; the value is CSS's word."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page: paper, type area, grid, page number, colours (GB/T 9704-2012 5, 7.5)."""

    width: float
    height: float
    top: float
    left: float
    area_width: float
    area_height: float
    pitch: float
    rows: int
    cell: float
    number_size: float
    number_dash_top: float
    number_inset: float
    red: str

    @property
    def bottom(self) -> float:
        """Return the margin below the type area."""
        return self.height - self.top - self.area_height

    @property
    def right(self) -> float:
        """Return the margin right of the type area."""
        return self.width - self.left - self.area_width

    @property
    def turned(self) -> Sheet:
        """Return the sheet of a landscape table (横排表格, 8), as it lies before it is turned to the left.

        Turned by 90°, its upper edge is the left edge of this sheet, so that
        both have one type area on the paper.
        """
        return replace(
            self,
            width=self.height,
            height=self.width,
            top=self.left,
            left=self.bottom,
            area_width=self.area_height,
            area_height=self.area_width,
            rows=int(self.area_width / self.pitch),
        )


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: `key` for programs, `name` for the clerk in Word.

    `size` in pt, `tracking` pt added to every character, `outline` the heading
    level in the document's structure, 0 for none.
    """

    key: str
    name: str
    role: Role
    size: float
    tracking: float = 0.0
    outline: int = 0
    red: bool = False

    @property
    def gap(self) -> float:
        """Return the gap between 汉字 and digits or Latin letters in pt."""
        return GAP_PER_EM * self.size
