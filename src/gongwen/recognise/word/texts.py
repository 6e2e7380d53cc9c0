"""The body of a settled package as lines and grids, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from gongwen.model.finding import Finding, Level
from gongwen.recognise.values import RULE, House, Item, Line, Stray, Texts
from gongwen.recognise.word.grids import read_grid
from gongwen.recognise.word.lists import Lists
from gongwen.recognise.word.package import Package, W, off, whole
from gongwen.recognise.word.styles import Styles, looks

_BOX = f"{W}txbxContent"
_OBJECTS = (f"{W}drawing", f"{W}pict", f"{W}object")
_GONE = frozenset(
    (
        *(f"{W}{name}" for name in ("pPr", "rPr", "instrText", "delText", "rt", "sectPr", "tblPr")),
        _BOX,
        *_OBJECTS,
    )
)
_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_OURS = ("印章", "红色双线", "发文机关标志", "版记")
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_NOTES = {f"{W}footnoteReference": ("footnotes", "脚注"), f"{W}endnoteReference": ("endnotes", "尾注")}
_IMPRINT = re.compile(r"^(抄送|主送)：|\d日印发$")
_FURNITURE = re.compile(r"草\s*稿|[\s\d—\-–－页第共/]")
_UNSEEN = {0x200B: None, 0x2060: None, 0xFEFF: None, 0x00AD: None, 0x00A0: " "}
"""Characters that nobody sees, and the space that does not break."""
_ASIDE = frozenset({"center", "right", "end"})
_JUSTIFIED = frozenset({"body", "level1", "level2", "level3", "level4"})
_TOLERANCE = 20


def read_texts(package: Package, house: House) -> Texts:
    """Return the text of a package without revisions.

    The issuer mark and 版记 are told apart by the styles and boxes they stand in.
    """
    reader = _Reader(package, house.keys)
    reader.read()
    findings = (*reader.findings, *_furniture(package), *_pages(package, house))
    return Texts(tuple(reader.items), tuple(reader.mark), tuple(reader.imprint), findings)


def read_any_texts(package: Package) -> Texts:
    """Return the text of a package of any origin: no style of it is known to us."""
    reader = _Reader(package, {})
    reader.read()
    findings = (*reader.findings, *_furniture(package))
    return Texts(tuple(reader.items), tuple(reader.mark), tuple(reader.imprint), findings)


@dataclass
class _Reader:
    package: Package
    keys: Mapping[str, str]
    items: list[Item] = field(default_factory=list)
    mark: list[tuple[str, ...]] = field(default_factory=list)
    imprint: list[Line] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    number: int = 0

    def __post_init__(self) -> None:
        self.styles = Styles.of(self.package, self.keys)
        self.lists = Lists.of(self.package)

    def read(self) -> None:
        for strange in list(self.package.body.iter(f"{W}altChunk", f"{W}subDoc")):
            sentence = "插入了另一个文件，它的文字还不在这份 DOCX 里；请在 Word 里打开、另存后再导入"
            self.findings.append(Finding("插入的文件", RULE, sentence, Level.ERROR))
            off(strange)
        for block, landscape in _with_pages(self.package.body):
            if block.tag == f"{W}p":
                self._paragraph(block, landscape=landscape)
            elif self._is_mark(block):
                self._read_mark(block)
            elif self._is_imprint(block):
                self.imprint.extend(self.lines_in(block))
            else:
                grid = read_grid(block, self.lines_in, landscape=landscape)
                self.items.append(grid)
                self._pictures(block, grid.place)

    def _paragraph(self, paragraph: etree._Element, *, landscape: bool) -> None:
        line = self.line(paragraph, landscape=landscape)
        self._pictures(paragraph, line.place)
        if line.key == "imprint" and line.text.strip():
            self.imprint.append(line)
        elif line.key == "mark" and line.text.strip():
            self.mark.append((line.whole,))
        else:
            self.items.append(line)

    def line(self, paragraph: etree._Element, *, landscape: bool = False) -> Line:
        """Return one paragraph, its boxes and notes beside it."""
        properties = paragraph.find(f"{W}pPr")
        style = properties.find(f"{W}pStyle") if properties is not None else None
        identifier = "" if style is None else style.get(f"{W}val", "")
        key = self.styles.keys.get(identifier, "")
        text = "".join(_texts(paragraph))
        strays = tuple(self._strays(paragraph))
        listed = self.lists.next(properties, self.styles.numbers.get(identifier)) if text.strip() else ""
        self.number += bool(text.strip())
        begins = text.strip()[:10].replace("\n", "")
        place = f"第{max(1, self.number)}段" + (f"「{begins}」" if begins else "")
        size, face = self.styles.sizes.get(identifier, ""), self.styles.faces.get(identifier, "")
        done = tuple(looks(paragraph, key, size, face))
        if self.lists.bullet and text.strip():
            done = (*done, "项目符号")
        alignment = properties.find(f"{W}jc") if properties is not None else None
        set_ = "" if alignment is None else alignment.get(f"{W}val", "")
        if set_ in _ASIDE and key in _JUSTIFIED and text.strip():
            done = (*done, "居中或靠右")
        return Line(
            text,
            key,
            place,
            listed,
            done,
            strays,
            _turns(paragraph),
            landscape,
            set_ == "center",
        )

    def lines_in(self, element: etree._Element) -> tuple[Line, ...]:
        """Return every paragraph below an element, those of boxes in it apart."""
        inner = (one for one in element.iter(f"{W}p") if not _boxed(one, element))
        return tuple(self.line(one) for one in inner)

    def _strays(self, paragraph: etree._Element) -> Iterator[Stray]:
        for box in paragraph.iter(_BOX):
            if not _boxed(box, paragraph):
                yield from self._box(box)
        for reference in paragraph.iter(*_NOTES):
            part, what = _NOTES[reference.tag]
            text = _note(self.package, part, reference)
            if text:
                yield Stray(what, text)
        for symbol in paragraph.iter(f"{W}sym"):
            font, code = symbol.get(f"{W}font", ""), symbol.get(f"{W}char", "")
            yield Stray("字体符号", f"{font} {code}".strip())
        maths = "".join(one.text or "" for one in paragraph.iter(_MATHS))
        if maths:
            yield Stray("公式", maths)

    def _box(self, box: etree._Element) -> Iterator[Stray]:
        lines = [one for one in self.lines_in(box) if one.text.strip()]
        if any(one.key == "mark" for one in lines):
            self.mark.append(tuple(one.whole for one in lines))
        elif any(one.key == "imprint" or _IMPRINT.search(one.whole) for one in lines):
            self.imprint.extend(lines)
        elif lines:
            yield Stray("文本框", "\n".join(one.whole for one in lines))

    def _is_mark(self, table: etree._Element) -> bool:
        return not self.mark and any(self._key(one) == "mark" for one in table.iter(f"{W}p"))

    def _is_imprint(self, table: etree._Element) -> bool:
        return any(self._key(one) == "imprint" for one in table.iter(f"{W}p"))

    def _key(self, paragraph: etree._Element) -> str:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return "" if style is None else self.styles.keys.get(style.get(f"{W}val", ""), "")

    def _read_mark(self, table: etree._Element) -> None:
        """Take 份号, 密级 and 紧急程度 above the mark as lines, the mark column by column."""
        columns: dict[int, list[str]] = {}
        for row in table.iter(f"{W}tr"):
            for column, cell in enumerate(row.iterchildren(f"{W}tc")):
                for line in self.lines_in(cell):
                    if line.key == "mark" and line.whole:
                        columns.setdefault(column, []).append(line.whole)
                    elif line.whole:
                        self.items.append(line)
        self.mark.extend(tuple(columns[one]) for one in sorted(columns))

    def _pictures(self, block: etree._Element, place: str) -> None:
        for drawing in block.iter(*_OBJECTS):
            name = next((one.get("name", "") for one in drawing.iter(_PROPERTIES)), "")
            boxed = drawing.find(f".//{_BOX}") is not None
            if boxed or name.startswith(_OURS):
                continue
            kind = "嵌入的对象" if drawing.tag == f"{W}object" else "图片"
            self.findings.append(
                Finding(
                    place,
                    RULE,
                    f"有{kind}，公文的格式里放不下，没有带过来；要用，请作附件另放",
                    Level.WARNING,
                )
            )


def _with_pages(body: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """Yield the body's paragraphs and tables with whether their page lies on its side."""
    waiting: list[etree._Element] = []
    for block in _blocks(body):
        if block.tag == f"{W}sectPr":
            yield from ((one, _lies(block)) for one in waiting)
            waiting = []
            continue
        waiting.append(block)
        section = block.find(f"{W}pPr/{W}sectPr")
        if section is not None:
            yield from ((one, _lies(section)) for one in waiting)
            waiting = []
    yield from ((one, False) for one in waiting)


