"""The parts of a package: those that are not touched keep their bytes and their place in the zip."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from gongwen.errors import FactsError

DOCUMENT = "word/document.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATION = f"{{{_PACKAGE}/relationships}}Relationship"
_OVERRIDE = f"{{{_PACKAGE}/content-types}}Override"
_FOOTER = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"
_FOOTER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
_DAMAGED = (zipfile.BadZipFile, zlib.error, etree.LxmlError, LookupError, ValueError, RuntimeError, EOFError)


class Parts:
    """A DOCX opened to be changed in place: parts by name, parsed when they are asked for.

    Raises FactsError when `data` is no readable zip.
    """

    def __init__(self, data: bytes) -> None:
        self._roots: dict[str, etree._Element] = {}
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self._files = [(entry, archive.read(entry)) for entry in archive.infolist()]
        except _DAMAGED as error:
            raise _damaged() from error

    def root(self, name: str) -> etree._Element:
        """Return the root of the XML part `name`; what is changed in it will be packed.

        Raises FactsError when it is not there or no XML.
        """
        if name not in self._roots:
            try:
                self._roots[name] = _parsed(dict(self._named())[name])
            except _DAMAGED as error:
                raise _damaged() from error
        return self._roots[name]

    def names(self) -> set[str]:
        """Return the names of all parts."""
        return {name for name, _ in self._named()}

    def footers(self) -> dict[str, etree._Element]:
        """Return the footers of the document by the id of their relation."""
        found = {}
        for relation in self.root(_RELATIONS).iter(_RELATION):
            name = posixpath.normpath(posixpath.join("word", relation.get("Target", ""))).lstrip("/")
            if relation.get("Type") == _FOOTER and name in self.names():
                found[relation.get("Id", "")] = self.root(name)
        return found

    def add_footer(self, root: etree._Element) -> str:
        """Put in a footer more and return the id of its relation."""
        number = 1
        while f"word/footer{number}.xml" in self.names():
            number += 1
        name = f"word/footer{number}.xml"
        relations, types = self.root(_RELATIONS), self.root(_TYPES)
        taken = {relation.get("Id") for relation in relations}
        identifier = next(one for n in range(1, len(taken) + 2) if (one := f"rId{n}") not in taken)
        described = {"Id": identifier, "Type": _FOOTER, "Target": f"footer{number}.xml"}
        etree.SubElement(relations, _RELATION, described)
        etree.SubElement(types, _OVERRIDE, {"PartName": f"/{name}", "ContentType": _FOOTER_TYPE})
        entry = zipfile.ZipInfo(name)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.create_system = 0
        self._files.append((entry, b""))
        self._roots[name] = root
        return identifier

    def packed(self) -> bytes:
        """Return the package: parts in their order, the changed ones written anew."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for entry, data in self._files:
                archive.writestr(_like(entry), self._written(entry.filename, data))
        return stream.getvalue()

    def _written(self, name: str, data: bytes) -> bytes:
        root = self._roots.get(name)
        if root is None or (data and _canonical(_parsed(data)) == _canonical(root)):
            return data
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _named(self) -> list[tuple[str, bytes]]:
        return [(entry.filename, data) for entry, data in self._files]


def _parsed(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _canonical(root: etree._Element) -> bytes:
    return etree.tostring(root, method="c14n")


def _like(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Return an entry of the same name, time and kind, to be written at a new place."""
    made = zipfile.ZipInfo(entry.filename, entry.date_time)
    made.compress_type, made.create_system = entry.compress_type, entry.create_system
    made.external_attr, made.comment = entry.external_attr, entry.comment
    return made


def _damaged() -> FactsError:
    return FactsError("这个 DOCX 已经损坏，打不开", advice="请重新保存或重新传送后再试")
