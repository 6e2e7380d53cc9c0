"""版头 (clause 7.2)."""

from __future__ import annotations

from gongwen.layout.standard.measure import CUSTOM, MUST, USUAL, Measure

COPY_NUMBER_DIGITS = Measure("份号位数", 6, "位", "7.2.1", USUAL)
COPY_NUMBER_ROW = Measure("份号所在行", 1, "行", "7.2.1", MUST)
SECURITY_ROW = Measure("密级和保密期限所在行", 2, "行", "7.2.2", MUST)
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
UPWARD_NUMBER_LEFT = Measure("上行文发文字号左空", 1, "字", "7.2.5", MUST)
SIGNATORY_RIGHT = Measure("签发人右空", 1, "字", "7.2.6", MUST)
SIGNATORIES_PER_ROW = Measure("签发人每行人数", 2, "人", "7.2.6", USUAL)
SIGNATORY_GAP = Measure("同行签发人姓名的间隔", 1, "字", "7.2.6", CUSTOM)
NUMBER_TO_RULE = Measure("发文字号至分隔线", 4, "mm", "7.2.7", MUST)
HEADER_RULE_WIDTH = Measure("版头分隔线宽度", 156, "mm", "7.2.7", MUST)
HEADER_RULE = Measure("版头分隔线高度", 0.5, "mm", "7.2.7", CUSTOM)
