"""Lines become paragraphs again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongwen.intake.joining import Line, glue, joined, joined_text


def page(*lines: tuple[float, str]) -> list[Line]:
    """A page of lines of full-width characters, each with its indent."""
    return [Line(text, indent, indent + len(text)) for indent, text in lines]


def test_a_full_line_goes_on_and_a_short_one_ends_its_paragraph() -> None:
    first = page(
        (2, "推进使用正版软件工作是实"),
        (0, "施国家知识产权战略的迫切要"),
        (0, "求。"),
        (2, "请认真贯彻实施。"),
    )
    assert joined([first]) == "推进使用正版软件工作是实施国家知识产权战略的迫切要求。\n请认真贯彻实施。"


def test_a_paragraph_that_ends_at_the_edge_is_not_joined_to_an_indented_one() -> None:
    assert (
        joined([page((0, "甲乙丙丁戊己庚辛壬癸子丑"), (2, "一、总体要求"))])
        == "甲乙丙丁戊己庚辛壬癸子丑\n一、总体要求"
    )


def test_a_paragraph_goes_on_over_a_page_number() -> None:
    one = page((0, "甲乙丙丁戊己庚辛壬癸子丑"), (5, "— 1 —"))
    other = page((0, "寅卯辰巳午未申。"), (2, "下一段落写在这里到头了。"), (5, "— 2 —"))
    assert joined([one, other]) == "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申。\n下一段落写在这里到头了。"


def test_a_title_in_lines_is_one() -> None:
    body = page((2, "甲乙丙丁戊己庚辛壬癸"), (0, "子丑寅卯辰巳午未申酉戌亥"))
    title = [Line("关于加强", 3.2, 8.8, 1.4), Line("管理的通知", 2.5, 9.5, 1.4)]
    assert joined([title + body]) == "关于加强管理的通知\n甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


def test_words_of_other_scripts_keep_their_space() -> None:
    assert glue("使用 Windows", "Server 系统") == "使用 Windows Server 系统"
    assert glue("安装Office", "软件") == "安装Office软件"


def test_a_text_cut_at_a_fixed_width_is_joined_and_a_list_is_not() -> None:
    cut = ["　　" + "推" * 28, "进" * 30, "工" * 30, "作。", "　　第二段。"]
    assert joined_text(cut) == "推" * 28 + "进" * 30 + "工" * 30 + "作。\n第二段。"
    assert joined_text(["越城区", "柯桥区", "上虞区"]) == "越城区\n柯桥区\n上虞区"


@given(st.lists(st.lists(st.text("国企软件,a1 — ", max_size=12), max_size=6), max_size=4))
def test_no_letter_is_lost_but_those_of_page_numbers(pages: list[list[str]]) -> None:
    laid_out = [[Line(text, 0.0, float(len(text))) for text in lines] for lines in pages]
    kept = joined(laid_out).replace("\n", "").replace(" ", "")
    letters = [letter for lines in pages for text in lines for letter in text if letter in "国企软件,a"]
    assert [letter for letter in kept if letter in "国企软件,a"] == letters


@given(st.lists(st.text("国企软件,a1 　。", max_size=70), max_size=12))
def test_no_letter_of_a_plain_text_is_lost(lines: list[str]) -> None:
    letters = [letter for line in lines for letter in line if not letter.isspace()]
    joined_up = [letter for letter in joined_text(lines) if not letter.isspace()]
    assert joined_up == letters or any("1" in line for line in lines)
