"""Papers set as DOCX, and the papers that know only what no page shows of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from pathlib import Path

from gongwen.layout import standard
from gongwen.model import Document, Part, notation
from gongwen.model.composition import Composition
from gongwen.model.document import Attendance, Imprint, IssuerMark, Sealing
from gongwen.model.kinds import Form
from gongwen.recognise import House, Recognised, Settling, recognise, settled
from gongwen.recognise.word import opened
from gongwen.render.docx import DocxSetter
from tests.layout.papers import FRAME, composed, typefaces

HOUSE = House({style.name: style.key for style in standard.STYLES}, standard.SHEET)
GOLDEN = Path(__file__).parents[1] / "golden" / "文种"
_OTHER_DAY = dt.date(1999, 1, 2)


@cache
def setter() -> DocxSetter:
    """The setter with the frame of this repository, no seal pressed."""
    return DocxSetter((FRAME / "frame.docx").read_bytes(), typefaces())


def docx(document: Document) -> bytes:
    """Return a paper as the DOCX we make of it."""
    laid: Composition = composed(document)
    return setter().set(laid)


def read(data: bytes, known: Document, *, as_text: bool = False) -> Recognised:
    """Return what is recognised in a DOCX, its revisions accepted."""
    return recognise(settled(opened(data, "稿.docx"), Settling.ACCEPTED), HOUSE, known, as_text=as_text)


def stranger(document: Document) -> Document:
    """Return a paper that says of `document` what no page shows, and another thing of all else."""
    order, minutes, letter = (document.set_form is form for form in (Form.ORDER, Form.MINUTES, Form.LETTER))
    header = document.header
    signed = document.signature.sealing is Sealing.SIGNED
    return replace(
        document,
        header=replace(
            header,
            issuer_mark=header.issuer_mark
            if document.set_form is not Form.GENERAL
            else IssuerMark(("别的机关",), header.issuer_mark.suffix),
            issuer_code=header.issuer_code if order else "别办",
            copy_number="",
            security_level="",
            urgency="",
        ),
        addressees="",
        body=Part(document.body.title if order else "另一件事的通知"),
        enclosed=(),
        attachments=(),
        note="",
        attendance=Attendance(),
        signature=document.signature
        if minutes
        else replace(
            document.signature,
            organs=document.signature.organs if signed else ("别的机关",),
            date_of_issue=_OTHER_DAY,
        ),
        imprint=Imprint("", document.imprint.printing_office, document.imprint.printing_date)
        if letter
        else Imprint("", "别的机关", _OTHER_DAY),
    )


def golden(name: str) -> Document:
    """Return one of the nine blank papers by its 文种."""
    return notation.parse((GOLDEN / f"{name}.txt").read_text())
