"""Checks on a drafted Document that no single field can make."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from gongwen.drafting.checks.elements import element_findings
from gongwen.drafting.checks.kinds import kind_findings
from gongwen.model import Document, Finding, FormLine, Heading, Level, Paragraph

_BOOK_TITLE = re.compile(r"《([^《》]+)》")
_LONGEST_TITLE = 100
_ALIKE = 0.85
_FINAL_MARKS = tuple("。，、；：！？.,;:!?")


def check_document(document: Document, source: str = "公文") -> tuple[Finding, ...]:
    """Return what a careful reader of the draft would point out."""
    findings: list[Finding] = []
    for part in document.parts:
        if len(part.title) > _LONGEST_TITLE:
            sentence = f"标题有{len(part.title)}个字，超过{_LONGEST_TITLE}个字便排不成梯形或菱形，请缩短"
            findings.append(Finding(f"{source}·标题", "GB/T 9704-2012 7.3.1", sentence))
        if part.title.endswith(_FINAL_MARKS):
            sentence = f"标题末尾有“{part.title[-1]}”；标题末尾不用标点，请删去"
            findings.append(Finding(f"{source}·标题", "GB/T 9704-2012 7.3.1", sentence, Level.WARNING))
    findings.extend(kind_findings(document, source))
    findings.extend(element_findings(document, source))
    findings.extend(_annex_names(document))
    findings.extend(_date_order(document, source))
    return tuple(findings)


def _annex_names(document: Document) -> Iterator[Finding]:
    """附件说明, the annex itself and the text must call an annex by one name (7.3.7)."""
    titles = [part.title for part in document.attachments]
    noted = [name for part in (document.body, *document.enclosed) for name in part.attachment_note]
    rule = "GB/T 9704-2012 7.3.7"
    if noted and not titles:
        sentence = "附件没有和正文排在一起；应当一起装订，不能的，在附件首页左上角写发文字号和“附件”及序号"
        yield Finding("附件说明", rule, sentence, Level.WARNING)
    elif noted != titles:
        sentence = f"附件说明写的是{_quoted(noted)}，附件本身是{_quoted(titles)}，两处应一致"
        yield Finding("附件说明", rule, sentence)
    for cited in sorted(set(_cited(document)) - set(titles)):
        for title in titles:
            if difflib.SequenceMatcher(None, cited, title).ratio() >= _ALIKE:
                sentence = f"正文称《{cited}》，附件名称是《{title}》，两个名称不同"
                yield Finding("正文", rule, sentence, Level.WARNING)


def _quoted(names: list[str]) -> str:
    return "、".join(f"《{name}》" for name in names) or "没有"


def _cited(document: Document) -> Iterator[str]:
    for part in document.parts:
        for block in part.blocks:
            match block:
                case Paragraph(text) | Heading(text=text):
                    yield from _BOOK_TITLE.findall(text)
                case FormLine(segments):
                    yield from _BOOK_TITLE.findall("".join(segments))


def _date_order(document: Document, source: str) -> Iterator[Finding]:
    if document.imprint.printing_date < document.signature.date_of_issue:
        yield Finding(f"{source}·印发日期", "GB/T 9704-2012 7.4.3", "印发日期早于成文日期")
