"""信函, 命令, 纪要 and upward papers in DOCX: as LibreOffice sets them, and still to be edited."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import docx
import pytest
from lxml import etree

from gongwen.model import Kind
from gongwen.render.docx import DocxSetter
from gongwen.render.readback import ensure_same, read_docx
from tests.layout import measure
from tests.layout.forms import of_kind
from tests.layout.measure import Box, Page, Row
from tests.layout.papers import composed
from tests.render.conftest import Looked

POINT = 25.4 / 72
PITCH, CELL = 28.95 * POINT, 15.75 * POINT
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
NAMES = ["letter", "order", "minutes", "request"]


def row(page: Page, text: str) -> Row:
    return next(row for row in measure.rows(page.chars) if text in row.text)


def middle(one: Row) -> float:
    """Where the middle of a row's em boxes is."""
    box = measure.em_box(one)
    return (box.top + box.bottom) / 2


def ink(looked: Looked, one: Row) -> Box:
    """The ink of a row of page 1."""
    box = measure.em_box(one)
    seen = measure.ink(looked.pdf, 1, Box(box.left - 1, box.top - 0.5, box.right + 1, box.bottom + 0.5))
    assert seen is not None
    return seen


def red(looked: Looked, bottom: float) -> Box:
    seen = measure.ink(looked.pdf, 1, Box(0, 0, 210, bottom), red=True)
    assert seen is not None
    return seen


@pytest.mark.parametrize("name", NAMES)
def test_every_form_has_its_pages_and_says_what_it_should(looked: Mapping[str, Looked], name: str) -> None:
    one = looked[name]
    assert len(one.pages) == one.composition.pages
    ensure_same(one.composition.text(), read_docx(one.docx))


@pytest.mark.parametrize(("name", "top"), [("letter", 30), ("order", 57), ("minutes", 72), ("request", 72)])
def test_the_mark_stands_where_its_clause_says(looked: Mapping[str, Looked], name: str, top: float) -> None:
    assert red(looked[name], 48 if name == "letter" else 95).top == pytest.approx(top, abs=0.5)


def test_the_double_rules_of_a_letter_are_at_their_places_on_page_1_alone(
    looked: Mapping[str, Looked],
) -> None:
    one = looked["letter"]
    first, second, third, fourth = measure.horizontal_rules(one.pages[0])
    for rule in (first, second, third, fourth):
        assert measure.is_red(rule.colour)
        assert (rule.box.left, rule.box.right) == pytest.approx((21, 191), abs=0.5)
    assert first.box.top - red(one, first.box.top - 0.3).bottom == pytest.approx(4, abs=0.5)
    assert fourth.box.bottom == pytest.approx(277, abs=0.5)
    assert first.box.height > 2 * second.box.height
    assert fourth.box.height > 2 * third.box.height
    assert measure.horizontal_rules(one.pages[1]) == ()


def test_the_elements_of_a_letter_stand_under_its_first_rule(looked: Mapping[str, Looked]) -> None:
    page = looked["letter"].pages[0]
    rule = measure.horizontal_rules(page)[1]
    first = row(page, "000001")
    assert measure.em_box(first).top - rule.box.bottom == pytest.approx(14 * POINT, abs=0.5)
    assert (first.left, first.right) == pytest.approx((28, 184), abs=0.5)
    steps = [middle(row(page, text)) - middle(first) for text in ("机密", "特急", "关于加强")]
    assert steps == pytest.approx([PITCH, 2 * PITCH, 5 * PITCH], abs=1)


def test_a_letter_has_no_number_on_page_1_and_its_cc_at_the_foot_of_the_last(
    looked: Mapping[str, Looked],
) -> None:
    pages = looked["letter"].pages
    found = [measure.page_number(page) for page in pages]
    assert [one.text if one else None for one in found] == [None, "—2—"]
    last = measure.type_area_rows(pages[1])[-1]
    assert last.text == "抄送：市委办公室、市人大常委会办公室。"
    assert measure.em_box(last).bottom == pytest.approx(260, abs=1.5)


