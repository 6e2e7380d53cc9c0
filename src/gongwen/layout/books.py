"""How books of the office are printed: the paper and the rules of the standard, smaller type.

GB/T 9704 does not rule them; A4 turned is what DA/T 22-2015 recommends for
catalogues (5.5.2).
"""

from __future__ import annotations

from dataclasses import replace

from gongwen.layout import standard
from gongwen.layout.standard.measure import CUSTOM, Measure
from gongwen.model.book import BookMeasures

MARGIN = Measure("簿册页边", 20, "mm", "DA/T 22-2015 5.5.2", CUSTOM)
SLIP_SIZE = Measure("稿纸用字（小四号）", 12, "pt", "条例 25", CUSTOM)
SIZE = Measure("簿册用字（小五号）", 9, "pt", "DA/T 22-2015 5.5.2", CUSTOM)

BOOK = BookMeasures(
    paper_width=standard.PAPER_WIDTH.pt,
    paper_height=standard.PAPER_HEIGHT.pt,
    binding=standard.LEFT.pt,
    margin=MARGIN.pt,
    size=SIZE.pt,
    pitch=standard.PITCH.pt,
    thick=standard.IMPRINT_THICK.pt,
    thin=standard.IMPRINT_THIN.pt,
)
SLIP = replace(BOOK, size=SLIP_SIZE.pt)
