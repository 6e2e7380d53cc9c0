"""A leader who edits a DOCX of ours: tracked or not, with comments, as Word and WPS write it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from gongwen.render.word.package import pack

URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{URI}}}"
WHO = {f"{W}author": "王建国", f"{W}date": "2026-01-06T10:20:00Z"}
_COMMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"


def parsed(xml: str) -> etree._Element:
    """Return one element written with the prefix w."""
    return etree.fromstring(f'<x xmlns:w="{URI}">{xml}</x>')[0]


class Leader:
    """A DOCX open in an editor; every change is made in it at once."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.files = {name: archive.read(name) for name in archive.namelist()}
        self.root = etree.fromstring(self.files["word/document.xml"])
        self._serial = 900

    @property
    def body(self) -> etree._Element:
        """The body."""
        found = self.root.find(f"{W}body")
        assert found is not None
        return found

    def save(self) -> bytes:
        """Return the file as it is now."""
        self.files["word/document.xml"] = etree.tostring(self.root, encoding="UTF-8", standalone=True)
        return pack(self.files)

    def paragraph(self, begins: str) -> etree._Element:
        """Return the first paragraph that begins so."""
        for one in self.root.iter(f"{W}p"):
            if said(one).strip().startswith(begins):
                return one
        raise AssertionError(f"no paragraph begins with {begins}")

    def mark(self, tag: str) -> etree._Element:
        """Return a revision element of the leader's."""
        self._serial += 1
        return etree.Element(f"{W}{tag}", {f"{W}id": str(self._serial), **WHO})

    def replace(self, old: str, new: str, *, tracked: bool = True) -> None:
        """Replace a text that stands in one run, in 版记 too."""
        run = next(
            one for one in self.root.iter(f"{W}r") if old in own(one) and one.find(f"{W}t") is not None
        )
        before, _, after = own(run).partition(old)
        parent = run.getparent()
        assert parent is not None
        at = parent.index(run)
        gone, came = _run(run, old, "delText" if tracked else "t"), _run(run, new)
        middle: list[etree._Element] = []
        if tracked:
            deletion, insertion = self.mark("del"), self.mark("ins")
            deletion.append(gone)
            insertion.append(came)
            middle = [deletion, *([insertion] if new else [])]
        elif new:
            middle = [came]
        parent[at : at + 1] = [_run(run, before), *middle, _run(run, after)]

    def type_after(
        self, begins: str, text: str, *, style: str | None = None, tracked: bool = False
    ) -> etree._Element:
        """Type a paragraph of its own after another one, in its style or another one's id ("" for none)."""
        at = self.paragraph(begins)
        made = etree.Element(f"{W}p")
        properties = at.find(f"{W}pPr")
        if style is None and properties is not None:
            made.append(deepcopy(properties))
        elif style:
            made.append(parsed(f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'))
        run = parsed(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>')
        if tracked:
            insertion = self.mark("ins")
            insertion.append(run)
            made.append(insertion)
            _paragraph_mark(made, self.mark("ins"))
        else:
            made.append(run)
        at.addnext(made)
        return made

    def strike(self, begins: str) -> None:
        """Delete a whole paragraph with 修订 on: its runs and its mark."""
        paragraph = self.paragraph(begins)
        for run in list(paragraph.findall(f"{W}r")):
            deletion = self.mark("del")
            run.addprevious(deletion)
            for text in run.iter(f"{W}t"):
                text.tag = f"{W}delText"
            deletion.append(run)
        _paragraph_mark(paragraph, self.mark("del"))

    def comment(self, begins: str, text: str) -> None:
        """Hang a comment at a paragraph."""
        self._serial += 1
        number = str(self._serial)
        self.paragraph(begins).append(parsed(f'<w:r><w:commentReference w:id="{number}"/></w:r>'))
        said_ = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
        attributes = f'w:id="{number}" w:author="{WHO[f"{W}author"]}" w:date="{WHO[f"{W}date"]}"'
        comment = f"<w:comment {attributes}>{said_}</w:comment>"
        self.files["word/comments.xml"] = f'<w:comments xmlns:w="{URI}">{comment}</w:comments>'.encode()
        relations = self.files["word/_rels/document.xml.rels"].decode()
        relation = (
            f'<Relationship Id="rIdComments" Type="{_COMMENTS}" Target="comments.xml"/></Relationships>'
        )
        self.files["word/_rels/document.xml.rels"] = relations.replace("</Relationships>", relation).encode()

    def each(self, change: Callable[[etree._Element], None], tag: str = "p") -> None:
        """Do something to every element of a kind."""
        for one in list(self.root.iter(f"{W}{tag}")):
            change(one)


def said(paragraph: etree._Element) -> str:
    """Return the text of a paragraph."""
    return "".join(one.text or "" for one in paragraph.iter(f"{W}t"))


def own(run: etree._Element) -> str:
    """Return the text of a run."""
    return "".join(one.text or "" for one in run.findall(f"{W}t"))


def _run(like: etree._Element, text: str, tag: str = "t") -> etree._Element:
    made = etree.Element(f"{W}r")
    properties = like.find(f"{W}rPr")
    if properties is not None:
        made.append(deepcopy(properties))
    written = etree.SubElement(made, f"{W}{tag}")
    written.text = text
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def _paragraph_mark(paragraph: etree._Element, revision: etree._Element) -> None:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    look = properties.find(f"{W}rPr")
    if look is None:
        look = etree.SubElement(properties, f"{W}rPr")
    look.insert(0, revision)
