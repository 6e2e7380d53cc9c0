"""The DOCX itself: its package, its revisions and comments, its paragraphs and tables as text.

Comes in: bytes as Word, WPS or LibreOffice wrote them. Goes out: `Texts`, and
`Revision`s. Owns WordprocessingML. Refuses to know what an element of a paper is.
"""

from gongwen.recognise.word.origin import properties
from gongwen.recognise.word.package import Package, opened
from gongwen.recognise.word.revisions import revisions
from gongwen.recognise.word.texts import read_any_texts, read_texts
from gongwen.recognise.word.views import Settling, settled

__all__ = [
    "Package",
    "Settling",
    "opened",
    "properties",
    "read_any_texts",
    "read_texts",
    "revisions",
    "settled",
]
