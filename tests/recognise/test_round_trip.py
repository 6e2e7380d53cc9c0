"""A DOCX of ours is read back as the paper it was made from, whatever the paper says."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongwen.model import (
    Cell,
    Document,
    FormLine,
    Header,
    Heading,
    Imprint,
    IssuerMark,
    Kind,
    Paragraph,
    Part,
    Sealing,
    Signature,
    Table,
    notation,
)
from gongwen.model.comparing import compare, paragraphs
from gongwen.recognise.word import opened, properties, revisions
from gongwen.render.word.editing import for_editing
from tests.layout.papers import seed
from tests.proving import PROVING
from tests.recognise.leader import Leader
from tests.recognise.papers import GOLDEN, docx, golden, read, stranger
from tests.render.conftest import documents

MADE = sorted(documents())
EXAMPLES = 400 if PROVING else 20


@pytest.mark.parametrize("name", [path.stem for path in sorted(GOLDEN.glob("*.txt"))])
def test_each_of_the_nine_kinds_is_read_back(name: str) -> None:
    document = golden(name)
    found = read(docx(document), document)
    assert found.document == document
    assert (found.findings, found.unplaced) == ((), ())


@pytest.mark.parametrize("name", MADE)
def test_a_paper_of_every_form_and_layout_is_read_back(name: str) -> None:
    document = documents()[name]
    found = read(docx(document), document)
    assert notation.write(found.document) == notation.write(document)
    assert (found.findings, found.unplaced) == ((), ())


def test_the_notice_of_2015_is_read_off_its_pages_by_one_who_never_saw_it() -> None:
    found = read(docx(seed()), stranger(seed()))
    assert found.document == seed() or only_widths(found.document, seed())
    assert (found.findings, found.unplaced) == ((), ())


def only_widths(found: Document, wanted: Document) -> bool:
    """Say whether the papers differ only in the widths of columns, whose proportions the page shows."""
    return all(change.after.startswith("|-") for change in compare(paragraphs(wanted), paragraphs(found)))


LETTERS = (
    "".join(chr(code) for code in range(0x4E00, 0x4E00 + 400)) + "的一是不了在人有我他abcXYZ019《》“”、，%&<>"
)
WORD = st.text(st.sampled_from(LETTERS), min_size=1, max_size=14).map(lambda text: f"文{text}末")
SHORT = st.text(st.sampled_from(LETTERS), min_size=1, max_size=6).map(lambda text: f"{text}：")
NAME = st.text(st.sampled_from("甲乙丙丁戊己庚辛市县局委办"), min_size=2, max_size=12)
LONG = st.lists(WORD, min_size=1, max_size=12).map("，".join)
BLOCK = st.one_of(
    LONG.map(Paragraph),
    st.lists(SHORT, min_size=1, max_size=2).map(lambda texts: FormLine(tuple(texts))),
    st.lists(WORD, min_size=4, max_size=4).map(
        lambda t: Table(((Cell(t[0], 2, 1), Cell(t[1], 1, 2)), (Cell(t[2]), Cell(t[3]))), (8, 10, 10), head=2)
    ),
)


@st.composite
def parts(draw: st.DrawFn, *, noted: bool = False) -> Part:
    """A part with headings counted as they must be, and blocks between them."""
    blocks: list[Paragraph | Heading | FormLine | Table] = []
    for first in range(1, 1 + draw(st.integers(0, 3))):
        blocks.append(Heading(1, first, draw(WORD)))
        level = draw(st.sampled_from((2, 3)))
        blocks += [Heading(level, second, draw(LONG)) for second in range(1, 1 + draw(st.integers(0, 2)))]
        blocks += [block for one in draw(st.lists(BLOCK, max_size=2)) for block in (one, Paragraph("隔开。"))]
    blocks.append(Paragraph(draw(LONG)))
    notes = tuple(draw(st.lists(WORD, max_size=2))) if noted else ()
    return Part(draw(WORD), tuple(blocks), notes)


@st.composite
def papers(draw: st.DrawFn) -> Document:
    """A notice with everything a page can show."""
    day = draw(st.dates(dt.date(2012, 1, 1), dt.date(2029, 12, 31)))
    organs = tuple(draw(st.lists(NAME, min_size=1, max_size=3, unique=True)))
    return Document(
        Kind.NOTICE,
        Header(
            IssuerMark(organs, "文件"),
            draw(NAME),
            security_level=draw(st.sampled_from(("", "秘密"))),
            urgency=draw(st.sampled_from(("", "特急"))),
            copy_number=draw(st.sampled_from(("", "000012"))),
        ),
        draw(st.one_of(st.just(""), LONG)),
        draw(parts(noted=True)),
        Signature(organs, day, draw(st.sampled_from((Sealing.UNSEALED, Sealing.SEALED)))),
        Imprint(draw(st.one_of(st.just(""), LONG)), draw(NAME), day),
        draw(st.one_of(st.just(""), WORD)),
        tuple(draw(st.lists(parts(), max_size=1))),
        tuple(draw(st.lists(parts(), max_size=2))),
    )


@given(document=papers())
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
def test_any_notice_is_read_off_its_pages_by_one_who_never_saw_it(document: Document) -> None:
    found = read(docx(document), stranger(document))
    assert notation.write(found.document) == notation.write(document)
    assert found.document == document
    assert found.unplaced == ()


def test_what_libreoffice_saves_is_read_back_too(tmp_path: Path) -> None:
    names = {"seed": seed(), "请示": golden("请示"), "函": golden("函"), "通知": golden("通知")}
    for name, document in names.items():
        (tmp_path / f"{name}.docx").write_bytes(docx(document))
    (tmp_path / "改过.docx").write_bytes(edited())
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    files = [str(tmp_path / f"{name}.docx") for name in (*names, "改过")]
    command += ["--convert-to", "docx", "--outdir", str(tmp_path / "saved"), *files]
    subprocess.run(command, check=True, capture_output=True, env=os.environ)
    for name, document in names.items():
        found = read((tmp_path / "saved" / f"{name}.docx").read_bytes(), document)
        assert notation.write(found.document) == notation.write(document), name
        assert found.unplaced == ()
    saved = opened((tmp_path / "saved" / "改过.docx").read_bytes(), "改过.docx")
    assert properties(saved) == {"gongwen-draft": "稿2026-0001"}
    told = [(one.what, one.author, one.text) for one in revisions(saved)]
    assert told == [(one.what, one.author, one.text) for one in revisions(opened(edited(), "改过.docx"))]
    assert len(told) == 5


def edited() -> bytes:
    """Return a paper handed out and edited with 修订 on: a word, a paragraph, one struck out, a comment."""
    leader = Leader(for_editing(docx(golden("意见")), {"gongwen-draft": "稿2026-0001"}))
    leader.replace("10日内", "15日内")
    leader.type_after("企业主要负责人", "分管负责人协助。", tracked=True)
    leader.strike("每年12月")
    leader.comment("软件名称", "列全了吗")
    return leader.save()


def test_the_number_on_a_page_is_read() -> None:
    found = read(docx(seed()), replace(seed(), header=replace(seed().header, document_number=None)))
    assert str(found.document.header.document_number) == "绍市软件办〔2015〕3号"
