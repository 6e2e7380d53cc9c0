"""Sections with and without page numbers: the blank page before 版记 and 版记's own have none (7.5)."""

from __future__ import annotations

import re
from copy import deepcopy

from docx.oxml.ns import nsmap, qn
from lxml import etree

from gongwen.render.word.relayout.parts import Parts

_SECTIONS = etree.XPath("w:p/w:pPr/w:sectPr | w:sectPr", namespaces=nsmap)
_SHOWN = etree.XPath(
    "boolean(.//w:t[normalize-space()] | .//w:instrText | .//w:fldSimple | .//w:drawing | .//w:pict)",
    namespaces=nsmap,
)
_REFERENCE, _HEADER, _KIND, _ID = map(qn, ("w:footerReference", "w:headerReference", "w:type", "r:id"))
_OF_FIRST = "first"
_PAGE = re.compile(r"\bPAGE\b", re.I)


def is_landscape(section: etree._Element) -> bool:
    """Say whether the pages of a section lie on their side."""
    size = section.find(qn("w:pgSz"))
    return size is not None and size.get(qn("w:orient")) == "landscape"


def is_silent(parts: Parts, body: etree._Element, section: etree._Element) -> bool:
    """Say whether a section has footers, its own or inherited ones, and none with a page number."""
    used = _footers(body, section)
    footers = parts.footers()
    return bool(used) and not any(_numbers(footers[one]) for one in used.values() if one in footers)


def number(parts: Parts, body: etree._Element, section: etree._Element) -> None:
    """Give `section` the footers of the last upright section before it that has numbers, if there is one."""
    for other in reversed(_sections(body)):
        if other is not section and not is_landscape(other) and not is_silent(parts, body, other):
            _refer(section, _footers(body, other))
            return


def silence(parts: Parts, body: etree._Element, section: etree._Element) -> None:
    """Take the numbers from the pages of `section`, which is the last and begins on a new page.

    Footers that show nothing are used where the package has some; else its
    own ones are put in emptied.
    """
    footers = parts.footers()
    spare = [one for one, root in footers.items() if not _SHOWN(root)]
    used = {}
    for kind, identifier in _footers(body, section).items():
        root = footers.get(identifier)
        if identifier in spare or root is None:
            used[kind] = identifier
        else:
            free = [one for one in spare if one not in used.values()]
            used[kind] = free[0] if free else parts.add_footer(_emptied(root))
    _refer(section, used)
    firsts = [one for one in section if one.tag in (_REFERENCE, _HEADER) and one.get(_KIND) == _OF_FIRST]
    for gone in (*firsts, *section.findall(qn("w:titlePg")), *section.findall(qn("w:pgNumType"))):
        section.remove(gone)
    for kind_of_start in section.findall(_KIND):
        kind_of_start.set(qn("w:val"), "nextPage")


def _sections(body: etree._Element) -> list[etree._Element]:
    found = _SECTIONS(body)
    return [one for one in found if isinstance(one, etree._Element)] if isinstance(found, list) else []


def _footers(body: etree._Element, section: etree._Element) -> dict[str, str]:
    """Return the relations of the footers of odd and even pages by kind; a section inherits what it lacks."""
    used: dict[str, str] = {}
    for one in _sections(body):
        own = {ref.get(_KIND, ""): ref.get(_ID, "") for ref in one.findall(_REFERENCE)}
        used |= {kind: identifier for kind, identifier in own.items() if kind != _OF_FIRST}
        if one is section:
            break
    return used


def _refer(section: etree._Element, used: dict[str, str]) -> None:
    """Let `section` use these footers, written after its headers as the schema wants."""
    for reference in section.findall(_REFERENCE):
        if reference.get(_KIND) in used:
            section.remove(reference)
    index = sum(one.tag == _HEADER for one in section)
    for kind, identifier in reversed(used.items()):
        section.insert(index, etree.Element(_REFERENCE, {_KIND: kind, _ID: identifier}))


def _numbers(footer: etree._Element) -> bool:
    written = "".join(one.text or "" for one in footer.iter(qn("w:instrText")))
    simple = (one.get(qn("w:instr"), "") for one in footer.iter(qn("w:fldSimple")))
    return _PAGE.search(" ".join((written, *simple))) is not None


def _emptied(footer: etree._Element) -> etree._Element:
    """Return a copy that shows nothing: one paragraph that looks like its first."""
    look = footer.find(f".//{qn('w:pPr')}")
    made = deepcopy(footer)
    for gone in list(made):
        made.remove(gone)
    paragraph = etree.SubElement(made, qn("w:p"))
    if look is not None:
        paragraph.append(deepcopy(look))
    return made
