"""Our own papers of every kind are read off their pages and their DOCX without knowing them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from gongwen.model import Document, DocumentNumber, Form, Heading, Sealing
from gongwen.recognise.circular import Circular, read_circular, read_circular_docx
from tests.layout.papers import composed, setter
from tests.recognise.papers import GOLDEN, docx, golden

KINDS = sorted(path.stem for path in GOLDEN.glob("*.txt"))


def numbered(name: str) -> Document:
    document = golden(name)
    return document.numbered(DocumentNumber(document.header.issuer_code, 2016, 7))


def lines_of(document: Document, folder: Path) -> list[str]:
    path = folder / "公文.pdf"
    path.write_bytes(setter().set(composed(document)))
    printed = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True)
    return printed.stdout.decode().replace("\f", "\n").split("\n")


@pytest.mark.parametrize("name", KINDS)
def test_a_paper_of_every_kind_is_read_off_its_pages_and_its_docx(name: str, tmp_path: Path) -> None:
    document = numbered(name)
    for found in (read_circular(lines_of(document, tmp_path)), read_circular_docx(docx(document))):
        assert said(found) == printed(document)


def said(found: Circular) -> dict[str, object]:
    """What was read, by the names of a Document."""
    return {
        "mark": found.issuer_mark.value if found.issuer_mark else None,
        "number": "" if found.number is None else found.number.value,
        "signatories": found.signatories.value if found.signatories else (),
        "title": found.title.value if found.title else "",
        "kind": found.kind.value if found.kind else None,
        "addressees": found.addressees.value if found.addressees else "",
        "headings": [(one.level, one.ordinal) for one in found.headings.value] if found.headings else [],
        "notes": found.attachment_note.value if found.attachment_note else (),
        "annexes": [one.title for one in found.annexes.value] if found.annexes else [],
        "signature": found.signature.value if found.signature else (),
        "date": found.date_of_issue.value if found.date_of_issue else None,
        "note": found.note.value if found.note else "",
        "cc": found.cc.value if found.cc else "",
        "present": found.attendance.value.present if found.attendance else "",
        "office": found.printing_office.value if found.printing_office else "",
    }


def printed(document: Document) -> dict[str, object]:
    """What the pages of a Document show (GB/T 9704-2012 clause 10: some forms show less)."""
    form = document.set_form
    order, minutes, letter = form is Form.ORDER, form is Form.MINUTES, form is Form.LETTER
    signature, imprint = document.signature, document.imprint
    number = document.header.document_number
    headings = [one for part in document.parts for one in part.blocks if isinstance(one, Heading)]
    return {
        "mark": document.header.issuer_mark,
        "number": "" if number is None else f"第{number.serial}号" if order else str(number),
        "signatories": document.header.signatories if document.kind.upward else (),
        "title": "" if order else document.body.title,
        "kind": document.kind,
        "addressees": document.addressees,
        "headings": [(one.level, one.ordinal) for one in headings],
        "notes": document.body.attachment_note,
        "annexes": [part.title for part in document.attachments],
        "signature": () if minutes or signature.sealing is Sealing.SIGNED else signature.organs,
        "date": None if minutes else signature.date_of_issue,
        "note": document.note,
        "cc": imprint.cc,
        "present": document.attendance.present,
        "office": "" if letter else imprint.printing_office,
    }