def test_an_order_has_its_number_two_rows_below_the_mark_and_its_text_two_below_that(
    looked: Mapping[str, Looked],
) -> None:
    page = looked["order"].pages[0]
    mark, number, text = (row(page, said) for said in ("绍兴市", "第3号", "推进使用"))
    leading = PITCH - 16 * POINT
    gap = measure.em_box(number).top - measure.em_box(mark).bottom
    assert gap == pytest.approx(2 * PITCH + leading / 2, abs=1)
    assert number.left + number.right == pytest.approx(28 + 184, abs=1)
    assert text.baseline - number.baseline == pytest.approx(3 * PITCH, abs=1)
    assert not [rule for rule in measure.horizontal_rules(page) if measure.is_red(rule.colour)]


def test_the_attendance_of_minutes_hangs_under_its_first_name(looked: Mapping[str, Looked]) -> None:
    rows = measure.type_area_rows(looked["minutes"].pages[0])
    at = next(index for index, one in enumerate(rows) if one.text.startswith("出席："))
    assert rows[at].left == pytest.approx(28 + 2 * CELL, abs=0.5)
    assert rows[at + 1].left == pytest.approx(28 + 5 * CELL, abs=0.5)
    assert rows[at].baseline - rows[at - 1].baseline == pytest.approx(2 * PITCH, abs=0.2)
    assert [one.text[:3] for one in rows[at:]][-2:] == ["请假：", "列席："]


def test_signatories_stand_in_columns_right_the_number_left_on_the_last_row(
    looked: Mapping[str, Looked],
) -> None:
    one = looked["request"]
    page = one.pages[0]
    first, last = row(page, "签发人："), row(page, "〔2015〕3号")
    assert (first.text, last.text) == ("签发人：张三李四光", "绍市〔2015〕3号王五")
    assert last.left == pytest.approx(28 + CELL, abs=0.5)
    assert first.right == pytest.approx(184 - CELL, abs=0.5)
    names = {char.text: char.x0 for each in (first, last) for char in each.chars}
    assert names["王"] == pytest.approx(names["张"], abs=0.3)
    assert last.baseline - first.baseline == pytest.approx(PITCH, abs=0.3)
    (rule,) = [rule for rule in measure.horizontal_rules(page) if measure.is_red(rule.colour)]
    assert (rule.box.left, rule.box.right) == pytest.approx((28, 184), abs=0.5)
    assert rule.box.top - ink(one, last).bottom == pytest.approx(4, abs=0.5)


def test_the_rules_of_a_letter_are_drawn_in_the_header_of_page_1(docx_setter: DocxSetter) -> None:
    data = docx_setter.set(composed(of_kind(Kind.LETTER)))
    section = docx.Document(io.BytesIO(data)).sections[0]
    assert section.different_first_page_header_footer
    drawn = section.first_page_header._element.xpath(".//wp:docPr/@name")
    assert drawn == [f"红色双线{number}" for number in (1, 2, 3, 4)]
    assert section.header._element.xpath(".//wp:docPr") == []


@pytest.mark.parametrize("name", NAMES)
def test_no_two_drawings_of_a_paper_have_one_number(looked: Mapping[str, Looked], name: str) -> None:
    numbers: list[str] = []
    with zipfile.ZipFile(io.BytesIO(looked[name].docx)) as package:
        for member in package.namelist():
            if member.endswith(".xml"):
                tree = etree.fromstring(package.read(member))
                numbers += [one.get("id", "") for one in tree.iter(f"{DRAWING}docPr")]
    assert len(numbers) == len(set(numbers))


def test_a_letter_without_cc_carries_no_text_box_at_its_foot(docx_setter: DocxSetter) -> None:
    made = composed(of_kind(Kind.LETTER, cc=""))
    data = docx_setter.set(made)
    ensure_same(made.text(), read_docx(data))
    document = docx.Document(io.BytesIO(data))
    assert document.element.xpath("//wp:docPr/@name") == ["发文机关标志"]
