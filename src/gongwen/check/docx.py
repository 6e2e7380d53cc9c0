"""check_docx: what the settings of a DOCX say, before any program has laid it out."""

from __future__ import annotations

from gongwen.check.settings import results
from gongwen.check.values import Report
from gongwen.check.word import open_package, paragraphs, text_of
from gongwen.errors import FactsError


def check_docx(data: bytes) -> Report:
    """Return what the settings of a DOCX came to, by clause.

    Raises FactsError when the bytes are no DOCX, are damaged or encrypted, or hold no text.
    """
    package = open_package(data)
    if not any(map(text_of, paragraphs(package.body))):
        raise FactsError(
            "这个 DOCX 里没有文字",
            rule="查验要读得出文字",
            advice="请给出写好的公文，不是空白文件或只有图的文件",
        )
    return Report("", 0, tuple(results(package)))
