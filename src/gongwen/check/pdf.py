"""check_pdf: every clause that a printed page shows; imprint_place: where its 版记 stands."""

from __future__ import annotations

from dataclasses import dataclass

from gongwen.check.clauses import results
from gongwen.check.drawn import Page, load
from gongwen.check.finding import Sheet
from gongwen.check.paper import recognise
from gongwen.check.rows import AREA_BOTTOM, AREA_LEFT, AREA_RIGHT, AREA_TOP, ROW
from gongwen.check.rules import Box
from gongwen.check.values import Report
from gongwen.errors import FactsError
from gongwen.layout.standard import IMPRINT_LEAD
from gongwen.model.kinds import Form

_BELOW_BASELINE = 0.2
"""The part of a row that lies below its baseline."""
_SLACK = 0.2
"""By how much of a row the room above 版记 may be short."""


@dataclass(frozen=True, slots=True)
class ImprintPlace:
    """The page of 版记, the number of pages, the last page with text; all from 1.

    `clear` says that the text on 版记's page, if there is any, keeps its distance.
    """

    form: Form
    page: int
    pages: int
    text_page: int
    clear: bool


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


def imprint_place(data: bytes) -> ImprintPlace | None:
    """Return where 版记 stands in a PDF, None where none is found.

    Raises FactsError when the bytes are no readable PDF.
    """
    paper = recognise(load(data))
    imprint = paper.imprint
    if imprint is None:
        return None
    top = min([rule.y for rule in imprint.rules] + [row.top for row in imprint.rows])
    room = top - _text_bottom(paper.sheets[imprint.page - 1], top)
    held = {sheet.page.number for sheet in paper.sheets if sheet.all or sheet.page.sideways}
    held |= {page.number for page in paper.pages if page.number != imprint.page and _is_pictured(page)}
    if room == top:
        held.discard(imprint.page)
    clear = room >= (IMPRINT_LEAD.value - _SLACK) * ROW
    last = max(held, default=0)
    return ImprintPlace(paper.form, imprint.page, len(paper.pages), last, clear)


def _is_pictured(page: Page) -> bool:
    """Say whether a page without a character bears a drawing."""
    if page.chars or page.sideways:
        return False
    return page.ink(Box(AREA_LEFT, AREA_TOP, AREA_RIGHT, AREA_BOTTOM)) is not None


def _text_bottom(sheet: Sheet, top: float) -> float:
    """Return where the last row or rule of the text above 版记, whose edge is at `top`, ends; 0 for none."""
    rules = [rule.box.bottom for rule in sheet.page.rules if rule.box.bottom < top]
    rows = [row.baseline + _BELOW_BASELINE * ROW for row in sheet.all if row.baseline < top]
    return max((*rows, *rules), default=0.0)
