"""Every measure of GB/T 9704-2012 that gongwen uses, once, with clause and strength.

Strength: 规定 the clause says so, 一般 it says 一般/推荐, 惯例 offices do so,
推算 follows by arithmetic from other measures. Other modules take measures
from here and nowhere else (design D2).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from gongwen.model.composition import PT_PER_MM, Sheet, Style
from gongwen.model.typefaces import Role


class Strength(Enum):
    """How binding a measure is."""

    MUST = "规定"
    USUAL = "一般"
    CUSTOM = "惯例"
    DERIVED = "推算"


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its Chinese name, value, unit (mm, pt, 行, 字, 倍 for a ratio), clause, strength."""

    name: str
    value: float
    unit: str
    clause: str
    strength: Strength

    @property
    def pt(self) -> float:
        """Return the value in points, 行 and 字 being those of the grid; a ratio stays as it is."""
        return self.value * _UNITS[self.unit]


PITCH_PT = 28.95
CELL_PT = 15.75
_UNITS = {"mm": PT_PER_MM, "pt": 1.0, "行": PITCH_PT, "字": CELL_PT, "倍": 1.0}
_MUST, _USUAL, _CUSTOM, _DERIVED = Strength.MUST, Strength.USUAL, Strength.CUSTOM, Strength.DERIVED

PAPER_WIDTH = Measure("纸宽", 210, "mm", "5.1", _MUST)
PAPER_HEIGHT = Measure("纸高", 297, "mm", "5.1", _MUST)
TOP = Measure("天头", 37, "mm", "5.2.1", _MUST)
LEFT = Measure("订口", 28, "mm", "5.2.1", _MUST)
AREA_WIDTH = Measure("版心宽", 156, "mm", "5.2.1", _MUST)
AREA_HEIGHT = Measure("版心高", 225, "mm", "5.2.1", _MUST)
ROWS = Measure("每面行数", 22, "行", "5.2.3", _USUAL)
CELLS = Measure("每行字数", 28, "字", "5.2.3", _USUAL)
PITCH = Measure("行距", PITCH_PT, "pt", "5.2.3", _DERIVED)
CELL = Measure("字距", CELL_PT, "pt", "5.2.3", _DERIVED)

SIZE_2 = Measure("二号", 22, "pt", "7.3.1", _MUST)
SIZE_3 = Measure("三号", 16, "pt", "5.2.2", _MUST)
SIZE_4 = Measure("四号", 14, "pt", "7.4.2、7.5", _MUST)

MARK_TOP = Measure("发文机关标志上边缘至版心上边缘", 35, "mm", "7.2.4", _MUST)
MARK_LARGEST = Measure("发文机关标志最大字号", 42, "pt", "7.2.4", _CUSTOM)
MARK_SMALLEST = Measure("发文机关标志最小字号，不小于标题", 22, "pt", "7.2.4", _CUSTOM)
MARK_CROWDED = Measure("联合行文机关过多时发文机关标志的最小字号", 16, "pt", "7.2.4", _CUSTOM)
MARK_STEP = Measure("发文机关标志字号的级差", 1, "pt", "7.2.4", _CUSTOM)
MARK_NARROWEST = Measure("发文机关标志字宽与字高之比的下限", 0.66, "倍", "7.2.4", _CUSTOM)
MARK_PITCH = Measure("发文机关标志行距与字号之比", 1.35, "倍", "7.2.4", _CUSTOM)
MARK_CROWDED_PITCH = Measure("联合行文机关过多时发文机关标志行距与字号之比", 1.15, "倍", "7.2.4", _CUSTOM)
MARK_GAP = Measure("发文机关名称与“文件”的间隔与字号之比", 0.6, "倍", "7.2.4", _CUSTOM)
MARK_TO_NUMBER = Measure("发文机关标志下空", 2, "行", "7.2.5", _MUST)
NUMBER_TO_RULE = Measure("发文字号至分隔线", 4, "mm", "7.2.7", _MUST)
HEADER_RULE = Measure("版头分隔线高度", 0.5, "mm", "7.2.7", _CUSTOM)
RULE_TO_TITLE = Measure("分隔线下空", 2, "行", "7.3.1", _MUST)
TITLE_TO_ADDRESSEES = Measure("标题下空", 1, "行", "7.3.2", _MUST)
FIRST_INDENT = Measure("段首左空", 2, "字", "7.3.3", _MUST)
NOTE_LEAD = Measure("附件说明上空", 1, "行", "7.3.4", _MUST)
SIGNATURE_LEAD = Measure("不加盖印章的署名上空", 1, "行", "7.3.5.2", _MUST)
SIGNATURE_RIGHT = Measure("署名右空", 2, "字", "7.3.5.2", _MUST)
DATE_SHIFT = Measure("成文日期首字比署名首字右移", 2, "字", "7.3.5.2", _MUST)
ANNEX_TITLE_ROW = Measure("附件标题所在行", 3, "行", "7.3.7", _MUST)
IMPRINT_INSET = Measure("版记左右空（四号字）", 14, "pt", "7.4.2", _MUST)
IMPRINT_THICK = Measure("版记首末分隔线高度", 0.35, "mm", "7.4.1", _USUAL)
IMPRINT_THIN = Measure("版记中间分隔线高度", 0.25, "mm", "7.4.1", _USUAL)
IMPRINT_LEAD = Measure("版记与其上文字的最小间隔", 1, "行", "7.4.1", _CUSTOM)
NUMBER_DASH = Measure("页码一字线上距版心下边缘", 7, "mm", "7.5", _MUST)
NUMBER_INSET = Measure("页码左右空（四号字）", 14, "pt", "7.5", _MUST)
TABLE_RULE = Measure("表格线高度", 0.25, "mm", "7.3.7", _CUSTOM)
TABLE_PADDING = Measure("表格文字左右空", 3, "pt", "7.3.7", _CUSTOM)
TABLE_PITCH = Measure("表格文字行距", 22.4, "pt", "7.3.7", _CUSTOM)

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
TITLE = Style("title", "公文标题", Role.XIAOBIAOSONG, SIZE_2.pt, outline=1)
ADDRESSEES = Style("addressees", "主送机关", Role.FANGSONG, SIZE_3.pt, TRACKING)
ATTACHMENT_NOTE = Style("attachment-note", "附件说明", Role.FANGSONG, SIZE_3.pt, TRACKING)
SIGNATURE = Style("signature", "发文机关署名", Role.FANGSONG, SIZE_3.pt, TRACKING)
DATE = Style("date", "成文日期", Role.FANGSONG, SIZE_3.pt, TRACKING)
NOTE = Style("note", "附注", Role.FANGSONG, SIZE_3.pt, TRACKING)
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
    TITLE,
    ADDRESSEES,
    ATTACHMENT_NOTE,
    SIGNATURE,
    DATE,
    NOTE,
    ANNEX_LABEL,
    ANNEX_TITLE,
    FORM,
    TABLE,
    IMPRINT,
)


def measures() -> tuple[Measure, ...]:
    """Return every measure of this module, in the order of its lines."""
    return tuple(value for value in globals().values() if isinstance(value, Measure))