def _blocks(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag in (f"{W}p", f"{W}tbl", f"{W}sectPr"):
            yield child
        elif child.tag not in (f"{W}sdtPr", f"{W}sdtEndPr") and isinstance(child.tag, str):
            yield from _blocks(child)


def _lies(section: etree._Element) -> bool:
    size = section.find(f"{W}pgSz")
    return size is not None and size.get(f"{W}orient") == "landscape"


def _texts(element: etree._Element) -> Iterator[str]:
    """Yield the pieces of a paragraph's own text; what hangs at it is left apart."""
    for child in element:
        if child.tag == f"{W}t":
            yield (child.text or "").translate(_UNSEEN)
        elif child.tag in (f"{W}tab", f"{W}ptab"):
            yield "\t"
        elif child.tag in (f"{W}br", f"{W}cr"):
            yield "" if child.get(f"{W}type") in {"page", "column"} else "\n"
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        elif isinstance(child.tag, str) and child.tag not in _GONE:
            yield from _texts(child)


def _turns(paragraph: etree._Element) -> bool:
    return any(one.get(f"{W}type") == "page" for one in paragraph.iter(f"{W}br"))


def _boxed(element: etree._Element, within: etree._Element) -> bool:
    """Say whether a text box below `within` holds `element`."""
    for above in element.iterancestors():
        if above is within:
            return False
        if above.tag == _BOX:
            return True
    return False


def _note(package: Package, part: str, reference: etree._Element) -> str:
    root = package.root(f"word/{part}.xml")
    if root is None:
        return ""
    wanted = reference.get(f"{W}id")
    for note in root:
        if note.get(f"{W}id") == wanted:
            return "".join("".join(_texts(one)) for one in note.iter(f"{W}p")).strip()
    return ""


def _furniture(package: Package) -> Iterator[Finding]:
    """Yield what was typed into headers and footers, beside 草稿 and page numbers."""
    seen = set()
    for name, root in package.roots.items():
        if name.startswith(("word/header", "word/footer")):
            text = "".join(one.text or "" for one in root.iter(f"{W}t")).strip()
            if _FURNITURE.sub("", text) and text not in seen:
                seen.add(text)
                sentence = f"写着「{text[:30]}」，公文没有页眉，页脚只有页码，没有带过来"
                yield Finding("页眉页脚", RULE, sentence, Level.WARNING)


def _pages(package: Package, house: House) -> Iterator[Finding]:
    """Yield a note where the margins of a page were changed; its paper is always the standard's."""
    sheet = house.sheet
    for section in package.body.iter(f"{W}sectPr"):
        wanted = sheet.turned if _lies(section) else sheet
        margins = section.find(f"{W}pgMar")
        if margins is None:
            continue
        own = {"top": wanted.top, "left": wanted.left, "right": wanted.right, "bottom": wanted.bottom}
        if any(abs(whole(margins.get(f"{W}{side}")) - 20 * pt) > _TOLERANCE for side, pt in own.items()):
            sentence = "页边距改过，重新排版时仍照国标"
            yield Finding("页面", "GB/T 9704-2012 5.2.1", sentence, Level.NOTE)
            return
