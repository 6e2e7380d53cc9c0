"""check_docx: what the settings of a DOCX say, before any program has laid it out."""

from __future__ import annotations

from gongwen.check.settings import results
from gongwen.check.values import Report
from gongwen.check.word import open_package


def check_docx(data: bytes) -> Report:
    """Return what the settings of a DOCX came to, by clause.

    Raises FactsError when the bytes are no DOCX, are damaged or encrypted.
    """
    return Report("", 0, tuple(results(open_package(data))))
