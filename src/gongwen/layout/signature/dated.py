"""成文日期 at its place."""

from __future__ import annotations

from gongwen.layout import standard
from gongwen.model.composition import Align, TextBlock, unbroken


def dated(date: str, x: float, width: float, *, glued: bool = False) -> TextBlock:
    """Return 成文日期, `width` pt wide, beginning at `x` (pt)."""
    right = standard.AREA_WIDTH.pt - x - width
    return TextBlock(
        standard.DATE, date, (unbroken(standard.DATE, date, x),), Align.RIGHT, right=right, glued=glued
    )
