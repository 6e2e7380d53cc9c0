"""移交: what a transfer package says of itself (电子档案移交与接收, GB/T 18894-2016). Pure.

Comes in: papers with their 档号, totals, who made and checked it. Goes out: the
bytes of 文件目录.XML and 说明文件.TXT, the 电子文件归档登记表 as XML and as a form,
and both XML read back. Refuses to know folders, clocks and whether it is true:
the check of the package (四性检测) counts anew.
"""

from gongwen.model.transfer.values import (
    CATALOGUE_FILE,
    FORM_FILE,
    MEDIUM_FILE,
    OTHER_FOLDER,
    RECORDS,
    Checked,
    Entry,
    FilingForm,
    Medium,
    Totals,
    record_folder,
)
from gongwen.model.transfer.writing import (
    catalogue_xml,
    entries_of,
    filing_form_slip,
    filing_form_xml,
    medium_text,
    read_catalogue,
    read_totals,
)

__all__ = [
    "CATALOGUE_FILE",
    "FORM_FILE",
    "MEDIUM_FILE",
    "OTHER_FOLDER",
    "RECORDS",
    "Checked",
    "Entry",
    "FilingForm",
    "Medium",
    "Totals",
    "catalogue_xml",
    "entries_of",
    "filing_form_slip",
    "filing_form_xml",
    "medium_text",
    "read_catalogue",
    "read_totals",
    "record_folder",
]
