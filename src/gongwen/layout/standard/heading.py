"""版头 (clause 7.2)."""

from __future__ import annotations

from gongwen.layout.standard.measure import CUSTOM, MUST, Measure

MARK_TOP = Measure("发文机关标志上边缘至版心上边缘", 35, "mm", "7.2.4", MUST)
MARK_LARGEST = Measure("发文机关标志最大字号", 42, "pt", "7.2.4", CUSTOM)
MARK_SMALLEST = Measure("发文机关标志最小字号，不小于标题", 22, "pt", "7.2.4", CUSTOM)
MARK_CROWDED = Measure("联合行文机关过多时发文机关标志的最小字号", 16, "pt", "7.2.4", CUSTOM)
MARK_STEP = Measure("发文机关标志字号的级差", 1, "pt", "7.2.4", CUSTOM)
MARK_NARROWEST = Measure("发文机关标志字宽与字高之比的下限", 0.66, "倍", "7.2.4", CUSTOM)
MARK_PITCH = Measure("发文机关标志行距与字号之比", 1.35, "倍", "7.2.4", CUSTOM)
MARK_CROWDED_PITCH = Measure("联合行文机关过多时发文机关标志行距与字号之比", 1.15, "倍", "7.2.4", CUSTOM)
MARK_GAP = Measure("发文机关名称与“文件”的间隔与字号之比", 0.6, "倍", "7.2.4", CUSTOM)
MARK_TO_NUMBER = Measure("发文机关标志下空", 2, "行", "7.2.5", MUST)
NUMBER_TO_RULE = Measure("发文字号至分隔线", 4, "mm", "7.2.7", MUST)
HEADER_RULE = Measure("版头分隔线高度", 0.5, "mm", "7.2.7", CUSTOM)
