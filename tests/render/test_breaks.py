"""PDF and DOCX, as LibreOffice sets it, break their lines and pages at the same places."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher

import pytest

from gongwen.layout import standard
from gongwen.model.composition import Line, TextBlock
from gongwen.render.word.runs import Hand, lines_as_runs
from tests.layout import measure
from tests.layout.papers import setter, typefaces
from tests.render.conftest import Looked

PAPERS = ["seed", "punctuated"]


def rows(pages: tuple[measure.Page, ...]) -> list[list[str]]:
    return [[row.text for row in measure.type_area_rows(page)] for page in pages]


def same(one: list[str], other: list[str]) -> int:
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks)


@pytest.mark.parametrize("name", PAPERS)
def test_pages_begin_and_end_alike_and_at_least_95_of_100_lines(
    looked: Mapping[str, Looked], name: str
) -> None:
    ours = rows(measure.load(setter().set(looked[name].composition)))
    theirs = rows(looked[name].pages)
    assert len(ours) == len(theirs)
    for page, other in zip(ours, theirs, strict=True):
        assert page[:1] == other[:1]
        assert page[-1:] == other[-1:]
    alike = sum(map(same, ours, theirs))
    assert alike >= 0.95 * sum(map(len, ours))


@pytest.mark.parametrize("name", PAPERS)
def test_no_line_is_stretched_by_more_than_an_eighth_of_a_cell(
    looked: Mapping[str, Looked], name: str
) -> None:
    """In the notice of 2015 a sixteenth; only an unbreakable 〔2015〕2号 needs more than a tenth."""
    most = {"seed": 1 / 16, "punctuated": 1 / 8}
    full = [line for line in set_lines(looked[name]) if line.spacing or line.squeezed > 0]
    assert len(full) > 60
    assert max(line.spacing for line in full) <= standard.CELL.pt * most[name]
    assert sum(1 for line in full if line.squeezed > 0) >= 10


def set_lines(paper: Looked) -> list[Line]:
    blocks = [block for section in paper.composition.sections for block in section.blocks]
    return [line for block in blocks if isinstance(block, TextBlock) for line in block.lines]


def test_no_line_break_stands_in_the_docx_and_a_squeezed_line_is_one_run_set_tighter() -> None:
    hand = Hand(standard.SHEET, typefaces(), {})
    lines = (Line("国民，经济，", 0.0, 0.0, squeezed=6.0), Line("发展", 0.0, 0.0))
    block = TextBlock(standard.BODY, "国民，经济，发展", lines)
    first, second = lines_as_runs(hand, block).split("<w:r>")[1:]
    assert "<w:br" not in first
    assert '<w:spacing w:val="-30"/>' in first
    assert ">国民，经济，<" in first
    assert "<w:spacing" not in second
