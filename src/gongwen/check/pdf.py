"""check_pdf: every clause that a printed page shows."""

from __future__ import annotations

from gongwen.check.clauses import results
from gongwen.check.drawn import load
from gongwen.check.paper import recognise
from gongwen.check.values import Report
from gongwen.errors import FactsError


def check_pdf(data: bytes) -> Report:
    """Return what every clause came to in a PDF.

    Raises FactsError when the bytes are no PDF, are damaged or encrypted, or
    hold pictures only.
    """
    if b"%PDF" not in data[:1024]:
        raise FactsError("这个文件不是 PDF", advice="请给出 PDF 或 DOCX 文件")
    pages = load(data)
    if not any(page.chars for page in pages):
        raise FactsError(
            "这个 PDF 里没有文字，只有图",
            rule="查验要读得出文字",
            advice="请给出由文字处理软件导出的 PDF，不是扫描件",
        )
    paper = recognise(pages)
    return Report(paper.form.value, len(pages), tuple(results(paper)))
