"""主体 (clause 7.3), with the tables of annexes."""

from __future__ import annotations

from gongwen.layout.standard.measure import CUSTOM, MOST, MUST, USUAL, Measure

RULE_TO_TITLE = Measure("分隔线下空", 2, "行", "7.3.1", MUST)
TITLE_TO_ADDRESSEES = Measure("标题下空", 1, "行", "7.3.2", MUST)
FIRST_INDENT = Measure("段首左空", 2, "字", "7.3.3", MUST)
NOTE_LEAD = Measure("附件说明上空", 1, "行", "7.3.4", MUST)
NOTE_INDENT = Measure("附件说明左空", 2, "字", "7.3.4", MUST)
SEALED_DATE_RIGHT = Measure("加盖印章的成文日期右空", 4, "字", "7.3.5.1", USUAL)
SEAL_TO_TEXT = Measure("首排印章顶端至正文或附件说明", 1, "行", "7.3.5.1", MUST, MOST)
SEALS_PER_ROW = Measure("联合行文每排印章个数", 3, "枚", "7.3.5.1", CUSTOM)
SIGNATURE_LEAD = Measure("不加盖印章的署名上空", 1, "行", "7.3.5.2", MUST)
SIGNATURE_RIGHT = Measure("署名右空", 2, "字", "7.3.5.2", MUST)
DATE_SHIFT = Measure("成文日期首字比署名首字右移", 2, "字", "7.3.5.2", MUST)
STAMP_LEAD = Measure("签名章上空", 2, "行", "7.3.5.3", MUST)
STAMP_RIGHT = Measure("签名章右空", 4, "字", "7.3.5.3", MUST)
POST_TO_STAMP = Measure("签名章与其左职务的间隔", 2, "字", "7.3.5.3", MUST)
STAMP_TO_DATE = Measure("签名章下空", 1, "行", "7.3.5.3", MUST)
STAMP_DATE_RIGHT = Measure("加盖签名章的成文日期右空", 4, "字", "7.3.5.3", MUST)
REMARK_INDENT = Measure("附注左空", 2, "字", "7.3.6", MUST)
ANNEX_LABEL_ROW = Measure("附件序号所在行", 1, "行", "7.3.7", MUST)
ANNEX_TITLE_ROW = Measure("附件标题所在行", 3, "行", "7.3.7", MUST)
TABLE_RULE = Measure("表格线高度", 0.25, "mm", "7.3.7", CUSTOM)
TABLE_PADDING = Measure("表格文字左右空", 3, "pt", "7.3.7", CUSTOM)
TABLE_PITCH = Measure("表格文字行距", 22.4, "pt", "7.3.7", CUSTOM)
