"""A paper that was edited: whether it is ours, whether its 版记 can be moved, and the moving."""

from __future__ import annotations

from docx.oxml.ns import nsmap, qn
from lxml import etree

from gongwen.render.word.imprint import BOX_NAME
from gongwen.render.word.relayout.parts import DOCUMENT, Parts
from gongwen.render.word.relayout.placing import Placement, elements, lift, place
from gongwen.render.word.styles import DRAFT_NAME

_ANCHORS = etree.XPath("w:p[.//wp:docPr[@name=$name][not(ancestor::w:del)]]", namespaces=nsmap)
_TYPED = etree.XPath(
    ".//w:t[not(ancestor::w:txbxContent)][normalize-space()]"
    " | .//w:drawing[not(ancestor::w:txbxContent)][not(.//wp:docPr[@name=$name])]",
    namespaces=nsmap,
)
_TRACKED = ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange")
_COMMENT = qn("w:commentReference")


class Edited:
    """A DOCX as a clerk left it.

    Raises FactsError when `data` is damaged.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._parts = Parts(data)
        found = elements(_ANCHORS(_body(self._parts), name=BOX_NAME))
        self._anchor = found[-1] if found else None

    @property
    def ours(self) -> bool:
        """Say whether the paper was made in one of our frames, by the names of its styles."""
        if "word/styles.xml" not in self._parts.names():
            return False
        names = {one.get(qn("w:val")) for one in self._parts.root("word/styles.xml").iter(qn("w:name"))}
        return {BOX_NAME, DRAFT_NAME} <= names

    @property
    def has_imprint(self) -> bool:
        """Say whether the box of 版记 stands in the text, hanging from a paragraph of the body."""
        return self._anchor is not None and _body(self._parts)[-1].tag == qn("w:sectPr")

    @property
    def typed(self) -> bool:
        """Say whether something was put into the paragraph from which the box hangs."""
        return self._anchor is not None and bool(elements(_TYPED(self._anchor, name=BOX_NAME)))

    @property
    def tracked(self) -> bool:
        """Say whether revisions (修订) wait to be accepted."""
        body = _body(self._parts)
        return any(next(body.iter(qn(f"w:{name}")), None) is not None for name in _TRACKED)

    @property
    def commented(self) -> bool:
        """Say whether there are comments (批注)."""
        return next(_body(self._parts).iter(_COMMENT), None) is not None

    def placed(self, placement: Placement, raised: float = 0.0) -> bytes:
        """Return the paper with its 版记 placed so and its box `raised` pt; same call, same bytes."""
        parts = Parts(self._data)
        body = _body(parts)
        anchor = elements(_ANCHORS(body, name=BOX_NAME))[-1]
        place(parts, body, anchor, placement)
        if raised:
            lift(anchor, raised)
        return parts.packed()


def _body(parts: Parts) -> etree._Element:
    found = parts.root(DOCUMENT).find(qn("w:body"))
    return etree.Element(qn("w:body")) if found is None else found
