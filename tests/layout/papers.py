"""Documents to lay out: the notice of 2015 and plain ones made of numbered sentences."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from gongwen.fonts import load_typefaces
from gongwen.layout import compose
from gongwen.model import Document, DocumentNumber, Imprint, IssuerMark, Paragraph, Part
from gongwen.model.composition import Composition
from gongwen.model.document import Block, Header, Signature
from gongwen.model.kinds import Kind
from gongwen.model.typefaces import Typefaces
from gongwen.office.draft import draft_from_file
from gongwen.office.wiring import Settings, Workshop
from gongwen.render.pdf import PageFrame, PdfSetter

HOUSE = Path(__file__).parents[2]
FRAME = HOUSE / "templates" / "frames" / "general"
DAY = dt.date(2015, 6, 23)
SENTENCE = "推进使用正版软件工作是实施国家知识产权战略建设创新型国家的迫切要求也是保障国家安全的现实需要"


@cache
def typefaces() -> Typefaces:
    """The typefaces of this machine."""
    return load_typefaces()


@cache
def setter() -> PdfSetter:
    """The setter with the frame of this repository."""
    return PdfSetter(
        PageFrame((FRAME / "page.html").read_text(), (FRAME / "page.css").read_text()), typefaces()
    )


@cache
def seed() -> Document:
    """The joint notice of 2015 with its plan and form, numbered 3."""
    with TemporaryDirectory() as folder:
        workshop = Workshop(Settings.of({}, Path(folder)))
        drafted = draft_from_file(workshop, "notice", HOUSE / "examples" / "绍兴市2015.toml")
    return drafted.document.numbered(DocumentNumber("绍市软件办", 2015, 3))


@cache
def seed_composition() -> Composition:
    """The notice of 2015 laid out."""
    return compose(seed(), typefaces())


def words(count: int) -> str:
    """Return a text of `count` characters without punctuation."""
    return "".join(islice(cycle(SENTENCE), count))


def paper(
    *blocks: Block,
    organs: tuple[str, ...] = ("绍兴市人民政府",),
    title: str = "关于加强软件正版化工作的通知",
    addressees: str = "各有关单位",
    cc: str = "",
    notes: tuple[str, ...] = (),
    attachments: tuple[Part, ...] = (),
) -> Document:
    """Return a numbered notice of `organs` with these blocks; one short paragraph where none is given."""
    return Document(
        Kind.NOTICE,
        Header(IssuerMark(organs), "绍市", DocumentNumber("绍市", 2015, 3)),
        addressees,
        Part(title, blocks or (Paragraph(words(20)),), notes),
        Signature(organs, DAY),
        Imprint(cc, "绍兴市人民政府办公室", DAY),
        attachments=attachments,
    )


def filling(rows: int) -> Paragraph:
    """Return a paragraph that takes exactly `rows` rows."""
    return Paragraph(words(28 * rows - 2))


def composed(document: Document) -> Composition:
    """Return `document` laid out in the typefaces of this machine."""
    return compose(document, typefaces())


def with_header(document: Document, **changes: Any) -> Document:
    """Return `document` with changed elements of its header."""
    return replace(document, header=replace(document.header, **changes))
