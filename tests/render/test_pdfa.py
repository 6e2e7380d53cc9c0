"""Every PDF keeps the clauses of PDF/A-2b that can be read here, and the reader finds what breaks them."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Pdf, String

from gongwen.model import Paragraph
from gongwen.render.pdf import INTENDED
from tests.layout.papers import composed, paper, seed_composition, setter
from tests.render import pdfa
from tests.render.pdfa_tags import elements, instructions
from tests.render.test_pdf import DOCUMENTS


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_paper_breaks_a_clause(name: str) -> None:
    assert pdfa.faults(setter().set(composed(DOCUMENTS[name]))) == []


def test_neither_the_seed_nor_a_draft_breaks_a_clause() -> None:
    draft = composed(paper().unnumbered())
    assert pdfa.faults(setter().set(seed_composition())) == []
    assert pdfa.faults(setter().set(draft)) == []


def test_the_file_says_that_no_validator_saw_it() -> None:
    with pikepdf.open(io.BytesIO(setter().set(seed_composition()))) as pdf:
        assert str(pdf.docinfo.Subject) == INTENDED
        assert INTENDED.startswith("PDF/A-2b intended, not validated")
        assert INTENDED in pdf.Root.Metadata.read_bytes().decode()


def test_the_identifier_is_a_digest_of_the_content() -> None:
    def identifier(text: str) -> bytes:
        with pikepdf.open(io.BytesIO(setter().set(composed(paper(Paragraph(text)))))) as pdf:
            return bytes(pdf.trailer.ID[0])

    assert identifier("甲") == identifier("甲") != identifier("乙")


def test_headings_paragraphs_and_tables_are_tagged() -> None:
    seen = [tag for _, tag in elements(setter().set(seed_composition()))]
    assert seen.count("H1") == 3
    assert seen.count("H2") == 3
    assert seen.count("H3") == 6
    assert {"Document", "Sect", "P", "Table", "TR", "TH", "TD"} <= set(seen)


def test_page_numbers_and_the_mark_of_a_draft_are_artifacts() -> None:
    draft = composed(paper().unnumbered())
    with pikepdf.open(io.BytesIO(setter().set(draft))) as pdf:
        for page in pdf.pages:
            marks = [str(operands[0]) for operands, name in instructions(page) if name == "BDC"]
            assert marks.count("/Artifact") == 2


def test_the_mark_and_the_number_are_drawn_before_the_text() -> None:
    with pikepdf.open(io.BytesIO(setter().set(seed_composition()))) as pdf:
        drawn = list(instructions(pdf.pages[0]))
    sizes = [float(operands[1]) for operands, name in drawn if name == "Tf"]
    assert [round(size * 0.75) for size in sizes[:6]] == [30, 30, 30, 16, 16, 22]


def _metadata(pdf: Pdf, old: bytes, new: bytes) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(old, new))


def _append(pdf: Pdf, operators: bytes) -> None:
    pdf.pages[0].contents_add(operators)


def _graphics_state(pdf: Pdf, **entries: object) -> None:
    state = Dictionary(Type=Name.ExtGState)
    for key, value in entries.items():
        state[f"/{key}"] = value
    pdf.pages[0].Resources.ExtGState["/X"] = state


def _descriptor(pdf: Pdf) -> pikepdf.Object:
    fonts = pdf.pages[0].Resources.Font
    return next(iter(dict(fonts.items()).values())).DescendantFonts[0].FontDescriptor


def _fonts(pdf: Pdf, change: Callable[[pikepdf.Object], None]) -> None:
    for _, font in pdf.pages[0].Resources.Font.items():
        change(font)


def _drop(one: pikepdf.Object, key: str) -> None:
    del one[key]


def _replace_program(pdf: Pdf) -> None:
    descriptor = _descriptor(pdf)
    del descriptor["/FontFile3"]


def _encode(font: pikepdf.Object) -> None:
    font["/Encoding"] = Name("/UniGB-UTF16-H")


def _profile(pdf: Pdf) -> Any:
    return pdf.Root.OutputIntents[0].DestOutputProfile


SCRIPT = Dictionary(S=Name.JavaScript, JS=String("1"))


def _widen(font: pikepdf.Object) -> None:
    font.DescendantFonts[0].W = Array([0, 65535, 777])


def _unmark(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.ParentTree.Nums[1][0] = None


PLANTED: dict[str, tuple[str, Callable[[Pdf], object]]] = {
    "no output intent": ("6.2.3", lambda pdf: _drop(pdf.Root, "/OutputIntents")),
    "a damaged colour profile": ("6.2.3", lambda pdf: _profile(pdf).write(b"0" * 200)),
    "a CMYK colour": ("6.2.4", lambda pdf: _append(pdf, b"/Artifact BMC 0 0 0 1 k EMC")),
    "an unknown operator": ("6.2.2", lambda pdf: _append(pdf, b"xx")),
    "a font that is no resource": ("6.2.2", lambda pdf: _append(pdf, b"BT /No 9 Tf <0001> Tj ET")),
    "a transfer function": ("6.2.5", lambda pdf: _graphics_state(pdf, TR=Name.Identity)),
    "a half opaque state": ("6.2.10", lambda pdf: _graphics_state(pdf, ca=0.5)),
    "a blend mode": ("6.2.10", lambda pdf: _graphics_state(pdf, BM=Name.Multiply)),
    "a soft mask": ("6.2.10", lambda pdf: _graphics_state(pdf, SMask=Dictionary(S=Name.Alpha))),
    "a program not embedded": ("6.2.11.4", _replace_program),
    "another encoding": ("6.2.11.3", lambda pdf: _fonts(pdf, _encode)),
    "wrong widths": ("6.2.11.5", lambda pdf: _fonts(pdf, _widen)),
    "no Unicode values": ("6.2.11.7", lambda pdf: _fonts(pdf, lambda font: _drop(font, "/ToUnicode"))),
    "a glyph .notdef": ("6.2.11.8", lambda pdf: _append(pdf, _zero(pdf))),
    "a text annotation": ("6.3", lambda pdf: _annotate(pdf)),
    "a script": ("6.5", lambda pdf: pdf.Root.update({"/OpenAction": SCRIPT})),
    "no metadata": ("6.6.2", lambda pdf: _drop(pdf.Root, "/Metadata")),
    "metadata that is no XML": ("6.6.2", lambda pdf: _metadata(pdf, b"</rdf:RDF>", b"")),
    "another title": ("6.6.3", lambda pdf: pdf.docinfo.update({"/Title": String("别的")})),
    "another date": ("6.6.3", lambda pdf: pdf.docinfo.update({"/CreationDate": String("D:20160623")})),
    "no part": ("6.6.4", lambda pdf: _metadata(pdf, b'pdfaid:part="2"', b'pdfaid:part="1"')),
    "no language": ("6.7", lambda pdf: _drop(pdf.Root, "/Lang")),
    "no tags": ("6.7", lambda pdf: _drop(pdf.Root, "/StructTreeRoot")),
    "marked content of no element": ("6.7", _unmark),
    "text outside the structure": ("6.7", lambda pdf: _append(pdf, b"0 0 9 9 re f")),
    "an embedded file": ("6.8", lambda pdf: _attach(pdf)),
    "optional content": ("6.9", lambda pdf: pdf.Root.update({"/OCProperties": Dictionary()})),
    "a page transition": ("6.10", lambda pdf: pdf.pages[0].obj.update({"/Trans": Dictionary()})),
    "requirements": ("6.11", lambda pdf: pdf.Root.update({"/Requirements": Array()})),
    "a name too long": ("6.1.13", lambda pdf: pdf.Root.update({"/" + "n" * 128: 1})),
    "q nested too deep": ("6.1.13", lambda pdf: _append(pdf, b"q " * 40 + b"Q " * 40)),
}


def _zero(pdf: Pdf) -> bytes:
    name = next(iter(dict(pdf.pages[0].Resources.Font.items())))
    return b"/Artifact BMC BT " + name.encode() + b" 9 Tf <0000> Tj ET EMC"


def _attach(pdf: Pdf) -> None:
    pdf.attachments["a"] = AttachedFileSpec(pdf, b"b")


def _annotate(pdf: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String("a"))
    pdf.pages[0].obj["/Annots"] = Array([pdf.make_indirect(note)])


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found_under_its_clause(name: str) -> None:
    clause, plant = PLANTED[name]
    with pikepdf.open(io.BytesIO(setter().set(composed(paper())))) as pdf:
        plant(pdf)
        spoilt = io.BytesIO()
        pdf.save(spoilt, fix_metadata_version=False)
    found = {sentence.split()[0] for sentence in pdfa.faults(spoilt.getvalue())}
    assert clause in found
    assert clause in pdfa.CLAUSES


@pytest.mark.parametrize(
    ("clause", "spoil"),
    [
        ("6.1.2", lambda data: data.replace(b"\xf0\x9f\x96\xa4", b"abcd", 1)),
        ("6.1.3", lambda data: data + b"more"),
        ("6.1.7", lambda data: data.replace(b"/Type /Metadata", b"/F (aaaaaaaaaa)")),
        ("6.1.4", lambda data: data[:-2000]),
    ],
)
def test_a_spoilt_frame_of_the_file_is_found(clause: str, spoil: Callable[[bytes], bytes]) -> None:
    data = setter().set(composed(paper()))
    assert clause in {sentence.split()[0] for sentence in pdfa.faults(spoil(data))}
