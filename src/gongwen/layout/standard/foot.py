"""版记 and 页码 (clauses 7.4 and 7.5)."""

from __future__ import annotations

from gongwen.layout.standard.measure import CUSTOM, MUST, RECOMMENDED, Measure

IMPRINT_INSET = Measure("版记左右空（四号字）", 14, "pt", "7.4.2", MUST)
IMPRINT_WIDTH = Measure("版记分隔线宽度", 156, "mm", "7.4.1", MUST)
IMPRINT_THICK = Measure("版记首末分隔线高度", 0.35, "mm", "7.4.1", RECOMMENDED)
IMPRINT_THIN = Measure("版记中间分隔线高度", 0.25, "mm", "7.4.1", RECOMMENDED)
IMPRINT_LEAD = Measure("版记与其上文字的最小间隔", 1, "行", "7.4.1", CUSTOM)
NUMBER_DASH = Measure("页码一字线上距版心下边缘", 7, "mm", "7.5", MUST)
NUMBER_INSET = Measure("页码左右空（四号字）", 14, "pt", "7.5", MUST)
