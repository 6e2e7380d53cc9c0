"""The claim itself: a paper says exactly what the seed, reviewed, says."""

from __future__ import annotations

from pathlib import Path

from tests.exactness.comparing import difference
from tests.exactness.expected import Paper, expected_paper
from tests.exactness.readers import Seen, read_docx, read_pdf


def differences(seen: Seen, paper: Paper) -> list[str]:
    """Return every difference, region by region in the header, then the stream."""
    organs = (paper.piece("header", "lead_issuer"), paper.piece("header", "co_issuer"))
    compared = {
        "发文机关标志": difference("|".join(organs), "|".join(seen.organs)),
        "文件": difference(paper.piece("header", "suffix"), seen.suffix),
        "发文字号": difference(paper.piece("header", "document_number"), seen.document_number),
        "主体和版记": difference(paper.text("notice", "plan", "annex", "imprint"), seen.flow),
        "阅读次序": "；".join(seen.jumps),
    }
    return [f"{region}：{report}" for region, report in compared.items() if report]


def assert_exact_pdf(path: Path) -> Seen:
    """Assert that the PDF carries the expected text; return what was read."""
    return _assert_exact(read_pdf(path))


def assert_exact_docx(path: Path) -> Seen:
    """Assert that the DOCX carries the expected text; return what was read."""
    return _assert_exact(read_docx(path))


def _assert_exact(seen: Seen) -> Seen:
    found = differences(seen, expected_paper())
    assert not found, "\n".join(found)
    return seen
