"""Lines are broken as 禁则 demands, filled to the edge, and lose nothing."""

from __future__ import annotations

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


def lines(text: str, measure: float = AREA, **options: object) -> tuple[Line, ...]:
    return SETTER.set(standard.BODY, text, measure, **options)  # type: ignore[arg-type]


def texts(text: str, measure: float = AREA) -> list[str]:
    return [line.text for line in lines(text, measure)]


def right_edge(line: Line) -> float:
    shown = line.text.rstrip()
    return line.x + SETTER.width(standard.BODY, shown) + line.spacing * (len(shown) - 1)


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


def test_an_empty_text_is_one_empty_line() -> None:
    assert texts("") == [""]


def forbidden(before: str, after: str) -> bool:
    """Say whether 禁则 forbids a line to end between the two, told anew and only for plain cases."""
    latin = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
    return after in CLOSING or before in OPENING or latin


@given(
    st.text(alphabet="一国软件的工作，。（）《》“”〔〕2015号aB —…\n喆𬱖", max_size=120),
    st.floats(min_value=40, max_value=AREA),
)
def test_any_text_comes_back_whole_fits_and_obeys(text: str, measure: float) -> None:
    set_lines = lines(text, measure)
    assert "".join(line.text for line in set_lines) == text.replace("\n", "")
    for line in set_lines:
        assert right_edge(line) <= measure + 0.02
    for paragraph in text.split("\n"):
        start = 0
        for line in lines(paragraph, measure)[:-1]:
            end = start + len(line.text)
            if forbidden(paragraph[end - 1], paragraph[end]):
                # Nothing else was possible: no place in the line allows a break.
                places = range(start + 1, end)
                assert all(place not in breaks(paragraph) for place in places)
            start = end
