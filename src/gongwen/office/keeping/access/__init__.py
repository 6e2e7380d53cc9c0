"""access (利用副本): a PDF of what came in, to be looked at in place of the original.

Comes in: items that came in as Word, table, text or picture. Goes out: a
further bag with a PDF meant to be PDF/A-2b, not validated. Owns which forms
can be turned and by what. Refuses to touch originals, and to say of a PDF that
it is PDF/A.
"""

from gongwen.office.keeping.access.copying import Made, make_copies

__all__ = ["Made", "make_copies"]
