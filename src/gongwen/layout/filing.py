"""The 归档章: 45 × 16 mm, six cells of 15 × 8 mm, red (DA/T 22-2015)."""

from __future__ import annotations

from gongwen.layout import standard
from gongwen.layout.standard.measure import CUSTOM, MUST, Measure
from gongwen.layout.standard.styles import RED
from gongwen.model.arrangement.stamp import StampMeasures

_CLAUSE = "DA/T 22-2015（归档章）"
WIDTH = Measure("归档章长", 45, "mm", _CLAUSE, MUST)
HEIGHT = Measure("归档章宽", 16, "mm", _CLAUSE, MUST)
RULE = Measure("归档章线粗", 0.35, "mm", _CLAUSE, CUSTOM)
LARGEST = Measure("归档章用字（五号）", 10.5, "pt", _CLAUSE, CUSTOM)
SMALLEST = Measure("归档章最小的字", 6, "pt", _CLAUSE, CUSTOM)
PADDING = Measure("归档章格内两边留空", 1, "mm", _CLAUSE, CUSTOM)
CLEAR = Measure("归档章与别的墨迹的间隔", 2, "mm", _CLAUSE, CUSTOM)
EDGE = Measure("归档章离纸边至少", 5, "mm", _CLAUSE, CUSTOM)
TOP = Measure("归档章离纸上边", 10, "mm", _CLAUSE, CUSTOM)


def _part(begin: int) -> float:
    return int(RED[begin : begin + 2], 16) / 255


STAMP = StampMeasures(
    width=WIDTH.pt,
    height=HEIGHT.pt,
    rule=RULE.pt,
    largest=LARGEST.pt,
    smallest=SMALLEST.pt,
    padding=PADDING.pt,
    clear=CLEAR.pt,
    edge=EDGE.pt,
    top=TOP.pt,
    red=(_part(1), _part(3), _part(5)),
    paper=(standard.PAPER_WIDTH.pt, standard.PAPER_HEIGHT.pt),
)
