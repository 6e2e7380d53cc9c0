"""Reading a produced PDF or DOCX back into its characters, in reading order.

Comes in: the bytes of a file this program made. Goes out: its text as drawn,
without page furniture. Refuses to judge it; `gongwen.render.readback` does.
"""

from gongwen.render.reading.docx import docx_text
from gongwen.render.reading.folding import fold
from gongwen.render.reading.pdf import Zones, pdf_text, whole_pages

__all__ = ["Zones", "docx_text", "fold", "pdf_text", "whole_pages"]
