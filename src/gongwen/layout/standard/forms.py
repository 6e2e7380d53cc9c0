"""Landscape tables (clause 8) and the forms 信函, 命令 and 纪要 (clause 10)."""

from __future__ import annotations

from gongwen.layout.standard.measure import CUSTOM, DERIVED, MUST, Measure

LANDSCAPE_TURN = Measure("横排表格左转", 90, "度", "8", DERIVED)
LANDSCAPE_WIDTH = Measure("横排表格版心宽", 225, "mm", "8", DERIVED)
LANDSCAPE_HEIGHT = Measure("横排表格版心高", 156, "mm", "8", DERIVED)
LANDSCAPE_ROWS = Measure("横排表格每面行数", 15, "行", "8", DERIVED)
LANDSCAPE_CELLS = Measure("横排表格每行字数", 40, "字", "8", DERIVED)

LETTER_MARK_TOP = Measure("信函发文机关标志上边缘至纸上边", 30, "mm", "10.1", MUST)
LETTER_MARK_TO_RULE = Measure("信函发文机关标志至首条红色双线", 4, "mm", "10.1", MUST)
LETTER_FOOT_RULE = Measure("信函末条红色双线至纸下边", 20, "mm", "10.1", MUST)
LETTER_RULE_WIDTH = Measure("信函红色双线宽度", 170, "mm", "10.1", MUST)
LETTER_RULE_THICK = Measure("信函红色双线粗线高度", 0.8, "mm", "10.1", CUSTOM)
LETTER_RULE_THIN = Measure("信函红色双线细线高度", 0.3, "mm", "10.1", CUSTOM)
LETTER_RULE_GAP = Measure("信函红色双线两线的间隔", 0.5, "mm", "10.1", CUSTOM)
LETTER_RULE_TO_ROW = Measure("信函首行至首条双线与三号字高度之比", 0.875, "倍", "10.1", MUST)
LETTER_TITLE_LEAD = Measure("信函标题上空", 2, "行", "10.1", MUST)
LETTER_ROW_TO_RULE = Measure("信函末行至末条双线与三号字高度之比", 0.875, "倍", "10.1", MUST)

ORDER_MARK_TOP = Measure("命令标志上边缘至版心上边缘", 20, "mm", "10.2", MUST)
ORDER_NUMBER_LEAD = Measure("命令标志下空", 2, "行", "10.2", MUST)
ORDER_TEXT_LEAD = Measure("令号下空", 2, "行", "10.2", MUST)

MINUTES_MARK_TOP = Measure("纪要标志上边缘至版心上边缘", 35, "mm", "10.3", MUST)
ATTENDANCE_LEAD = Measure("出席人员名单上空", 1, "行", "10.3", MUST)
ATTENDANCE_INDENT = Measure("出席人员名单左空", 2, "字", "10.3", MUST)
