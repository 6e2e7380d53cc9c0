"""识读: the text of a .docx → Document. Pure.

Comes in: the bytes of a DOCX as Word or WPS left it, the names of our styles
(`House`), and the paper it was made from, which says what no page shows.
Goes out: a `Recognised`: the Document, what was not sure or cannot be carried
(Findings), the texts that have no place in a paper (`Unplaced`), and the
revisions (修订) and comments (批注) nobody settled. Elements are read by the
names of styles, by position and by wording, in this order. Owns how an edited
text is taken apart. Refuses to guess silently, and to know files, layout,
numbers given and the clock.
"""

from gongwen.recognise.reading import recognise
from gongwen.recognise.values import House, Recognised, Revision, Unplaced
from gongwen.recognise.word import Settling, settled

__all__ = ["House", "Recognised", "Revision", "Settling", "Unplaced", "recognise", "settled"]
