"""DOCX: body, tables, text boxes, headers, footers and notes, all revisions accepted (ISO/IEC 29500-1)."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from gongwen.intake.containers.xmls import local, tree_of
from gongwen.intake.containers.zips import Package
from gongwen.intake.readers.extract import BREAK, Extract
from gongwen.intake.trouble import KEPT, Unreadable, damaged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from gongwen.intake.limits import Limits

_DOCUMENT = "word/document.xml"
_AROUND = ("header", "footer", "footnotes", "endnotes")
_LEFT_OUT = {
    "del",
    "moveFrom",
    "instrText",
    "delText",
    "Fallback",
    "pPr",
    "rPr",
    "tblPr",
    "sectPr",
    "tcPr",
    "trPr",
}
_LETTERS = {"tab": "\t", "br": BREAK, "cr": BREAK, "noBreakHyphen": "-", "ptab": "\t"}


def read(content: bytes, limits: Limits) -> Extract:
    """Return the paragraphs of a DOCX: body, then headers, footers, footnotes, endnotes, each part once.

    A row of a table is one paragraph, its cells parted by tabs. What
    revisions delete or move away is left out, what they insert is taken.
    """
    package = Package(content, "DOCX", limits)
    main, around = _parts(package)
    found = Extract(paragraphs=_paragraphs(tree_of(package.part(main), "DOCX")))
    for name in around:
        try:
            found.paragraphs += _paragraphs(tree_of(package.part(name), "DOCX"))
        except Unreadable as trouble:
            if trouble.hostile:
                raise
            found.troubles.append(trouble.sentence)
    if not any(found.paragraphs) and any("/media/" in entry.filename for entry in package.entries):
        found.troubles.append(f"这个 DOCX 里只有图片，没有文字；{KEPT}，请另存为 PDF 再收，由文字识别读取")
    return found


def _parts(package: Package) -> tuple[str, list[str]]:
    """Return the names of the main part and of the parts around it, from the relations of the package."""
    related = _targets(package, "_rels/.rels", "", ("officeDocument",)) if "_rels/.rels" in package else []
    main = next((name for name in related if name in package), _DOCUMENT)
    if main not in package:
        raise damaged("DOCX", "没有正文部件")
    folder, name = posixpath.split(main)
    relations = f"{folder}/_rels/{name}.rels"
    around = _targets(package, relations, folder, _AROUND) if relations in package else []
    return main, [name for name in dict.fromkeys(around) if name in package]


def _targets(package: Package, relations: str, folder: str, kinds: tuple[str, ...]) -> list[str]:
    """Return the part names that a relations part points to, of the given kinds, in their order."""
    rows = []
    for relation in tree_of(package.part(relations), "DOCX"):
        kind = str(relation.get("Type", "")).rpartition("/")[2]
        if kind in kinds and relation.get("TargetMode") != "External":
            target = str(relation.get("Target", ""))
            path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            rows.append((kinds.index(kind), posixpath.normpath(path)))
    return [path for _, path in sorted(rows, key=lambda row: row[0])]


def _paragraphs(root: _Element) -> list[str]:
    """Return the paragraphs and table rows of a part; notes that only draw a line hold no text."""
    found: list[str] = []
    stack: list[_Element] = [root]
    while stack:
        element = stack.pop()
        name = local(element)
        if name in _LEFT_OUT:
            continue
        if name in ("p", "tr"):
            found += _row(element) if name == "tr" else _lines(element)
        else:
            stack.extend(reversed(element))
    return found


def _row(row: _Element) -> list[str]:
    """Return a table row as one paragraph; text boxes inside stay in their cell."""
    if any(local(child) == "trPr" and any(local(mark) == "del" for mark in child) for child in row):
        return []
    cells = [
        " ".join(_paragraphs(cell)).strip() for cell in row.iterchildren() if local(cell) in ("tc", "sdt")
    ]
    return ["\t".join(cells)] if any(cells) else []


def _lines(paragraph: _Element) -> list[str]:
    """Return a paragraph, then the paragraphs of the text boxes anchored in it."""
    pieces: list[str] = []
    boxes: list[_Element] = []
    for element in _walk(paragraph):
        name = local(element)
        if name == "txbxContent":
            boxes.append(element)
        elif name == "t":
            pieces.append(element.text or "")
        else:
            pieces.append(_LETTERS.get(name, ""))
    own = "".join(pieces).strip()
    if not _is_centred(paragraph):
        own = own.replace(BREAK, "\n")
    return ([own] if own else []) + [line for box in boxes for line in _paragraphs(box)]


def _is_centred(paragraph: _Element) -> bool:
    """Return whether a paragraph itself says that it is set in the middle, as titles are."""
    places = [mark.values() for mark in paragraph.iterfind("{*}pPr/{*}jc")]
    return any("center" in values for values in places)


def _walk(element: _Element) -> Iterator[_Element]:
    """Give the elements of a paragraph in order, without what is left out; text boxes are not entered."""
    stack = list(reversed(element))
    while stack:
        child = stack.pop()
        name = local(child)
        if name in _LEFT_OUT:
            continue
        yield child
        if name != "txbxContent":
            stack.extend(reversed(child))
