"""版记 stands at the foot of the last, even page, whatever the text leaves (7.4.1, 7.5)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from gongwen.errors import FactsError
from gongwen.model import Imprint
from gongwen.model.composition import Composition, SetImprint
from tests.layout.papers import DAY, composed, filling, paper, words

AREA_HEIGHT = 225 * 72 / 25.4


def imprint(rows: int, cc: str = "") -> SetImprint:
    """The imprint of a paper whose text, signature included, takes `rows` rows beside the header's."""
    return composition(rows, cc).imprint


def composition(rows: int, cc: str = "") -> Composition:
    return composed(paper(filling(rows - 3), cc=cc))


FIRST = 9
"""Rows for text and signature on page 1 of a short paper of one organ."""


def test_page_1_of_a_short_paper_has_so_many_rows() -> None:
    assert composition(FIRST).pages == 2
    assert composition(FIRST).sections[0].cuts == frozenset()
    assert composition(FIRST + 1).sections[0].cuts


@pytest.mark.parametrize(
    ("rows", "pages", "own_page", "blank_before"),
    [
        (FIRST, 2, True, False),
        (FIRST + 1, 2, False, False),
        (FIRST + 20, 2, False, False),
        (FIRST + 21, 4, True, True),
        (FIRST + 22, 4, True, True),
        (FIRST + 23, 4, True, False),
        (FIRST + 44, 4, True, False),
        (FIRST + 64, 4, False, False),
        (FIRST + 65, 6, True, True),
    ],
)
def test_it_follows_the_text_onto_an_even_page(
    rows: int, pages: int, own_page: bool, blank_before: bool
) -> None:
    laid_out = composition(rows)
    assert laid_out.pages == pages
    assert (laid_out.imprint.own_page, laid_out.imprint.blank_before) == (own_page, blank_before)


def test_it_ends_where_the_type_area_ends() -> None:
    alone, after_text = imprint(FIRST), imprint(FIRST + 10)
    assert alone.lead + alone.height == pytest.approx(AREA_HEIGHT)
    assert 0 < after_text.lead < alone.lead


def test_without_cc_it_is_one_row() -> None:
    assert (imprint(FIRST).cc, imprint(FIRST).rows) == (None, 1)


def test_cc_is_labelled_ends_with_a_stop_and_continues_under_the_first_organ() -> None:
    cc = "、".join(f"第{number}单位办公室" for number in range(12))
    laid_out = imprint(FIRST, cc=cc)
    assert laid_out.cc is not None
    assert laid_out.cc.text == f"抄送：{cc}。"
    assert laid_out.cc.lines[0].x == laid_out.cc.first == pytest.approx(-3 * 14)
    assert {line.x for line in laid_out.cc.lines[1:]} == {0.0}
    assert laid_out.rows == len(laid_out.cc.lines) + 1 > 3


def test_a_long_cc_turns_to_a_further_page() -> None:
    cc = "、".join(f"第{number}单位办公室" for number in range(40))
    laid_out = composition(FIRST + 12, cc=cc)
    assert (laid_out.pages, laid_out.imprint.own_page, laid_out.imprint.blank_before) == (4, True, True)


def test_a_long_printing_office_is_broken_beside_the_date() -> None:
    office = "绍兴市人民政府国有资产监督管理委员会办公室综合处印制中心"
    laid_out = composed(replace(paper(), imprint=Imprint("", office, DAY))).imprint
    assert "".join(line.text for line in laid_out.office_lines) == office
    assert (len(laid_out.office_lines), laid_out.rows) == (2, 2)
    assert laid_out.printed == "2015年6月23日印发"


def test_an_office_of_18_characters_stands_beside_the_longest_date() -> None:
    office = "绍兴市使用正版软件工作领导小组办公室"
    printed = replace(paper(), imprint=Imprint("", office, dt.date(2026, 11, 24)))
    assert [line.text for line in composed(printed).imprint.office_lines] == [office]


def test_an_imprint_taller_than_a_page_is_refused_with_advice() -> None:
    with pytest.raises(FactsError, match=r"版记有2[3-9]行，一面只有22行.*统称"):
        composed(paper(cc=words(600)))
