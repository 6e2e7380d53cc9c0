"""A DOCX handed out to be edited: 修订 switched on, and where it comes from.

Comes in: the bytes of a DOCX of ours, and what is to be told of its origin.
Goes out: the same paper with w:trackRevisions and custom document properties,
which Word, WPS and LibreOffice keep. Refuses to protect it.
"""

from gongwen.render.word.editing.marking import for_editing

__all__ = ["for_editing"]
