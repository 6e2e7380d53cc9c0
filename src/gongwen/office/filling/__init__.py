"""filling (批量拟稿): one paper for each row of a table, or of the product of several.

Comes in: a template, tables (XLSX, XLS, CSV), common facts. Goes out: a folder
with each row's DOCX and PDF, a manifest and a print file, or numbered and
issued papers. The tables room reads rows, the making room makes files, the
results room keeps the folder. Owns: row, plan (what is to become of a row),
manifest. Refuses to know how a paper is set and how a number is given.
"""

from gongwen.office.filling.examine import Examined
from gongwen.office.filling.fill import (
    FillReport,
    FillRequest,
    How,
    Progress,
    drafted,
    fill,
    opened,
    survey,
)

__all__ = ["Examined", "FillReport", "FillRequest", "How", "Progress", "drafted", "fill", "opened", "survey"]
