"""Units, type area, grid and type sizes (clauses 3 and 5)."""

from __future__ import annotations

from gongwen.layout.standard.measure import CELL_PT, DERIVED, MUST, PITCH_PT, USUAL, Measure

LEADING = Measure("行内空白与三号字高度之比", 0.875, "倍", "3.2", MUST)
PAPER_WIDTH = Measure("纸宽", 210, "mm", "5.1", MUST)
PAPER_HEIGHT = Measure("纸高", 297, "mm", "5.1", MUST)
TOP = Measure("天头", 37, "mm", "5.2.1", MUST, tolerance=1)
LEFT = Measure("订口", 28, "mm", "5.2.1", MUST, tolerance=1)
AREA_WIDTH = Measure("版心宽", 156, "mm", "5.2.1", MUST)
AREA_HEIGHT = Measure("版心高", 225, "mm", "5.2.1", MUST)
RIGHT = Measure("切口", 26, "mm", "5.2.1", DERIVED)
BOTTOM = Measure("地脚", 35, "mm", "5.2.1", DERIVED)
ROWS = Measure("每面行数", 22, "行", "5.2.3", USUAL)
CELLS = Measure("每行字数", 28, "字", "5.2.3", USUAL)
PITCH = Measure("行距", PITCH_PT, "pt", "5.2.3", DERIVED)
CELL = Measure("字距", CELL_PT, "pt", "5.2.3", DERIVED)
SIZE_2 = Measure("二号", 22, "pt", "7.3.1", MUST)
SIZE_3 = Measure("三号", 16, "pt", "5.2.2", MUST)
SIZE_4 = Measure("四号", 14, "pt", "7.4.2、7.5", MUST)
