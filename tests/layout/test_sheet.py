"""A form by itself stands as the annex it is (7.3.7), its number and QR code where nothing else stands."""

from __future__ import annotations

from gongwen.layout import SheetComposer, compose_sheet, standard
from gongwen.model.composition import Blank, FormBlock, QrCode, TextBlock
from gongwen.render.stamping.qr import dark_runs
from tests.layout.papers import typefaces
from tests.render.stamping.forms import LONGEST, PLAIN, RARE, TOO_LONG, form, sheet

QUIET_MODULES = 4


def code_of(name: str = PLAIN) -> QrCode:
    first = form(name).sections[0].blocks[0]
    assert isinstance(first, TextBlock)
    assert first.code
    return first.code


def test_the_label_stands_in_row_1_the_number_in_row_2_the_title_in_row_3() -> None:
    label, number, title, blank, *_ = form(PLAIN).sections[0].blocks
    assert isinstance(label, TextBlock)
    assert isinstance(number, FormBlock)
    assert isinstance(title, TextBlock)
    assert (label.text, label.rows) == ("附件", 1)
    assert ([one.text for one in number.segments], number.rows) == (["编号：330602-0001"], 1)
    assert (title.style.key, title.rows) == ("annex-title", 1)
    assert blank == Blank(1)


def test_the_code_is_18_mm_wide_in_the_corner_of_the_type_area() -> None:
    code = code_of()
    assert code.size == standard.CODE_SIZE.pt >= 18 / 25.4 * 72
    assert (code.x + code.size, code.y) == (standard.SHEET.area_width, 0.0)


def test_nothing_stands_in_the_quiet_zone_of_the_code() -> None:
    code = code_of()
    module = code.size / dark_runs(code.content)[0]
    number = form(PLAIN).sections[0].blocks[1]
    assert isinstance(number, FormBlock)
    (line,) = number.segments
    number_ends = line.x + 3 * 15.75 + 11 * 8
    title_begins = 2 * standard.PITCH.pt + (standard.PITCH.pt - 22) / 2
    assert code.x - number_ends >= QUIET_MODULES * module
    assert title_begins - (code.y + code.size) >= QUIET_MODULES * module


def test_a_name_of_19_characters_stands_on_its_line_and_the_form_on_one_page() -> None:
    assert len(LONGEST) == 19
    assert form(LONGEST).pages == 1
    assert form(LONGEST + "司").pages == form(TOO_LONG).pages == 2


def test_forms_laid_out_one_after_the_other_are_those_laid_out_alone() -> None:
    composer = SheetComposer(typefaces())
    for name in (PLAIN, TOO_LONG, RARE, PLAIN):
        assert composer.compose(sheet(name)) == compose_sheet(sheet(name), typefaces())
