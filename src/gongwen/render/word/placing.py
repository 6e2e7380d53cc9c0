"""Where 版记 comes to stand: its page, its height, and whether that page is numbered (7.4.1, 7.5)."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from lxml import etree

from gongwen.model.composition import SetImprint
from gongwen.render.word.imprint import BOX_NAME, box_height

_R_ID = qn("r:id")
_SECTION_ENDS = etree.XPath("w:p[w:pPr/w:sectPr]", namespaces=nsmap)
_ANCHORS = etree.XPath("w:p[.//wp:docPr[@name=$name]]", namespaces=nsmap)
_EXTENTS = etree.XPath(".//wp:extent | .//a:xfrm/a:ext", namespaces=nsmap)


def place_imprint(word: WordDocument, imprint: SetImprint) -> bool:
    """Settle page, height and numbering of 版记 in a filled frame; return whether its place was found."""
    body = word.element.body
    ends, anchors = _SECTION_ENDS(body), _ANCHORS(body, name=BOX_NAME)
    if not ends or not anchors:
        return False
    end, anchor = ends[-1], anchors[-1]
    for extent in _EXTENTS(anchor):
        extent.set("cy", str(box_height(imprint.height)))
    if imprint.own_page:
        _begin_page(anchor)
    if imprint.blank_before:
        _end_section_with_text(end)
        anchor.addprevious(OxmlElement("w:p"))
    else:
        _number_to_the_end(word, body, end)
    return True


def _begin_page(paragraph: etree._Element) -> None:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    assert style is not None
    style.addnext(OxmlElement("w:pageBreakBefore"))


def _end_section_with_text(end: etree._Element) -> None:
    """Let the last block end the numbered section, as a full page has no room for a paragraph more."""
    before = end.getprevious()
    if before is None or before.tag != qn("w:p"):
        return
    properties, section = before.find(qn("w:pPr")), end.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
    assert properties is not None and section is not None
    properties.append(section)
    end.getparent().remove(end)


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
