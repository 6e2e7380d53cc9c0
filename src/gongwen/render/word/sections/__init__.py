"""Sections: what parts upright pages from the landscape ones of 横排表格 (8).

Comes in: the filled frame with the ends of sections marked. Goes out: the
same with each section's page, margins, headers and footers. Owns where the
page number of a landscape page stands. Refuses to know what is on the pages.
"""

from gongwen.render.word.sections.landscape import section_end, settle_sections

__all__ = ["section_end", "settle_sections"]
