"""识读公文: the elements of any circular of any organ, from its lines or its DOCX. Pure.

Comes in: lines as they stand on a page (OCR, PDF, a page on the web), or the
bytes of a DOCX. Goes out: a `Circular`: an `Element` for each kind of element
that was found, with the lines it was read from, whether it is sure, and why
not; the papers it cites; its texts; and every line that is none of these
(`Leftover`). What is not found is None. Elements are told by their wording and
where they stand; elements that contradict each other are not sure. Refuses to
invent, to lose a line, and to fail on any text.
"""

from gongwen.recognise.circular.reading import read_circular, read_circular_docx
from gongwen.recognise.circular.values import (
    Annex,
    Circular,
    Citation,
    Element,
    Leftover,
    Relation,
    Said,
    Section,
)

__all__ = [
    "Annex",
    "Circular",
    "Citation",
    "Element",
    "Leftover",
    "Relation",
    "Said",
    "Section",
    "read_circular",
    "read_circular_docx",
]
