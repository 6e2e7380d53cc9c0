"""making (制作): drafted papers become files, one after another, on one core or on all.

Comes in: Documents, each with a token of the caller's. Goes out: their files
and pages, in the same order, the same bytes on however many cores. Owns:
`Maker` (what makes one paper's files; replaceable per template), the workers
and what happens when one dies. Refuses to know tables, folders and numbers.
"""

from gongwen.office.filling.making.maker import Made, Maker, MakerSource, maker_of
from gongwen.office.filling.making.workers import Workers, end_with_parent

__all__ = ["Made", "Maker", "MakerSource", "Workers", "end_with_parent", "maker_of"]
