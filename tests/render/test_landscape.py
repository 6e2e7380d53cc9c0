"""横排附件 (8) in the PDF and in the DOCX as LibreOffice sets it: measured on the paper."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from gongwen.model.composition import Composition
from gongwen.render.readback import Zones, compare, ensure_same, read_docx, read_pdf
from tests.layout import measure
from tests.layout.measure import Box
from tests.layout.papers import composed, setter
from tests.layout.test_landscape import mixed
from tests.render import pdfa
from tests.render.conftest import Looked

TURNED = (3, 4, 5, 7, 8, 9)


@cache
def composition() -> Composition:
    """The notice with two landscape annexes."""
    return composed(mixed())


@cache
def pdf() -> bytes:
    """Its PDF."""
    return setter().set(composition())


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The PDF as a file."""
    path = tmp_path_factory.mktemp("landscape") / "横排.pdf"
    path.write_bytes(pdf())
    return path


def below(page: measure.Page) -> measure.Row:
    """The row below the type area; the first character of a turned line stands at its lower edge."""
    (row,) = measure.rows(char for char in page.chars if char.baseline > 264)
    return row


def test_every_page_is_upright() -> None:
    with pikepdf.open(io.BytesIO(pdf())) as opened:
        for page in opened.pages:
            for box in (page.MediaBox, page.TrimBox, page.BleedBox):
                assert [float(edge) * 25.4 / 72 for edge in box] == pytest.approx([0, 0, 210, 297], abs=0.01)


@pytest.mark.parametrize("number", TURNED)
def test_the_head_of_the_table_faces_the_left_edge(number: int) -> None:
    page = measure.load(pdf())[number - 1]
    first = number in (3, 7)
    rules = [rule.box for rule in page.rules if not rule.horizontal]
    left = min(box.left for box in rules)
    assert left == pytest.approx(28 + (4 * 10.213 if first else 0), abs=0.1)
    assert min(box.top for box in rules) == pytest.approx(37, abs=0.1)
    assert max(box.bottom for box in rules) == pytest.approx(262, abs=0.1)
    head = [char for char in page.chars if char.text in "序名"]
    body = [char for char in page.chars if char.text == "装"]
    assert max(char.x0 for char in head) < min(char.x0 for char in body)


def test_its_lines_run_upwards() -> None:
    page = measure.load(pdf())[2]
    title = [char for char in page.chars if char.size > 7]
    assert "".join(char.text for char in title) == "软件登记表"
    assert max(char.x0 for char in title) - min(char.x0 for char in title) < 0.1
    assert [char.baseline for char in title] == sorted((c.baseline for c in title), reverse=True)
    middle = (title[0].baseline + title[-1].baseline - title[0].size) / 2
    assert middle == pytest.approx((37 + 262) / 2, abs=0.5)


@pytest.mark.parametrize("number", TURNED)
def test_the_page_number_stands_upright_where_it_does_on_the_other_pages(number: int, file: Path) -> None:
    pages = measure.load(pdf())
    other = 1 if number % 2 else 2
    row, usual = (below(pages[one - 1]) for one in (number, other))
    assert row.text == f"—{number}—"
    assert (row.left, row.right, row.baseline) == pytest.approx(
        (usual.left, usual.right, usual.baseline), abs=0.05
    )
    dash = measure.ink(file, number, Box(row.chars[0].x0, 262.5, row.chars[0].x1, 290))
    assert dash is not None
    assert dash.top == pytest.approx(269, abs=0.3)
    assert dash.width > 5 * dash.height


def test_the_text_is_read_back_exactly_and_a_lost_row_is_seen() -> None:
    zones = Zones.of(composition())
    ensure_same(composition().text(), read_pdf(pdf(), zones))
    upright = replace(zones, turned=())
    assert compare(composition().text(), read_pdf(pdf(), upright).text) is not None


def test_a_draft_says_so_at_its_usual_place() -> None:
    draft = composed(mixed().unnumbered())
    data = setter().set(draft)
    ensure_same(draft.text(), read_pdf(data, Zones.of(draft)))
    marks = [[c for c in page.chars if c.baseline < 36] for page in measure.load(data)]
    assert ["".join(char.text for char in one) for one in marks] == ["草稿"] * 10
    places = [(one[0].x0, one[0].baseline, one[1].x0) for one in marks]
    assert all(place == pytest.approx(places[0], abs=0.05) for place in places)


