"""A DOCX opened: its parts, paragraphs and their text, by the standard library's parser."""

from __future__ import annotations

import io
import lzma
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from gongwen.errors import FactsError

Element = ElementTree.Element
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_LARGEST = 200_000_000
_ENCRYPTED = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Package:
    """A DOCX opened: its XML parts by name, the names of all parts, content types by part or ending."""

    parts: Mapping[str, Element]
    names: frozenset[str]
    overrides: frozenset[str]
    defaults: frozenset[str]
    dangling: tuple[str, ...]

    @property
    def body(self) -> Element:
        """Return the document's body."""
        found = self.parts["word/document.xml"].find(f"{W}body")
        assert found is not None
        return found

    def named(self, prefix: str) -> Iterator[tuple[str, Element]]:
        """Yield the parts whose names begin with `prefix`, by name."""
        yield from ((name, self.parts[name]) for name in sorted(self.parts) if name.startswith(prefix))


def open_package(data: bytes) -> Package:
    """Return the parts of a DOCX.

    Raises FactsError when the bytes are no DOCX, are damaged or encrypted.
    """
    if data[:4] == _ENCRYPTED:
        raise FactsError("这个文件加了密，或是旧的 .doc 格式", advice="请去掉密码，另存为 .docx 再查")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                raise FactsError("这个 DOCX 解开后太大", advice="请确认文件没有问题再查")
            names = frozenset(archive.namelist())
            texts = {n: archive.read(n) for n in names if n.endswith((".xml", ".rels"))}
        parts = {name: ElementTree.fromstring(text) for name, text in texts.items()}
        package = _package(parts, names)
        if not package.body.tag:
            raise KeyError("body")
    except (zipfile.BadZipFile, ElementTree.ParseError, AssertionError, LookupError, ValueError) as error:
        raise FactsError("这个 DOCX 已经损坏，打不开", advice="请重新保存或重新传送后再查") from error
    except (RuntimeError, OSError, EOFError, zlib.error, lzma.LZMAError) as error:
        raise FactsError("这个 DOCX 解不开，可能加了密或已经损坏", advice="请重新保存后再查") from error
    return package


def _package(parts: Mapping[str, Element], names: frozenset[str]) -> Package:
    types = parts["[Content_Types].xml"]
    overrides = frozenset(one.get("PartName", "").lstrip("/") for one in types.iter(f"{_TYPES}Override"))
    defaults = frozenset(one.get("Extension", "").lower() for one in types.iter(f"{_TYPES}Default"))
    dangling = tuple(
        target
        for name, root in parts.items()
        if name.endswith(".rels")
        for target in _targets(name, root)
        if target not in names
    )
    return Package(parts, names, overrides, defaults, dangling)


def _targets(name: str, root: Element) -> Iterator[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    for relation in root.iter(_RELATION):
        target = relation.get("Target", "")
        if relation.get("TargetMode") != "External" and target and not target.startswith("#"):
            joined = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            yield posixpath.normpath(joined)


def paragraphs(root: Element) -> Iterator[Element]:
    """Yield every paragraph, those of text boxes too, the older copies of alternatives left out."""
    for child in root:
        if child.tag == _FALLBACK:
            continue
        if child.tag == f"{W}p":
            yield child
        yield from paragraphs(child)


def text_of(paragraph: Element) -> str:
    """Return the text of a paragraph itself, without what stands in its text boxes."""
    return re.sub(r"\s", "", "".join(_texts(paragraph)))


def _texts(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag not in (f"{W}txbxContent", _FALLBACK, f"{W}del", f"{W}p"):
            yield from _texts(child)
