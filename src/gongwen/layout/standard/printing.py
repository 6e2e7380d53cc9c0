"""Paper quality, printing and binding (clauses 4 and 6): for the printer, no page shows them."""

from __future__ import annotations

from gongwen.layout.standard.measure import LEAST, MOST, MUST, USUAL, Measure

PAPER_LIGHTEST = Measure("纸张定量下限", 60, "g/m²", "4", USUAL, LEAST)
PAPER_HEAVIEST = Measure("纸张定量上限", 80, "g/m²", "4", USUAL, MOST)
WHITENESS_LEAST = Measure("纸张白度下限", 80, "%", "4", MUST, LEAST)
WHITENESS_MOST = Measure("纸张白度上限", 90, "%", "4", MUST, MOST)
FOLDS = Measure("纸张横向耐折度", 15, "次", "4", MUST, LEAST)
OPACITY = Measure("纸张不透明度", 85, "%", "4", MUST, LEAST)
ACIDITY_LEAST = Measure("纸张酸碱度下限", 7.5, "pH", "4", MUST, LEAST)
ACIDITY_MOST = Measure("纸张酸碱度上限", 9.5, "pH", "4", MUST, MOST)

PLATE_SKEW = Measure("制版版心歪斜", 1, "mm", "6.1", MUST, MOST)
REGISTER = Measure("双面印刷两面误差", 2, "mm", "6.2", MUST, MOST)
INK_BLACK = Measure("黑色油墨", 100, "%", "6.2", MUST)
INK_RED_YELLOW = Measure("红色油墨中的黄", 80, "%", "6.2", MUST)
INK_RED_MAGENTA = Measure("红色油墨中的品红", 80, "%", "6.2", MUST)
FACING_NUMBERS = Measure("两页页码之间误差", 4, "mm", "6.3", MUST, MOST)
TRIM = Measure("成品裁切误差", 2, "mm", "6.3", MUST, MOST)
STAPLES = Measure("订书钉数", 2, "枚", "6.3", MUST)
STAPLE_EYE = Measure("订眼至纸的上下边缘", 70, "mm", "6.3", MUST, tolerance=4)
STAPLE_SPINE_LEAST = Measure("平订订书钉至书脊下限", 3, "mm", "6.3", MUST, LEAST)
STAPLE_SPINE_MOST = Measure("平订订书钉至书脊上限", 5, "mm", "6.3", MUST, MOST)
