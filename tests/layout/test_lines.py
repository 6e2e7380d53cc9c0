"""Lines are broken as 禁则 demands, filled to the edge, and lose nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.layout import standard
from gongwen.layout.lines import Setter, breaks
from gongwen.model.composition import Align, Line
from tests.layout.papers import typefaces, words

SETTER = Setter(typefaces())
AREA = 156 * 72 / 25.4
CLOSING = "，。、；：？！）〕】》”’…·％"
OPENING = "（〔【《“‘"


def lines(text: str, measure: float = AREA, **options: Any) -> tuple[Line, ...]:
    return SETTER.set(standard.BODY, text, measure, **options)


def texts(text: str, measure: float = AREA) -> list[str]:
    return [line.text for line in lines(text, measure)]


def right_edge(line: Line) -> float:
    """Where the line ends, the empty half of a squeezed last mark left out."""
    shown = line.text.rstrip()
    advances = sum(SETTER.advance(standard.BODY, char) for char in shown) - standard.BODY.tracking
    return line.x + advances + sum(room for _, room in line.extra) + line.spacing * (len(shown) - 1)


def test_a_full_line_has_28_characters_and_reaches_the_right_edge() -> None:
    set_lines = lines(words(70))
    assert [len(line.text) for line in set_lines] == [28, 28, 14]
    assert [right_edge(line) for line in set_lines[:2]] == pytest.approx([AREA, AREA])


def test_the_last_line_is_not_stretched_and_neither_is_one_before_a_line_break() -> None:
    set_lines = lines(words(10) + "\n" + words(30))
    assert [len(line.text) for line in set_lines] == [10, 28, 2]
    assert [line.spacing for line in set_lines][::2] == [0.0, 0.0]
    assert set_lines[1].spacing > 0


def test_the_first_line_is_two_characters_shorter_when_indented() -> None:
    first, second = lines(words(40), first=standard.FIRST_INDENT.pt)
    assert (len(first.text), first.x) == (26, 31.5)
    assert (len(second.text), second.x) == (14, 0.0)


@pytest.mark.parametrize("mark", CLOSING)
def test_no_closing_mark_begins_a_line(mark: str) -> None:
    assert texts(words(28) + mark + "后") == [words(27), words(28)[-1] + mark + "后"]


@pytest.mark.parametrize("mark", "，。、；：！？）》")
def test_a_closing_mark_after_the_28th_character_is_squeezed_in_where_others_give_way_too(mark: str) -> None:
    assert texts("国，" + words(26) + mark + "后文") == ["国，" + words(26) + mark, "后文"]


def test_the_lines_of_a_paragraph_with_squeezed_marks() -> None:
    text = (
        "国民经济和社会发展中的重要地位和作用。鼓励和支持国有企业使用正版软件，加大知识产权保护力度，"
        "严厉打击侵权盗版行为，积极推进企业使用正版软件工作，增强市场主体法治意识，为民族软件产业健康"
        "发展营造良好的社会环境（见《关于做好推进工作有关事项的通知》（国版发〔2015〕1号））。"
    )
    assert texts(text) == [
        "国民经济和社会发展中的重要地位和作用。鼓励和支持国有企业",
        "使用正版软件，加大知识产权保护力度，严厉打击侵权盗版行为，",
        "积极推进企业使用正版软件工作，增强市场主体法治意识，为民",
        "族软件产业健康发展营造良好的社会环境（见《关于做好推进工",
        "作有关事项的通知》（国版发〔2015〕1号））。",
    ]


def test_the_last_mark_gives_half_its_body_and_the_others_share_what_is_still_needed() -> None:
    (line, _) = lines("国，国、" + words(24) + "，后文")
    assert line.text == "国，国、" + words(24) + "，"
    assert line.extra[-1][1] == pytest.approx(-8)
    assert [place for place, _ in line.extra] == [1, 3, 28]
    needed = 29 * 15.75 + 0.25 - AREA
    assert [room for _, room in line.extra[:2]] == pytest.approx([-(needed - 8) / 2] * 2)
    assert line.squeezed == pytest.approx(needed)


def test_of_two_marks_that_meet_only_one_gives_way() -> None:
    """》（ stand at least one and a half bodies wide, so that neither moves over the other."""
    (line, *_) = lines("知》（国" + words(24) + "，后文")
    assert all(room >= -8.01 for _, room in line.extra)


def test_between_a_number_and_han_there_is_a_fifth_of_the_type_size() -> None:
    (line,) = lines("于2015年6月，〔2015〕3号")
    assert [place for place, _ in line.extra] == [0, 4, 5, 6, 15]
    assert [room for _, room in line.extra] == pytest.approx([3.2] * 5)


def test_the_issuers_code_may_stand_on_the_line_before_its_number() -> None:
    assert texts(words(22) + "绍市软件〔2015〕3号文") == [words(22) + "绍市软件", "〔2015〕3号文"]


def test_a_line_that_cannot_be_squeezed_is_spread_evenly_by_a_twentieth_of_a_cell_at_most() -> None:
    """Pushing one 字 and its mark down leaves less than 1.1 字 to 26 gaps."""
    (line, _) = lines(words(28) + "，后文")
    assert line.text == words(27)
    assert 0 < line.spacing < 15.75 / 20


@pytest.mark.parametrize("mark", OPENING)
def test_no_opening_mark_ends_a_line(mark: str) -> None:
    assert texts(words(27) + mark + "后文") == [words(27), mark + "后文"]


@pytest.mark.parametrize("whole", ["20150623", "Microsoft", "98.5", "1,000", "〔2015〕3号", "12:30", "A-4"])
def test_numbers_words_and_document_numbers_stay_whole(whole: str) -> None:
    for before in range(20, 28):
        assert whole in "|".join(texts(words(before) + whole + "后文"))


def test_a_year_range_may_be_parted_after_its_dash() -> None:
    assert texts(words(24) + "2015—2020年") == [words(24) + "2015—", "2020年"]


def test_a_word_longer_than_a_line_is_cut_and_nothing_is_lost() -> None:
    long = "a" * 200
    assert "".join(texts(long)) == long
    assert len(texts(long)) > 1


def test_spaces_at_the_end_of_a_line_stand_outside_it() -> None:
    first, second = lines(words(28) + "　　" + "后文")
    assert (first.text, second.text) == (words(28) + "　　", "后文")
    assert right_edge(first) == pytest.approx(AREA)


def test_a_combining_mark_stays_with_its_character() -> None:
    assert 28 not in breaks(words(28) + "\u0304后")


def test_centred_and_right_lines_are_placed_by_their_width() -> None:
    (centred,) = lines("一二三四", align=Align.CENTRE)
    (right,) = lines("一二三四", align=Align.RIGHT)
    width = SETTER.width(standard.BODY, "一二三四")
    assert centred.x == pytest.approx((AREA - width) / 2)
    assert right.x == pytest.approx(AREA - width)


def test_the_colon_of_a_label_that_hangs_out_is_not_squeezed() -> None:
    hang = SETTER.width(standard.BODY, "抄送：")
    texts = [f"抄送：{'县' * before}{'市委，' * 20}" for before in range(12)]
    firsts = [SETTER.set(standard.BODY, text, AREA - hang, first=-hang)[0] for text in texts]
    assert sum(line.squeezed > 0 for line in firsts) > 3
    assert [place for line in firsts for place, room in line.extra if room < 0 and place < 3] == []


def test_an_empty_text_is_one_empty_line() -> None:
    assert texts("") == [""]


def forbidden(before: str, after: str) -> bool:
    """Say whether 禁则 forbids a line to end between the two, told anew and only for plain cases."""
    latin = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
    return after in CLOSING or before in OPENING or latin


@given(
    st.text(alphabet="一国软件的工作，。、；：（）《》“”〔〕2015号aB —…\n喆𬱖", max_size=120),
    st.floats(min_value=40, max_value=AREA),
    st.sampled_from([Align.JUSTIFY, Align.LEFT]),
)
def test_any_text_comes_back_whole_fits_and_obeys(text: str, measure: float, align: Align) -> None:
    set_lines = lines(text, measure, align=align)
    assert "".join(line.text for line in set_lines) == text.replace("\n", "")
    for line in set_lines:
        assert right_edge(line) <= measure + 0.02
        assert "".join(piece for piece, _ in line.pieces()) == line.text
        assert all(room >= -standard.BODY.size / 2 - 0.001 for _, room in line.extra)
        for place, room in line.extra:
            assert room > 0 or line.text[place] in CLOSING or line.text[place + 1] in OPENING
    for paragraph in text.split("\n"):
        start = 0
        for line in lines(paragraph, measure)[:-1]:
            end = start + len(line.text)
            if forbidden(paragraph[end - 1], paragraph[end]):
                # Nothing else was possible: no place in the line allows a break.
                places = range(start + 1, end)
                assert all(place not in breaks(paragraph) for place in places)
            start = end


@given(st.text(alphabet="一国软件的，。、（）《》2015年", min_size=40, max_size=160))
def test_every_full_line_ends_at_the_right_edge(text: str) -> None:
    for line in lines(text)[:-1]:
        assert right_edge(line) == pytest.approx(AREA, abs=0.02)
