"""The text as it is with all revisions (修订) accepted, or as it was before them; without comments."""

from __future__ import annotations

from copy import deepcopy
from enum import Enum

from lxml import etree

from gongwen.recognise.word.package import Package, W, off, unwrap

_CHANGES = tuple(
    f"{W}{name}"
    for name in (
        "rPrChange",
        "pPrChange",
        "sectPrChange",
        "tblPrChange",
        "tblPrExChange",
        "trPrChange",
        "tcPrChange",
        "tblGridChange",
        "numberingChange",
        "cellMerge",
    )
)
_MOVES = tuple(f"{W}move{side}Range{end}" for side in ("From", "To") for end in ("Start", "End"))
_PROPERTIES = (f"{W}rPr", f"{W}trPr", f"{W}tcPr", f"{W}numPr")


class Settling(Enum):
    """How revisions are settled: all accepted (接受), or all rejected (拒绝)."""

    ACCEPTED = "接受"
    REJECTED = "拒绝"


def settled(package: Package, settling: Settling) -> Package:
    """Return the package without a revision left in it; `package` is not changed."""
    roots = {name: deepcopy(root) for name, root in package.roots.items()}
    for name, root in roots.items():
        if name.startswith("word/"):
            _settle(root, settling)
    return Package(roots)


def _settle(root: etree._Element, settling: Settling) -> None:
    came = [f"{W}ins", f"{W}moveTo"]
    went = [f"{W}del", f"{W}moveFrom"]
    kept, gone = (came, went) if settling is Settling.ACCEPTED else (went, came)
    _cells(root, settling)
    _rows(root, gone)
    for paragraph in list(root.iter(f"{W}p")):
        if any(paragraph.find(f"{W}pPr/{W}rPr/{tag}") is not None for tag in gone):
            _join(paragraph)
    for element in list(root.iter(*gone)):
        off(element)
    for element in list(root.iter(*kept)):
        parent = element.getparent()
        if parent is not None and parent.tag in _PROPERTIES:
            parent.remove(element)
        else:
            unwrap(element)
    for text in root.iter(f"{W}delText"):
        text.tag = f"{W}t"
    for change in list(root.iter(*_CHANGES, *_MOVES)):
        off(change)


def _rows(root: etree._Element, gone: list[str]) -> None:
    """Take out the rows that are gone, and tables without a row left."""
    for tag in gone:
        for mark in list(root.iterfind(f".//{W}tr/{W}trPr/{tag}")):
            off(next(mark.iterancestors(f"{W}tr")))
    for table in list(root.iter(f"{W}tbl")):
        if next(table.iter(f"{W}tr"), None) is None:
            off(table)


def _cells(root: etree._Element, settling: Settling) -> None:
    """Take out the cells that came or went; their row is narrower then."""
    lost = f"{W}cellDel" if settling is Settling.ACCEPTED else f"{W}cellIns"
    for mark in list(root.iter(f"{W}cellDel", f"{W}cellIns")):
        properties = mark.getparent()
        cell = properties.getparent() if properties is not None else None
        if mark.tag == lost and cell is not None:
            off(cell)
        else:
            off(mark)


def _join(paragraph: etree._Element) -> None:
    """Join a paragraph whose mark is gone with the one that follows it, whose properties stay."""
    following = paragraph.getnext()
    content = [one for one in paragraph if one.tag != f"{W}pPr"]
    gone = {f"{W}del", f"{W}ins", f"{W}moveFrom", f"{W}moveTo"}
    empty = all(one.tag in gone or not any(one.itertext()) for one in content)
    if following is None or following.tag != f"{W}p":
        if empty and following is not None:
            off(paragraph)
        return
    properties = following.find(f"{W}pPr")
    at = 0 if properties is None else 1
    following[at:at] = content
    off(paragraph)
