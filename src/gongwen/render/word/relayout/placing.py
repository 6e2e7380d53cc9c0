"""How 版记 is placed in a Word document: its paragraph's page break, and the section without numbers.

A paper reaches us from Word, WPS or LibreOffice. The last writes the break
before 版记 at the end of the paragraph above, so that one is taken for it too.
"""

from __future__ import annotations

from copy import deepcopy
from enum import Enum

from docx.oxml.ns import nsmap, qn
from lxml import etree

from gongwen.render.word.relayout import silence
from gongwen.render.word.relayout.parts import Parts
from gongwen.render.word.xml import emu

_BLOCKS = frozenset(map(qn, ("w:p", "w:tbl", "w:sdt")))
_BEFORE_BREAK = frozenset(map(qn, ("w:pStyle", "w:keepNext", "w:keepLines")))
_CONTENT = etree.XPath("w:r/*[not(self::w:rPr)] | *[not(self::w:pPr)][not(self::w:r)]", namespaces=nsmap)
_EMPTY = etree.XPath(
    "not(*[not(self::w:pPr or self::w:r or self::w:proofErr)]"
    " | w:r/*[not(self::w:rPr or self::w:br or self::w:lastRenderedPageBreak)])",
    namespaces=nsmap,
)
_HIDDEN_TWIPS = 20


class Placement(Enum):
    """Where 版记 stands: how many pages after the last one with text."""

    WITH_TEXT = 0
    OWN_PAGE = 1
    AFTER_BLANK = 2


def elements(found: object) -> list[etree._Element]:
    """Return what an XPath found that is an element."""
    return [one for one in found if isinstance(one, etree._Element)] if isinstance(found, list) else []


def place(parts: Parts, body: etree._Element, anchor: etree._Element, placement: Placement) -> None:
    """Place 版记, which hangs from `anchor`, a paragraph of `body`, at the end of the paper."""
    if any(one.tag in _BLOCKS for one in anchor.itersiblings()):
        body[-1].addprevious(anchor)
    _without_break(anchor)
    _unite(parts, body, anchor)
    if placement is not Placement.WITH_TEXT:
        _begin_page(anchor)
    if placement is Placement.AFTER_BLANK:
        _part(parts, body, anchor)


def lift(anchor: etree._Element, points: float) -> None:
    """Hang the box of 版记 so much higher; nothing where it is not placed by a distance from the top."""
    for offset in elements(anchor.findall(f".//{qn('wp:positionV')}/{qn('wp:posOffset')}")):
        offset.text = str(int(offset.text or 0) - emu(points))


def _before(anchor: etree._Element) -> etree._Element | None:
    """Return the block above `anchor`, marks of comments and bookmarks passed over."""
    return next((one for one in anchor.itersiblings(preceding=True) if one.tag in _BLOCKS), None)


def _without_break(anchor: etree._Element) -> None:
    """Take away what begins a page at `anchor`: its own break, and one that ends the paragraph above."""
    for own in elements(anchor.findall(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}")):
        _remove(own)
    above = _before(anchor)
    while above is not None and above.tag == qn("w:p"):
        content = elements(_CONTENT(above))
        if not content or content[-1].tag != qn("w:br") or content[-1].get(qn("w:type")) != "page":
            return
        run = content[-1].getparent()
        _remove(content[-1])
        if run is not None and not any(one.tag != qn("w:rPr") for one in run):
            _remove(run)


def _unite(parts: Parts, body: etree._Element, anchor: etree._Element) -> None:
    """Let the numbered section reach to the end, where the last one has no numbers; the blank page goes."""
    last = body[-1]
    above = anchor.itersiblings(qn("w:p"), preceding=True)
    ending = next((one for one in above if _section(one) is not None), None)
    section = None if ending is None else _section(ending)
    if ending is None or section is None or not silence.is_silent(parts, body, last):
        return
    for between in elements(list(ending.itersiblings(qn("w:p")))):
        if between is not anchor and _EMPTY(between):
            body.remove(between)
    if silence.is_landscape(section):
        silence.number(parts, body, last)
    elif not silence.is_silent(parts, body, section):
        _remove(section)
        body.replace(last, section)
        if _is_hidden(ending):
            body.remove(ending)


def _section(paragraph: etree._Element) -> etree._Element | None:
    return paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")


def _is_hidden(paragraph: etree._Element) -> bool:
    """Say whether a paragraph is there only to end a section: empty, and too low to be seen."""
    spacing = paragraph.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    line = "" if spacing is None else spacing.get(qn("w:line"), "")
    return not elements(_CONTENT(paragraph)) and line.isdecimal() and int(line) <= _HIDDEN_TWIPS


def _begin_page(anchor: etree._Element) -> None:
    properties = _properties(anchor)
    index = sum(one.tag in _BEFORE_BREAK for one in properties)
    properties.insert(index, etree.Element(qn("w:pageBreakBefore")))


def _properties(paragraph: etree._Element) -> etree._Element:
    found = paragraph.find(qn("w:pPr"))
    if found is None:
        found = etree.Element(qn("w:pPr"))
        paragraph.insert(0, found)
    return found


def _part(parts: Parts, body: etree._Element, anchor: etree._Element) -> None:
    """Begin a section without numbers after the text, with an empty page before that of 版记 (7.5)."""
    last, above = body[-1], _before(anchor)
    if above is None or _section(above) is None:
        ending = _end_of_section(anchor, above)
        properties = _properties(ending)
        change = properties.find(qn("w:pPrChange"))
        properties.insert(len(properties) if change is None else properties.index(change), deepcopy(last))
    silence.silence(parts, body, last)
    anchor.addprevious(etree.Element(qn("w:p")))


def _end_of_section(anchor: etree._Element, above: etree._Element | None) -> etree._Element:
    """Return the paragraph that ends the text's section: the last one, as a full page has no room for more.

    After a table, or where a revision strikes the last paragraph's end, it is
    one that is not seen.
    """
    if above is not None and above.tag == qn("w:p"):
        struck = above.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}")
        if struck is None:
            return above
    ending = etree.Element(qn("w:p"))
    look = anchor.find(qn("w:pPr"))
    if look is not None:
        ending.append(deepcopy(look))
        for gone in elements(ending.findall(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}")):
            _remove(gone)
    anchor.addprevious(ending)
    return ending


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
