"""check (查验): a paper held against GB/T 9704-2012, and its 版记 set right again.

Comes in: a PDF or DOCX, the typefaces. Goes out: a Report; for a paper of ours
that was edited in Word, a copy whose 版记 stands where it should. Refuses to
change the file it was given.
"""

from gongwen.office.check.paper import check_file, read_file
from gongwen.office.check.printing import as_pdfs
from gongwen.office.check.relayout import Relaid, relayout_file

__all__ = ["Relaid", "as_pdfs", "check_file", "read_file", "relayout_file"]
