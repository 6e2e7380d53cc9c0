"""The page and the paragraph styles, made of the measures."""

from __future__ import annotations

from gongwen.layout.standard.foot import NUMBER_DASH, NUMBER_INSET
from gongwen.layout.standard.heading import MARK_LARGEST
from gongwen.layout.standard.measure import CELL_PT
from gongwen.layout.standard.page import (
    AREA_HEIGHT,
    AREA_WIDTH,
    CELL,
    LEFT,
    PAPER_HEIGHT,
    PAPER_WIDTH,
    PITCH,
    ROWS,
    SIZE_2,
    SIZE_3,
    SIZE_4,
    TOP,
)
from gongwen.model.composition import Sheet, Style
from gongwen.model.typefaces import Role

RED = "#ff0000"
"""发文机关标志 and 版头分隔线 (7.2.4, 7.2.7)."""

TRACKING = CELL_PT - SIZE_3.value

SHEET = Sheet(
    PAPER_WIDTH.pt,
    PAPER_HEIGHT.pt,
    TOP.pt,
    LEFT.pt,
    AREA_WIDTH.pt,
    AREA_HEIGHT.pt,
    PITCH.pt,
    int(ROWS.value),
    CELL.pt,
    SIZE_4.pt,
    NUMBER_DASH.pt,
    NUMBER_INSET.pt,
    RED,
)
LANDSCAPE_SHEET = SHEET.turned
"""The sheet of 横排表格 before it is turned (8)."""

BODY = Style("body", "公文正文", Role.FANGSONG, SIZE_3.pt, TRACKING)
LEVELS = (
    Style("level1", "公文一级标题", Role.HEI, SIZE_3.pt, TRACKING, outline=2),
    Style("level2", "公文二级标题", Role.KAI, SIZE_3.pt, TRACKING, outline=3),
    Style("level3", "公文三级层次", Role.FANGSONG, SIZE_3.pt, TRACKING),
    Style("level4", "公文四级层次", Role.FANGSONG, SIZE_3.pt, TRACKING),
)
MARK = Style("mark", "发文机关标志", Role.XIAOBIAOSONG, MARK_LARGEST.pt, red=True)
NUMBER = Style("number", "发文字号", Role.FANGSONG, SIZE_3.pt, TRACKING)
COPY_NUMBER = Style("copy-number", "份号", Role.FANGSONG, SIZE_3.pt, TRACKING)
SECURITY = Style("security", "密级和紧急程度", Role.HEI, SIZE_3.pt, TRACKING)
SIGNATORY = Style("signatory", "签发人姓名", Role.KAI, SIZE_3.pt, TRACKING)
TITLE = Style("title", "公文标题", Role.XIAOBIAOSONG, SIZE_2.pt, outline=1)
ADDRESSEES = Style("addressees", "主送机关", Role.FANGSONG, SIZE_3.pt, TRACKING)
ATTACHMENT_NOTE = Style("attachment-note", "附件说明", Role.FANGSONG, SIZE_3.pt, TRACKING)
SIGNATURE = Style("signature", "发文机关署名", Role.FANGSONG, SIZE_3.pt, TRACKING)
DATE = Style("date", "成文日期", Role.FANGSONG, SIZE_3.pt, TRACKING)
NOTE = Style("note", "附注", Role.FANGSONG, SIZE_3.pt, TRACKING)
ATTENDANCE = Style("attendance", "出席人员", Role.FANGSONG, SIZE_3.pt, TRACKING)
ATTENDANCE_LABEL = Style("attendance-label", "出席标签", Role.HEI, SIZE_3.pt, TRACKING)
ANNEX_LABEL = Style("annex-label", "附件序号", Role.HEI, SIZE_3.pt, TRACKING)
ANNEX_TITLE = Style("annex-title", "附件标题", Role.XIAOBIAOSONG, SIZE_2.pt, outline=1)
FORM = Style("form", "填空行", Role.FANGSONG, SIZE_3.pt, TRACKING)
TABLE = Style("table", "表格文字", Role.FANGSONG, SIZE_4.pt)
IMPRINT = Style("imprint", "版记", Role.FANGSONG, SIZE_4.pt)

STYLES = (
    BODY,
    *LEVELS,
    MARK,
    NUMBER,
    COPY_NUMBER,
    SECURITY,
    SIGNATORY,
    TITLE,
    ADDRESSEES,
    ATTACHMENT_NOTE,
    SIGNATURE,
    DATE,
    NOTE,
    ATTENDANCE,
    ATTENDANCE_LABEL,
    ANNEX_LABEL,
    ANNEX_TITLE,
    FORM,
    TABLE,
    IMPRINT,
)
