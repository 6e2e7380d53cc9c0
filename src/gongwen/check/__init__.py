"""查验: any PDF or DOCX → what each clause of GB/T 9704-2012 came to. Pure.

Comes in: the bytes of a file, of this program, a peer or Word. Goes out: a
Report of Results, each with clause, strength, what was seen and wanted, page,
place and verdict (合格 不合格 不适用 测不出). Owns reading a printed page back:
characters, rules, ink (`drawn`), the elements of a paper (`paper`), the
clauses (`clauses`), the settings of a DOCX (`word`, `settings`). Refuses to know files,
LibreOffice, and how a paper is made.
"""

from gongwen.check.docx import check_docx
from gongwen.check.pdf import ImprintPlace, check_pdf, imprint_place
from gongwen.check.values import Clause, Report, Result, Seen, Verdict

__all__ = [
    "Clause",
    "ImprintPlace",
    "Report",
    "Result",
    "Seen",
    "Verdict",
    "check_docx",
    "check_pdf",
    "imprint_place",
]
