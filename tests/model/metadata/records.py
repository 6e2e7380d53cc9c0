"""The notice of 2015 as it is described after 整理."""

from __future__ import annotations

import datetime as dt

from gongwen.model.arrangement import ReferenceCode, Term
from gongwen.model.life import Step, Verb
from gongwen.model.metadata import (
    Content,
    FileData,
    FileRole,
    Location,
    Record,
    Related,
    ScanData,
    Source,
    acts_of,
)
from tests.model.arrangement.pieces import LEAD, NOTICE

STEPS = (
    Step("稿2015-0001", Verb.DRAFT, "金渭鑫", dt.date(2015, 6, 18)),
    Step("稿2015-0001", Verb.COUNTERSIGN, "朱晓翔", dt.date(2015, 6, 20), "同意", "绍兴市国资委"),
    Step("稿2015-0001", Verb.APPROVE, "王某", dt.date(2015, 6, 22), "同意印发"),
)
FILES = (
    FileData("final-draft.txt", 9000, FileRole.FINAL_DRAFT, form="TXT"),
    FileData(
        "original.pdf",
        120_345,
        FileRole.ORIGINAL,
        form="PDF",
        version="PDF/A-2b",
        mime="application/pdf",
        program="gongwen 1.0",
        digest="ab" * 32,
    ),
    FileData("original.docx", 54_321, FileRole.ORIGINAL, "通知.docx", "DOCX"),
    FileData("annex-1.pdf", 40_000, FileRole.ATTACHMENT, form="PDF", title="调查表"),
    FileData(
        "scan-1.pdf", 900_000, FileRole.SCAN, form="PDF", scan=ScanData("纸张", "300dpi", "彩色", "JPEG")
    ),
)
RECORD = Record(
    NOTICE,
    Source(LEAD, fonds_name=LEAD, archive="绍兴市档案馆", unit_code="113306000000000000"),
    FILES,
    ReferenceCode("Z109", 2015, Term.PERMANENT, 1),
    acts=acts_of(STEPS),
    related=(Related("浙正软办〔2015〕2号", "参照", "依据", "根据省里的方案制定"),),
    content=Content(("各区、县（市）使用正版软件工作领导小组", "各有关单位"), ("绍兴市委办公室",), "急"),
    location=Location("1柜2盒"),
    system="gongwen 1.0",
    control="开放",
)
