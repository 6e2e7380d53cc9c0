"""issuing (批量核发): the good rows of a fill get numbers in their order and are issued, each its own way.

Comes in: examined rows, who signed them and when. Goes out: numbers from a
reserved block, issued papers with copies in the folder. Every row is kept by
what it says: asked again, it has the number it had. Owns: batch (一批).
Refuses to give or void a number by itself: the ledger does, and `issue`.
"""

from gongwen.office.filling.issuing.batch import fill_issued, survey_issued
from gongwen.office.filling.issuing.desks import Signing

__all__ = ["Signing", "fill_issued", "survey_issued"]