def test_it_breaks_no_clause_of_pdf_a_and_its_bookmarks_lead_to_their_pages() -> None:
    assert pdfa.faults(pdf()) == []
    with pikepdf.open(io.BytesIO(pdf())) as opened:
        numbers = {page.obj.objgen: index for index, page in enumerate(opened.pages, start=1)}
        marks = [opened.Root.Outlines.First]
        while "/Next" in marks[-1]:
            marks.append(marks[-1].Next)
        found = [(str(one.Title), numbers[one.Dest[0].objgen], float(one.Dest[3])) for one in marks]
    assert [one[:2] for one in found[1:]] == [("软件登记表", 3), ("说明", 6), ("分布表", 7)]
    assert found[1][2] == found[3][2] == pytest.approx(841.89, abs=0.01)


def test_libreoffice_sets_the_same_pages_the_annex_across(looked: Mapping[str, Looked]) -> None:
    paper = looked["landscape"]
    ensure_same(paper.composition.text(), read_docx(paper.docx))
    assert len(paper.pages) == paper.composition.pages == 10
    assert [page.number for page in paper.pages if page.width > page.height] == list(TURNED)
    for number in TURNED:
        ours, theirs = measure.load(pdf())[number - 1], paper.pages[number - 1]
        numbered = [sorted(c.text for c in page.chars if c.text.strip()) for page in (ours, theirs)]
        assert numbered[0] == numbered[1]


@pytest.mark.parametrize("number", TURNED)
def test_in_the_docx_number_and_table_stand_there_once_the_page_is_turned(
    looked: Mapping[str, Looked], number: int
) -> None:
    paper = looked["landscape"]
    seen = measure.ink(paper.pdf, number, Box(0, 0, 34, 210))
    assert seen is not None
    turned = Box(seen.top, 297 - seen.right, seen.bottom, 297 - seen.left)
    usual = measure.ink(paper.pdf, 1 if number % 2 else 2, Box(28, 262.5, 184, 290))
    assert usual is not None
    assert (turned.left, turned.top, turned.right, turned.bottom) == pytest.approx(
        (usual.left, usual.top, usual.right, usual.bottom), abs=0.5
    )
    rules = [rule.box for rule in paper.pages[number - 1].rules if rule.horizontal]
    first = number in (3, 7)
    assert min(box.top for box in rules) == pytest.approx(28 + (4 * 10.213 if first else 0), abs=0.3)
    assert min(box.left for box in rules) == pytest.approx(35, abs=0.3)
    assert max(box.right for box in rules) == pytest.approx(260, abs=0.3)


def test_after_the_annex_the_imprint_stands_upright(looked: Mapping[str, Looked]) -> None:
    page = looked["landscape"].pages[-1]
    last = measure.horizontal_rules(page)[-1]
    assert last.box.bottom == pytest.approx(262, abs=0.3)
    assert (last.box.left, last.box.right) == pytest.approx((28, 184), abs=0.3)


def test_a_landscape_annex_that_ends_on_an_even_page_leaves_its_back_and_the_imprint_unnumbered(
    looked: Mapping[str, Looked],
) -> None:
    paper = looked["landscape draft"]
    ensure_same(paper.composition.text(), read_docx(paper.docx))
    assert paper.composition.imprint.blank_before
    assert len(paper.pages) == paper.composition.pages == 6
    assert [page.number for page in paper.pages if page.width > page.height] == [3, 4]
    for page in (paper.pages[2], paper.pages[3]):
        mark = [char for char in page.chars if char.text in "草稿"]
        assert "".join(char.text for char in mark) == "草稿"
        assert all(char.x0 > 262 for char in mark)
    assert measure.page_number(paper.pages[4]) is None
    assert measure.page_number(paper.pages[5]) is None


def test_a_letter_without_an_imprint_ends_with_its_landscape_annex(looked: Mapping[str, Looked]) -> None:
    paper = looked["landscape letter"]
    assert not paper.composition.imprint.rows
    assert len(paper.pages) == paper.composition.pages == 8
    assert paper.pages[-1].width > paper.pages[-1].height
