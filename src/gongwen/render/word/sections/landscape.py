"""Sections of 横排表格: landscape pages whose page number stands where it does on the others (8).

Such a page lies on its side until the paper is printed and bound. Its number
and 草稿 stand in text boxes whose lines run downwards: upright once the page
is turned to the left.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsmap, qn
from lxml import etree

from gongwen.model.composition import Align, Composition, Sheet
from gongwen.model.typefaces import EM_TOP
from gongwen.render.word.runs import exact, hidden, paragraph
from gongwen.render.word.shapes import Place, turned_box
from gongwen.render.word.styles import DRAFT_NAME, NUMBER_NAME
from gongwen.render.word.xml import (
    BASELINE_IN_EXACT_LINE,
    DASH_ABOVE_BASELINE,
    characters,
    page_number,
    part,
    twips,
    w,
)

_LANDSCAPE = "landscape"
_NUMBER_BOX, _DRAFT_BOX = "页码", "草稿"
_FIRST_BOX = 900
"""The boxes are numbered from here, apart from the other drawings."""

_LINE = (EM_TOP - 0.5) / (BASELINE_IN_EXACT_LINE - 0.5)
"""Line height ÷ type size at which a line that runs downwards has its baseline at one place in all programs.

Word turns an upright line; LibreOffice centres the em boxes.
"""

_SIDES = {"default": Align.RIGHT, "even": Align.LEFT}
"""Odd and even pages, and the side on which their number stands."""

_SECTIONS = etree.XPath("w:p/w:pPr/w:sectPr", namespaces=nsmap)


def section_end(*, landscape: bool) -> str:
    """Return the end of a section, to be settled in the filled frame."""
    return w("sectPr", w("pgSz", orient=_LANDSCAPE if landscape else "portrait"))


def settle_sections(word: WordDocument, composition: Composition, draft: str) -> None:
    """Give each section its page, headers and footers; those upright are like the frame's numbered one.

    `draft` is 草稿 or nothing. A frame without sections stays as it is.
    """
    sections = _sections(word)
    if len(sections) < 2:
        return
    *waiting, frame = sections
    lying = _lying(word, composition.sheet, frame, draft)
    for place, section in enumerate(waiting):
        size = section.find(qn("w:pgSz"))
        turned = size is not None and size.get(qn("w:orient")) == _LANDSCAPE
        parent = section.getparent()
        assert parent is not None
        settled = deepcopy(lying if turned else frame)
        if place:
            _without_first(settled)
        parent.replace(section, settled)
    _without_first(frame)


def _without_first(section: etree._Element) -> None:
    """Leave out the header and footer of a first page: only page 1 of the paper may have its own (10.1)."""
    for reference in _references(section):
        if reference.get(qn("w:type")) == "first":
            section.remove(reference)


def _sections(word: WordDocument) -> list[etree._Element]:
    found = _SECTIONS(word.element.body)
    return [one for one in found if isinstance(one, etree._Element)] if isinstance(found, list) else []


def _references(section: etree._Element) -> list[etree._Element]:
    return [*section.findall(qn("w:headerReference")), *section.findall(qn("w:footerReference"))]


def _lying(word: WordDocument, sheet: Sheet, frame: etree._Element, draft: str) -> etree._Element:
    """Return the section of landscape pages, made of the upright one `frame`.

    Its lines have their exact height and no grid: in a grid LibreOffice cuts
    the type area to whole rows, and the rules of a table that fills them
    would turn its last row to the next page.
    """
    section = deepcopy(frame)
    turned = sheet.turned
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    assert size is not None
    assert margins is not None
    for key, length in (("w", turned.width), ("h", turned.height)):
        size.set(qn(f"w:{key}"), str(twips(length)))
    size.set(qn("w:orient"), _LANDSCAPE)
    edges = {"top": turned.top, "right": turned.right, "bottom": turned.bottom, "left": turned.left}
    for key, length in (edges | {"header": turned.top / 2, "footer": turned.bottom / 2}).items():
        margins.set(qn(f"w:{key}"), str(twips(length)))
    ids = {str(style.name): style.style_id for style in word.styles}
    for off in (*_references(section), *section.findall(qn("w:docGrid"))):
        section.remove(off)
    for place, (kind, side, xml) in enumerate(_furniture(sheet, ids, draft)):
        section.insert(place, parse_xml(_reference(kind, side, _added(word, kind, xml))))
    return section


def _reference(kind: str, side: str, relation: str) -> str:
    """Return the reference to a header or footer with its own namespaces."""
    names = " ".join(f'xmlns:{prefix}="{nsmap[prefix]}"' for prefix in ("w", "r"))
    return f'<w:{kind}Reference {names} w:type="{side}" r:id="{relation}"/>'


def _added(word: WordDocument, kind: str, xml: str) -> str:
    """Put a header or footer part into the package and return its relation."""
    package: Any = word.part
    made, relation = package.add_footer_part() if kind == "footer" else package.add_header_part()
    made._element = parse_xml(xml.encode())
    return str(relation)


def _furniture(sheet: Sheet, ids: dict[str, str], draft: str) -> list[tuple[str, str, str]]:
    """Return kind, side and XML of headers and footers: the number at the outer corners (7.5, 8)."""
    number, mark = ids.get(NUMBER_NAME, ""), ids.get(DRAFT_NAME, "")
    made = []
    for index, side in enumerate(_SIDES):
        box = _draft_box(sheet, mark, draft, _FIRST_BOX + index) if draft else ""
        made.append(("header", side, part("hdr", hidden(mark, box))))
    for index, (side, align) in enumerate(_SIDES.items(), start=len(_SIDES)):
        box = _number_box(sheet, number, align, _FIRST_BOX + index)
        made.append(("footer", side, part("ftr", hidden(number, box))))
    return made


def _number_box(sheet: Sheet, style_id: str, align: Align, number: int) -> str:
    """Return the number in a box as long as the type area is wide; the dash is where 7.5 wants it."""
    height = _LINE * sheet.number_size
    above = BASELINE_IN_EXACT_LINE * height - DASH_ABOVE_BASELINE * sheet.number_size
    right = sheet.turned.left - sheet.number_dash_top + above
    place = Place(right - height, sheet.turned.top, height, sheet.area_width, "page")
    inset = w("ind", **{align.value: twips(sheet.number_inset)})
    line = paragraph(style_id, page_number(), free=True, spacing=exact(height), indent=inset, align=align)
    return turned_box(_NUMBER_BOX, number, place, line)


def _draft_box(sheet: Sheet, style_id: str, draft: str, number: int) -> str:
    """Return 草稿 in the middle of the margin that will be the upper one, at its left."""
    height = _LINE * sheet.number_size
    middle = sheet.height - sheet.top / 2
    place = Place(middle - height / 2, sheet.turned.top, height, sheet.area_width, "page")
    said = w("r", w("t", characters(draft)))
    line = paragraph(style_id, said, free=True, spacing=exact(height), align=Align.LEFT)
    return turned_box(_DRAFT_BOX, number, place, line)
