"""Where 版记 comes to stand: its page, its height, and whether that page is numbered (7.4.1, 7.5)."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from lxml import etree

from gongwen.model.composition import Composition, SetImprint, Sheet
from gongwen.render.word.imprint import BOX_NAME
from gongwen.render.word.xml import emu, twips

_R_ID = qn("r:id")
_SECTION_ENDS = etree.XPath("w:p[w:pPr/w:sectPr]", namespaces=nsmap)
_ANCHORS = etree.XPath("w:p[.//wp:docPr[@name=$name]]", namespaces=nsmap)


def place_imprint(word: WordDocument, composition: Composition) -> bool:
    """Settle page, height and numbering of 版记 in a filled frame; return whether its place was found."""
    body = word.element.body
    end, anchor = _last(_SECTION_ENDS(body)), _last(_ANCHORS(body, name=BOX_NAME))
    if end is None or anchor is None:
        return False
    imprint = composition.imprint
    _hang(anchor, composition.sheet, imprint)
    if imprint.own_page:
        _begin_page(anchor)
    if imprint.blank_before:
        _end_section_with_text(body, end)
        anchor.addprevious(OxmlElement("w:p"))
    else:
        _number_to_the_end(word, body, end)
    return True


def _last(found: object) -> etree._Element | None:
    return found[-1] if isinstance(found, list) and found else None


def _hang(anchor: etree._Element, sheet: Sheet, imprint: SetImprint) -> None:
    """Give the box its height, so that the last rule's lower edge is that of the type area."""
    height = imprint.height + imprint.thick
    for extent in (*anchor.iter(qn("wp:extent")), *anchor.iter(qn("a:ext"))):
        extent.set("cy", str(emu(height)))
    for offset in anchor.iterfind(f".//{qn('wp:positionV')}/{qn('wp:posOffset')}"):
        offset.text = str(emu(sheet.area_height - height))
    above = sum(organs.rows for organs in (imprint.main, imprint.cc) if organs)
    lines = [above, len(imprint.office_lines)] if above else [len(imprint.office_lines)]
    for row, count in zip(anchor.iter(qn("w:trHeight")), lines, strict=False):
        row.set(qn("w:val"), str(twips(count * sheet.pitch)))


def _begin_page(paragraph: etree._Element) -> None:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    assert style is not None
    style.addnext(OxmlElement("w:pageBreakBefore"))


def _end_section_with_text(body: etree._Element, end: etree._Element) -> None:
    """Let the last block end the numbered section, as a full page has no room for a paragraph more."""
    before = end.getprevious()
    if before is None or before.tag != qn("w:p"):
        return
    properties, section = before.find(qn("w:pPr")), end.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
    assert properties is not None
    assert section is not None
    properties.append(section)
    body.remove(end)


def _number_to_the_end(word: WordDocument, body: etree._Element, end: etree._Element) -> None:
    """Make one section of two, the numbered one, and leave out what only the other needs."""
    numbered, unnumbered = end.find(f"{qn('w:pPr')}/{qn('w:sectPr')}"), body[-1]
    assert numbered is not None
    kept = {one.get(_R_ID) for one in numbered}
    spare = {one.get(_R_ID) for one in unnumbered} - kept - {None}
    body.remove(end)
    body.replace(unnumbered, numbered)
    for identifier in sorted(str(one) for one in spare):
        word.part.drop_rel(identifier)
