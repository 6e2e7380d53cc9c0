"""redraft (draft --from-file): a paper of any origin, read from its file, is laid out anew."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gongwen.drafting import Draft
from gongwen.drafting.checks import check_document
from gongwen.errors import FactsError, NotFoundError, disk_errors
from gongwen.intake import FileForm, form_of, read
from gongwen.model import Document, Finding, Level, notation
from gongwen.model.directory.lookup import called
from gongwen.model.directory.names import folded
from gongwen.office.desk.copies import Copy, put_copies, safe_name
from gongwen.office.desk.press import typeface_findings
from gongwen.office.draft import rendered, write_files

if TYPE_CHECKING:
    from gongwen.office.wiring import Workshop
    from gongwen.recognise.circular import Circular

_RULE = "识读"


@dataclass(frozen=True, slots=True)
class Redrafted:
    """A draft read from a file; `text` is its text (.txt) to correct and draft again, `files` the paper."""

    draft: Draft
    text: Copy
    files: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a paper may not say of itself: its 机关代字 and 成文日期."""

    issuer_code: str = ""
    date: dt.date | None = None


def redraft(workshop: Workshop, path: Path, folder: Path, lacking: Lacking) -> Redrafted:
    """Read the paper in `path`, and write its text and the draft, DOCX and PDF, into `folder`.

    A text in the notation is taken as it is; of any other the elements are
    read, and what is not sure, or has no place, is a warning. What the paper
    does not say is taken from `lacking`, its 机关代字 then from the lists. The
    paper gets no number. Raises NotFoundError when there is no such file, FactsError when
    it cannot be read or no paper is in it.
    """
    content = _content(path)
    document, findings = _document(workshop, content, path.name, lacking)
    document = document.unnumbered()
    named = safe_name(f"{document.body.title} 文稿")
    (text,) = put_copies(folder, named, (("txt", notation.write(document).encode()),))
    told = (*findings, *check_document(document, text.path.name))
    made = Draft(document, (*told, *typeface_findings(document, workshop.typefaces)))
    files = rendered(document, workshop.presses)
    return Redrafted(made, text, write_files(files, folder, f"草稿 {document.body.title}"))


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise NotFoundError(f"没有文件 {path}", advice="请核对路径")
    with disk_errors("读取文件"):
        return path.read_bytes()


def _document(
    workshop: Workshop, content: bytes, name: str, lacking: Lacking
) -> tuple[Document, tuple[Finding, ...]]:
    if form_of(content) is FileForm.TEXT and (written := _in_notation(content)) is not None:
        return written, ()
    circular, told = _circular(content, name)
    code = lacking.issuer_code or _listed_code(workshop, circular)
    document, findings = circular.document(issuer_code=code, date_of_issue=lacking.date)
    doubts = [
        Finding(element, _RULE, f"{reason}；请核对", Level.WARNING) for element, reason in circular.unsure
    ]
    found = (*told, *doubts, *findings)
    if document is None:
        raise FactsError(
            f"{name} 里认不出一份公文",
            rule="排成公文，至少要有标题（末尾是文种）、正文、发文机关和成文日期",
            advice="文件上没有的，请用 --code 机关代字、--issued-on 日期 补上，或用 gongwen draft 模板 拟稿",
            findings=found,
        )
    if circular.number is not None:
        sentence = f"原文的字号是 {circular.number.value}，草稿不带字号"
        found = (*found, Finding("发文字号", "字号由登记给出", sentence, Level.WARNING))
    return document, found


def _listed_code(workshop: Workshop, circular: Circular) -> str:
    """Return the 机关代字 that the lists have for the organ, empty where they do not tell."""
    organs = circular.issuer_mark.value.organs if circular.issuer_mark else ()
    signed = circular.signature.value if circular.signature else ()
    for name in (*organs[:1], *signed[:1]):
        for organ in workshop.directory.organs if workshop.directory else ():
            if organ.code and folded(name) in map(folded, called(organ)):
                return organ.code
    return ""


def _in_notation(content: bytes) -> Document | None:
    try:
        return notation.parse(content.decode())
    except (FactsError, UnicodeDecodeError):
        return None


def _circular(content: bytes, name: str) -> tuple[Circular, tuple[Finding, ...]]:
    """Return what is read off the file, by its styles where it is a DOCX, else by its lines."""
    from gongwen.recognise.circular import read_circular, read_circular_docx

    if form_of(content) is FileForm.DOCX:
        return read_circular_docx(content), ()
    reading = read(content)
    if reading.trouble and not reading.lines:
        raise FactsError(f"{name} 读不出文字：{reading.trouble}", advice="请换一份读得出的文件")
    told = (Finding(name, _RULE, reading.trouble, Level.WARNING),) if reading.trouble else ()
    if reading.confidence is not None:
        sentence = f"文字由扫描件识别（把握 {reading.confidence:.0%}），请逐字核对"
        told = (*told, Finding(name, _RULE, sentence, Level.WARNING))
    return read_circular(reading.lines), told
