"""Relayout (版记重排): a paper of ours that was edited in Word gets its 版记 placed anew.

Comes in: the bytes of a DOCX and a Placement. Goes out: the same package with
版记 placed so, every other part byte for byte and every other paragraph as it
was. Owns how each Placement is written in a Word document (7.4, 7.5). Refuses
to know which one is right: that is seen on the pages once they are printed.
"""

from gongwen.render.word.relayout.edited import Edited
from gongwen.render.word.relayout.placing import Placement

__all__ = ["Edited", "Placement"]
