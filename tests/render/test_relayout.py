"""版记 placed anew in an edited DOCX: nothing else in the package changes (7.4, 7.5)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK
from lxml import etree

from gongwen.model import Part
from gongwen.render.readback import read_docx
from gongwen.render.word.relayout import Edited, Placement
from tests.layout.papers import filling, paper, seed, words
from tests.layout.test_landscape import lying, table
from tests.office.edits import edited, made, remarked, saved
from tests.render.conftest import TABLE
from tests.render.test_docx_valid import complaints

DOCUMENT = "word/document.xml"
PAPERS = {
    "with the text": paper(filling(24)),
    "on a page of its own": seed(),
    "after a blank page": paper(filling(26), cc=words(60)),
    "after a table": paper(attachments=(Part("登记表", (TABLE,)),)),
    "after a landscape annex": paper(filling(10), attachments=(lying(table(5)),)),
    "a blank page after a landscape annex": paper(filling(10), attachments=(lying(table(15)),)),
}


@pytest.fixture(scope="module")
def papers() -> Mapping[str, bytes]:
    return {name: made(document) for name, document in PAPERS.items()}


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def paragraphs(data: bytes) -> list[bytes]:
    """Every paragraph and table of the body, the ends of sections and page breaks left out."""
    found = []
    for block in docx.Document(io.BytesIO(data)).element.body:
        for gone in block.xpath("w:pPr/w:sectPr | w:pPr/w:pageBreakBefore"):
            gone.getparent().remove(gone)
        if len(block.xpath(".//w:t | .//w:drawing")):
            found.append(etree.tostring(block, method="c14n"))
    return found


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("placement", Placement)
def test_only_the_placement_changes(papers: Mapping[str, bytes], name: str, placement: Placement) -> None:
    before = edited(papers[name], 1)
    after = Edited(before).placed(placement)
    old, new = parts(before), parts(after)
    assert list(new)[: len(old)] == list(old)
    changed = {part for part in old if old[part] != new[part]}
    added = set(new) - set(old)
    assert changed <= {DOCUMENT, *(("[Content_Types].xml", "word/_rels/document.xml.rels") if added else ())}
    assert added <= {"word/footer3.xml", "word/footer4.xml"}
    assert bool(added) == (placement is Placement.AFTER_BLANK and "blank" not in name)
    assert paragraphs(after) == paragraphs(before)
    assert read_docx(after).text == read_docx(before).text


@pytest.mark.parametrize("name", PAPERS)
def test_there_and_back_leaves_the_document_as_it_was(papers: Mapping[str, bytes], name: str) -> None:
    before = papers[name]
    begin = next(one for one in Placement if parts(Edited(before).placed(one)) == parts(before))
    for away in Placement:
        gone = Edited(before).placed(away)
        assert (canonical(gone) == canonical(before)) == (away is begin)
        back = Edited(gone).placed(begin)
        assert canonical(back) == canonical(before)
        assert parts(Edited(Edited(back).placed(away)).placed(begin)) == parts(back)


def canonical(data: bytes) -> bytes:
    return etree.tostring(etree.fromstring(parts(data)[DOCUMENT]), method="c14n")


@pytest.mark.parametrize("name", PAPERS)
def test_a_blank_page_added_makes_a_valid_package(
    papers: Mapping[str, bytes], name: str, tmp_path: Path
) -> None:
    assert complaints(Edited(papers[name]).placed(Placement.AFTER_BLANK), tmp_path) == []


def test_a_break_that_libreoffice_wrote_at_the_end_of_the_text_is_the_imprints() -> None:
    word = docx.Document(io.BytesIO(made(paper(filling(24)))))
    before = saved(word)
    word.paragraphs[-2].add_run().add_break(WD_BREAK.PAGE)
    assert canonical(Edited(saved(word)).placed(Placement.WITH_TEXT)) == canonical(before)


def test_what_a_clerk_left_behind_the_imprint_comes_before_it() -> None:
    word = docx.Document(io.BytesIO(made(paper(filling(24)))))
    word.add_paragraph("又及")
    after = docx.Document(io.BytesIO(Edited(saved(word)).placed(Placement.OWN_PAGE)))
    assert [one.text for one in after.paragraphs][-2:] == ["又及", ""]
    assert len(after.paragraphs[-1]._p.xpath(".//wp:docPr[@name='版记']")) == 1


def test_what_is_typed_where_the_box_hangs_and_what_waits_in_the_file_is_seen() -> None:
    plain = made(paper())
    seen = Edited(plain)
    assert (seen.ours, seen.has_imprint) == (True, True)
    assert (seen.typed, seen.tracked, seen.commented) == (False, False, False)
    word = docx.Document(io.BytesIO(plain))
    word.paragraphs[-1].add_run("又及")
    assert Edited(saved(word)).typed
    remarks = Edited(remarked(plain))
    assert (remarks.tracked, remarks.commented) == (True, True)
    assert (Edited(saved(docx.Document())).ours, Edited(saved(docx.Document())).has_imprint) == (False, False)
