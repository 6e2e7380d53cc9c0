"""Revisions (修订) and comments (批注) that nobody settled, each with its place, author and time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from lxml import etree

from gongwen.recognise.values import Revision
from gongwen.recognise.word.package import DOCUMENT, Package, W

_RUNS = {f"{W}ins": "插入", f"{W}del": "删除", f"{W}moveFrom": "移走", f"{W}moveTo": "移来"}
_ROWS = {f"{W}ins": "插入表格行", f"{W}del": "删除表格行"}
_CELLS = {f"{W}cellIns": "插入表格格", f"{W}cellDel": "删除表格格", f"{W}cellMerge": "合并表格格"}
_MARKS = {f"{W}ins": "分段", f"{W}del": "并段", f"{W}moveFrom": "移走一段", f"{W}moveTo": "移来一段"}
_WHOLE = {
    ("分段", "插入"): "插入一段",
    ("并段", "删除"): "删除一段",
    ("移走一段", "移走"): "移走一段",
    ("移来一段", "移来"): "移来一段",
}
_LOOKS = {
    f"{W}rPrChange": "改字体格式",
    f"{W}pPrChange": "改段落格式",
    f"{W}sectPrChange": "改页面",
    f"{W}tblPrChange": "改表格格式",
    f"{W}tblPrExChange": "改表格格式",
    f"{W}trPrChange": "改表格行格式",
    f"{W}tcPrChange": "改表格格格式",
    f"{W}tblGridChange": "改表格栏宽",
    f"{W}numberingChange": "改编号",
}
_SHOWN = 30
_ELSEWHERE = (("header", "页眉"), ("footer", "页脚"), ("footnotes", "脚注"), ("endnotes", "尾注"))


def revisions(package: Package) -> tuple[Revision, ...]:
    """Return every revision, then every comment, in reading order; runs changed at once are one."""
    found = [*_of_part(package.body, "")]
    for name, root in package.roots.items():
        for start, said in _ELSEWHERE:
            if name.startswith(f"word/{start}"):
                found.extend(_of_part(root, said))
    joined = [_joined(list(group)) for _, group in groupby(found, key=_same)]
    return (*_whole_paragraphs(joined), *_comments(package))


def _whole_paragraphs(found: list[Revision]) -> Iterator[Revision]:
    """Yield the revisions; a paragraph whose text and mark came or went together is one."""
    waiting: Revision | None = None
    for one in found:
        if waiting is not None:
            what = _WHOLE.get((waiting.what, one.what))
            if what and (one.place, one.author) == (waiting.place, waiting.author):
                yield replace(one, what=what)
                waiting = None
                continue
            yield waiting
        waiting = one if one.what in _MARKS.values() else None
        if waiting is None:
            yield one
    if waiting is not None:
        yield waiting


def _same(one: Revision) -> tuple[str, str, str, str]:
    return one.what, one.place, one.author, one.at[:10]


def _joined(group: list[Revision]) -> Revision:
    first = group[0]
    if not first.text:
        return first
    return Revision(first.what, first.place, first.author, first.at, "".join(one.text for one in group))


def _of_part(root: etree._Element, elsewhere: str) -> Iterator[Revision]:
    places = _places(root, elsewhere)
    for element in root.iter(*_RUNS, *_CELLS, *_LOOKS):
        what = _what(element)
        if what:
            text = said(element) if element.tag in _RUNS else ""
            if element.tag in _RUNS and not text and not _in_properties(element):
                if element.find(f".//{W}drawing") is None:
                    continue
                text = "（图）"
            yield Revision(what, _place(element, places), *_who(element), text)


def _what(element: etree._Element) -> str:
    if element.tag in _LOOKS:
        return _LOOKS[element.tag]
    if element.tag in _CELLS:
        return _CELLS[element.tag]
    parent = element.getparent()
    tag = "" if parent is None else parent.tag
    if tag == f"{W}trPr":
        return _ROWS.get(element.tag, "")
    return _MARKS[element.tag] if tag == f"{W}rPr" else _RUNS[element.tag]


def _in_properties(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag in (f"{W}rPr", f"{W}trPr")


def _who(element: etree._Element) -> tuple[str, str]:
    return element.get(f"{W}author", ""), element.get(f"{W}date", "")


def said(element: etree._Element) -> str:
    """Return the text below an element, deleted text too."""
    return "".join(one.text or "" for one in element.iter(f"{W}t", f"{W}delText"))


def _places(root: etree._Element, elsewhere: str) -> dict[etree._Element, str]:
    """Return what each paragraph is called: its ordinal among those with text, and how it begins."""
    names: dict[etree._Element, str] = {}
    number = 0
    for paragraph in root.iter(f"{W}p"):
        text = said(paragraph)
        number += bool(text.strip())
        begins = text.strip()[:10]
        names[paragraph] = elsewhere or f"第{max(number, 1)}段" + (f"「{begins}」" if begins else "")
    return names


def _place(element: etree._Element, places: dict[etree._Element, str]) -> str:
    for above in element.iterancestors(f"{W}p"):
        return places[above]
    for row in element.iterancestors(f"{W}tr"):
        return f"表格行「{said(row)[:10]}」"
    return "全文"


def _comments(package: Package) -> Iterator[Revision]:
    root = package.root("word/comments.xml")
    if root is None:
        return
    places = _places(package.body, "")
    refers = {
        one.get(f"{W}id", ""): _place(one, places)
        for one in package.roots[DOCUMENT].iter(f"{W}commentReference", f"{W}commentRangeStart")
    }
    for comment in root.iter(f"{W}comment"):
        place = refers.get(comment.get(f"{W}id", ""))
        if place is not None:
            yield Revision("批注", place, *_who(comment), said(comment))
