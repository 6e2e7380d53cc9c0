"""The custom document properties of a DOCX: where it says that it comes from."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from gongwen.recognise.word.package import Package

_PART = "docProps/custom.xml"


def properties(package: Package) -> Mapping[str, str]:
    """Return every custom property by its name; empty where there is none."""
    root = package.root(_PART)
    if root is None:
        return {}
    found = (one for one in root if isinstance(one, etree._Element) and one.get("name"))
    return {one.get("name", ""): "".join(str(text) for text in one.itertext()).strip() for one in found}
