"""What a clerk does to a DOCX in Word, done with python-docx."""

from __future__ import annotations

import io
from copy import deepcopy

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from gongwen.model import Document
from gongwen.render.docx import DocxSetter
from tests.layout.papers import FRAME, composed, typefaces

TEXT = "公文正文"


def made(document: Document) -> bytes:
    """Return our DOCX of a paper."""
    return DocxSetter((FRAME / "frame.docx").read_bytes(), typefaces()).set(composed(document))


def edited(data: bytes, paragraphs: int, after: int = 0) -> bytes:
    """Return the DOCX with so many copies of paragraph `after` more, or so many paragraphs fewer after it."""
    word = docx.Document(io.BytesIO(data))
    line, *others = _lines(word)[after:]
    for _ in range(paragraphs):
        line.addnext(deepcopy(line))
    for gone in others[: max(0, -paragraphs)]:
        gone.getparent().remove(gone)
    return saved(word)


def copied_to(data: bytes, organs: str) -> bytes:
    """Return the DOCX with more organs in 抄送."""
    word = docx.Document(io.BytesIO(data))
    runs = word.element.body.xpath(".//w:txbxContent//w:t[starts-with(., '抄送')]")
    runs[0].text = runs[0].text.replace("抄送：", f"抄送：{organs}，")
    return saved(word)


def remarked(data: bytes) -> bytes:
    """Return the DOCX with a word inserted as a revision, and a comment on it."""
    word = docx.Document(io.BytesIO(data))
    line = _lines(word)[0]
    line.append(
        parse_xml(
            f'<w:ins {nsdecls("w")} w:id="7" w:author="李四" w:date="2015-06-20T09:00:00Z">'
            "<w:r><w:t>另</w:t></w:r></w:ins>"
        )
    )
    word.add_comment(word.paragraphs[-3].runs, "请核对", author="李四")
    return saved(word)


def saved(word: WordDocument) -> bytes:
    """Return the bytes of a document."""
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def _lines(word: WordDocument) -> list:
    return [one._p for one in word.paragraphs if one.style and one.style.name == TEXT and one.text]
