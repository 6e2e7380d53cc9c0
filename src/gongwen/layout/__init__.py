"""版式: Document → Composition. Pure.

Comes in: a Document and the Typefaces it will be set in. Goes out: a
Composition, every line broken, every measure settled. Owns every measure of
GB/T 9704-2012 (`standard`), line breaking, title breaking, paging. Refuses to
know files, HTML and DOCX.
"""

from gongwen.layout.compose import compose
from gongwen.layout.sheet import SheetComposer, compose_sheet

__all__ = ["SheetComposer", "compose", "compose_sheet"]
