"""The parts of a DOCX, or a clear sentence on why a file is none."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from gongwen.errors import FactsError

_URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{_URI}}}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    etree.LxmlError,
    LookupError,
    ValueError,
    RuntimeError,
    OSError,
    EOFError,
)
_MOST = 200_000_000
"""Bytes that the parts of a DOCX may unpack to."""

DOCUMENT = "word/document.xml"
_SAVE_AS = "请用 Word 或 WPS 打开，另存为 .docx（不要设密码）后再试"


@dataclass
class Package:
    """The XML parts that hold text, by name; of alternatives only what Word shows is left."""

    roots: dict[str, etree._Element]

    @property
    def body(self) -> etree._Element:
        """Return the body."""
        found = self.roots[DOCUMENT].find(f"{W}body")
        if found is None:
            raise _damaged("里面没有正文")
        return found

    def root(self, name: str) -> etree._Element | None:
        """Return the root of a part, None where there is none."""
        return self.roots.get(name)


def opened(data: bytes, name: str) -> Package:
    """Return the parts of the DOCX `data`, called `name`.

    Raises FactsError, with what the file is instead, when it cannot be read.
    """
    _refuse_others(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST:
                raise _damaged("解开后大得不合常理", name)
            names = sorted({one for one in archive.namelist() if one.endswith(".xml")})
            texts = [one for one in names if one.startswith(("word/", "docProps/"))]
            roots = {one: _parsed(archive.read(one)) for one in texts}
    except _DAMAGED as error:
        raise _damaged("打不开", name) from error
    if DOCUMENT not in roots:
        raise _damaged("里面没有正文", name)
    if roots[DOCUMENT].tag.startswith(f"{{{_STRICT}}}"):
        raise FactsError(f"{name} 是“Strict Open XML”格式的 DOCX", rule="只读通常的 .docx", advice=_SAVE_AS)
    return Package(roots)


def _refuse_others(data: bytes, name: str) -> None:
    if data.startswith(_OLE):
        if _LOCKED in data:
            raise FactsError(f"{name} 有打开密码", rule="加了密的文件读不出", advice=_SAVE_AS)
        kind = "WPS 文字（.wps）" if name.lower().endswith(".wps") else "旧格式的 Word 文件（.doc）"
        raise FactsError(f"{name} 是{kind}", rule="只读 .docx", advice=_SAVE_AS)
    if not data:
        raise FactsError(f"{name} 是空的", rule="只读 .docx", advice="请重新保存或重新传送后再试")
    if data.startswith((b"%PDF", b"{\\rtf")):
        kind = "PDF" if data.startswith(b"%PDF") else "RTF"
        raise FactsError(f"{name} 是 {kind}，不是 .docx", rule="只读 .docx", advice=_SAVE_AS)
    if not data.startswith(b"PK"):
        raise FactsError(f"{name} 不是 .docx", rule="只读 .docx", advice=_SAVE_AS)


def _damaged(how: str, name: str = "这个 DOCX") -> FactsError:
    return FactsError(f"{name} 已经损坏，{how}", rule="只读完好的 .docx", advice="请重新保存或重新传送后再试")


def _parsed(data: bytes) -> etree._Element:
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    for choices in list(root.iter(f"{_MC}AlternateContent")):
        _choose(choices)
    return root


def _choose(choices: etree._Element) -> None:
    """Put the first alternative in the place of all."""
    parent = choices.getparent()
    if parent is None:
        return
    chosen = choices.find(f"{_MC}Choice")
    if chosen is None:
        chosen = choices.find(f"{_MC}Fallback")
    unwrap(choices, chosen if chosen is not None else choices)


def unwrap(element: etree._Element, children: etree._Element | None = None) -> None:
    """Put the children of `element`, or those of another one, in its place."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    parent[at : at + 1] = list(element if children is None else children)


def whole(text: str | None) -> int:
    """Return the whole number that an attribute says, 0 where it says none."""
    try:
        return int(float(text or 0))
    except (ValueError, OverflowError):
        return 0


def off(element: etree._Element) -> None:
    """Take an element out of its parent."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
