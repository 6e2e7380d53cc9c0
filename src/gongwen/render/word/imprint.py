"""版记: a table in a text box that hangs at the foot of the type area (7.4.1).

Here its part of a frame is made, its blanks are filled, and in the filled
frame its page, height and page number are settled (7.5).
"""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from lxml import etree

from gongwen.model.composition import Align, Composition, SetImprint, Sheet
from gongwen.render.word.blocks import set_text
from gongwen.render.word.plan import FramePlan
from gongwen.render.word.runs import Hand, hidden, paragraph, run
from gongwen.render.word.shapes import Place, text_box
from gongwen.render.word.tables import rules, table
from gongwen.render.word.xml import blank, emu, twips, w

BOX_NAME = "版记"
"""The name of the text box, by which it is found again."""

_R_ID = qn("r:id")
_SECTION_ENDS = etree.XPath("w:p[w:pPr/w:sectPr]", namespaces=nsmap)
_ANCHORS = etree.XPath("w:p[.//wp:docPr[@name=$name]]", namespaces=nsmap)


def imprint_blanks(hand: Hand, imprint: SetImprint) -> dict[str, str]:
    """Return the frame's blanks of 版记 with the XML that fills them; 抄送 is empty without organs.

    主送 moved here stands above 抄送 with no rule between. A long 印发机关
    keeps its line breaks, as the date stands beside its last line.
    """
    office = "\n".join(line.text for line in imprint.office_lines)
    return {
        "抄送": "".join(set_text(hand, organs) for organs in imprint.organs),
        "印发机关": run(hand, imprint.style, office),
        "印发日期": run(hand, imprint.style, imprint.printed),
    }


def imprint_frame(plan: FramePlan) -> str:
    """Return the paragraph that the box is anchored to, with blanks in the box's table."""
    sheet, key, inset = plan.sheet, plan.imprint.key, twips(plan.inset)
    width = twips(sheet.area_width)
    printing = paragraph(
        key,
        blank("{{r 印发机关 }}") + w("r", w("tab")) + blank("{{r 印发日期 }}"),
        tabs=w("tabs", w("tab", val="right", pos=width - inset)),
        free=True,
        indent=w("ind", left=inset, right=inset),
        align=Align.LEFT,
    )
    rows = (
        _row(plan, paragraph(key, blank("{%tr if 抄送 %}")))
        + _row(plan, paragraph(key, blank("{{p 抄送 }}")))
        + _row(plan, paragraph(key, blank("{%tr endif %}")))
        + _row(plan, printing)
    )
    borders = rules({"top": plan.thick, "bottom": plan.thick, "insideH": plan.thin})
    content = table((width,), borders, rows) + hidden(key)
    return hidden(key, _text_box(sheet, 2 * sheet.pitch + plan.thick, content))


def _row(plan: FramePlan, inner: str) -> str:
    """Return a row of the one column, as high as its lines."""
    height = w("trHeight", val=twips(plan.sheet.pitch), hRule="atLeast")
    width = w("tcPr", w("tcW", w=twips(plan.sheet.area_width), type="dxa"))
    return w("tr", w("trPr", w("cantSplit"), height), w("tc", width, inner))


def _text_box(sheet: Sheet, points: float, content: str) -> str:
    """Return a run with the box, `points` above the bottom of the type area; text keeps clear of it.

    It hangs from its top and grows with its text: with Word's alignment at
    the bottom LibreOffice 7 puts a box that grows 2 mm too high.
    """
    place = Place(0.0, sheet.area_height - points, sheet.area_width, points)
    return text_box(BOX_NAME, 1, place, content)


def place_imprint(word: WordDocument, composition: Composition) -> bool:
    """Settle page, height and numbering of 版记 in a filled frame; return whether its place was found."""
    body = word.element.body
    end, anchor = _last(_SECTION_ENDS(body)), _last(_ANCHORS(body, name=BOX_NAME))
    if end is None or anchor is None:
        return False
    imprint = composition.imprint
    if not imprint.rows:
        body.remove(anchor)
        _number_to_the_end(word, body, end)
        _end_with_the_annex(body)
        return True
    if not imprint.ruled:
        _without_rules(anchor)
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
    above = sum(organs.rows for organs in imprint.organs)
    lines = [one for one in (above, len(imprint.office_lines)) if one]
    for row, count in zip(anchor.iter(qn("w:trHeight")), lines, strict=False):
        row.set(qn("w:val"), str(twips(count * sheet.pitch)))


def _without_rules(anchor: etree._Element) -> None:
    """Take the rules and the printing line out of 版记 (10.1)."""
    *_, printing = anchor.iter(qn("w:tr"))
    for gone in (*anchor.iter(qn("w:tblBorders")), printing):
        parent = gone.getparent()
        assert parent is not None
        parent.remove(gone)


def _begin_page(paragraph: etree._Element) -> None:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    assert style is not None
    style.addnext(OxmlElement("w:pageBreakBefore"))


def _end_section_with_text(body: etree._Element, end: etree._Element) -> None:
    """Let the last block end the numbered section, as a full page has no room for a paragraph more."""
    before = end.getprevious()
    if before is None or before.tag != qn("w:p"):
        return
    if before.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
        body.remove(end)
        return
    properties, section = before.find(qn("w:pPr")), end.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
    assert properties is not None
    assert section is not None
    properties.append(section)
    body.remove(end)


def _end_with_the_annex(body: etree._Element) -> None:
    """Let the section of a landscape annex be the last one, as nothing follows it (8)."""
    closing = body[-2]
    section = closing.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
    if section is not None:
        body.remove(closing)
        body.replace(body[-1], section)


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
