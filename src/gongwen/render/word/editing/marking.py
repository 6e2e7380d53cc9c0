"""w:trackRevisions in the settings, and the custom properties part (ECMA-376 part 1)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from docx.oxml.ns import qn
from lxml import etree

from gongwen.render.word.package import pack

_SETTINGS, _CUSTOM = "word/settings.xml", "docProps/custom.xml"
_TYPES, _RELATIONS = "[Content_Types].xml", "_rels/.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_PROPERTY = 2
_BEFORE = tuple(
    qn(f"w:{name}")
    for name in (
        "writeProtection",
        "view",
        "zoom",
        "removePersonalInformation",
        "removeDateAndTime",
        "doNotDisplayPageBoundaries",
        "displayBackgroundShape",
        "printPostScriptOverText",
        "printFractionalCharacterWidth",
        "printFormsData",
        "embedTrueTypeFonts",
        "embedSystemFonts",
        "saveSubsetFonts",
        "saveFormsData",
        "mirrorMargins",
        "alignBordersAndEdges",
        "bordersDoNotSurroundHeader",
        "bordersDoNotSurroundFooter",
        "gutterAtTop",
        "hideSpellingErrors",
        "hideGrammaticalErrors",
        "activeWritingStyle",
        "proofState",
        "formsDesign",
        "attachedTemplate",
        "linkStyles",
        "stylePaneFormatFilter",
        "stylePaneSortMethod",
        "documentType",
        "mailMerge",
        "revisionView",
    )
)
"""The settings that the schema wants before w:trackRevisions."""


def for_editing(docx: bytes, properties: Mapping[str, str]) -> bytes:
    """Return `docx` with 修订 switched on and `properties` as custom ones; the same bytes every time."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files[_SETTINGS] = _tracking(files[_SETTINGS])
    files[_CUSTOM] = _custom(properties).encode()
    override = f'<Override PartName="/{_CUSTOM}" ContentType="{_CUSTOM_TYPE}"/>'
    files[_TYPES] = _added(files[_TYPES], "</Types>", override)
    relation = (
        f'<Relationship Id="rIdCustom" Type="{_OFFICE}/relationships/custom-properties" Target="{_CUSTOM}"/>'
    )
    files[_RELATIONS] = _added(files[_RELATIONS], "</Relationships>", relation)
    return pack(files)


def _tracking(settings: bytes) -> bytes:
    root = etree.fromstring(settings, etree.XMLParser(resolve_entities=False, no_network=True))
    if root.find(qn("w:trackRevisions")) is None:
        place = next((n for n, child in enumerate(root) if child.tag not in _BEFORE), len(root))
        root.insert(place, etree.Element(qn("w:trackRevisions")))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _custom(properties: Mapping[str, str]) -> str:
    listed = "".join(
        f'<property fmtid="{_FORMAT}" pid="{pid}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(properties.items(), start=_FIRST_PROPERTY)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f"{listed}</Properties>"
    )


def _added(part: bytes, end: str, entry: str) -> bytes:
    """Return an XML part with `entry` before its closing tag."""
    return part.decode().replace(end, entry + end).encode()
