"""XML parts: parsed without entities, without network, and not at all when they carry a DOCTYPE."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gongwen.intake.trouble import bomb, damaged

if TYPE_CHECKING:
    from lxml.etree import _Element

_DECLARES = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE = ("utf-16-le", "utf-16-be")


def tree_of(part: bytes, what: str) -> _Element:
    """Return the root of an XML part of a file of the form `what`.

    Raises `Unreadable`: as hostile where the part declares a DOCTYPE or an
    entity (no office program writes one; entity bombs and XXE need one), as
    damaged where it is not well formed or too deep.
    """
    from lxml import etree

    if _DECLARES.search(part) or any("<!DOCTYPE".encode(wide) in part for wide in _WIDE):
        raise bomb(what, "的部件里带有实体声明（DOCTYPE）")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(what, "有部件不是合格的 XML") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise bomb(what, "的部件里带有实体声明（DOCTYPE）")
    return root


def local(element: _Element) -> str:
    """Return the name of an element without its namespace, empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
