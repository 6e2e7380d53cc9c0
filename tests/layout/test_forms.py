"""信函, 命令, 纪要 and upward papers, measured in mm in the printed PDF (7.2, 10.1 to 10.3)."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gongwen.errors import FactsError
from gongwen.layout.lines import Setter
from gongwen.model import Attendance, Document, Form, Kind
from gongwen.model.composition import TextBlock
from gongwen.render.readback import Zones, ensure_same, read_pdf
from tests.layout import measure
from tests.layout.forms import classified, forms, of_kind
from tests.layout.measure import Box, Page, Row
from tests.layout.papers import composed, setter, typefaces, words

POINT = 25.4 / 72
PITCH, CELL = 28.95 * POINT, 15.75 * POINT
UPWARD = {Kind.REPORT, Kind.REQUEST, Kind.PROPOSAL, Kind.OPINION}
WITHOUT_ADDRESSEES = (
    Kind.RESOLUTION,
    Kind.ORDER,
    Kind.COMMUNIQUE,
    Kind.ANNOUNCEMENT,
    Kind.PUBLIC_NOTICE,
    Kind.MINUTES,
)


def near(value: Any, within: float = 0.1) -> Any:
    return pytest.approx(value, abs=within)


class Printed:
    """A paper's PDF, its file and its pages."""

    def __init__(self, document: Document, path: Path) -> None:
        self.composition = composed(document)
        self.data = setter().set(self.composition)
        path.write_bytes(self.data)
        self.path = path
        self.pages = measure.load(path)

    def row(self, text: str, page: int = 1) -> Row:
        """The first row of a page that says `text`, above the type area or in it."""
        return next(row for row in measure.rows(self.pages[page - 1].chars) if text in row.text)

    def red(self, bottom: float) -> Box:
        """The red ink of page 1 above `bottom`."""
        seen = measure.ink(self.path, 1, Box(0, 0, 210, bottom), red=True)
        assert seen is not None
        return seen


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Printed]:
    folder = tmp_path_factory.mktemp("forms")
    return {name: Printed(document, folder / f"{name}.pdf") for name, document in forms().items()}


def grid_step(upper: Row, lower: Row) -> float:
    """How many rows of the grid lie between two rows, by the middles of their em boxes."""
    one, other = measure.em_box(upper), measure.em_box(lower)
    return ((other.top + other.bottom) - (one.top + one.bottom)) / 2 / PITCH


def numbers(pages: tuple[Page, ...]) -> list[str | None]:
    found = (measure.page_number(page) for page in pages)
    return [row.text if row else None for row in found]


@pytest.mark.parametrize("name", ["letter", "order", "minutes", "request"])
def test_what_is_printed_is_what_was_said_on_the_pages_laid_out(
    printed: Mapping[str, Printed], name: str
) -> None:
    one = printed[name]
    seen = read_pdf(one.data, Zones.of(one.composition))
    ensure_same(one.composition.text(), seen)
    assert seen.pages == one.composition.pages == 2


def said(document: Document) -> list[str]:
    return composed(document).text().splitlines()


def test_a_letter_says_its_elements_row_by_row() -> None:
    assert said(classified(Kind.LETTER))[:5] == [
        "绍兴市人民政府",
        "000001绍市〔2015〕3号",
        "机密★1年",
        "特急",
        "关于加强软件正版化工作的通知",
    ]


def test_the_mark_of_a_letter_begins_30_mm_below_the_paper_and_bears_no_suffix(
    printed: Mapping[str, Printed],
) -> None:
    mark = printed["letter"].red(48)
    assert mark.top == near(30)
    assert mark.left + mark.right == near(28 + 184, 1)
    assert printed["letter"].row("绍兴市人民政府").text == "绍兴市人民政府"


def test_a_letter_of_several_organs_bears_the_lead_issuer_alone() -> None:
    header = composed(of_kind(Kind.LETTER, organs=("绍兴市财政局", "绍兴市教育局"))).header
    assert [line.text for line in header.organs] == ["绍兴市财政局"]
    assert header.suffix is None


def test_the_double_rules_of_a_letter_are_170_mm_long_4_mm_below_the_mark_and_20_above_the_paper(
    printed: Mapping[str, Printed],
) -> None:
    one = printed["letter"]
    first, second, third, fourth = measure.horizontal_rules(one.pages[0])
    assert all(measure.is_red(rule.colour) for rule in (first, second, third, fourth))
    assert {(round(rule.box.left), round(rule.box.right)) for rule in (first, second, third, fourth)} == {
        (21, 191)
    }
    mark = one.red(first.box.top - 0.2)
    assert first.box.top - mark.bottom == near(4)
    assert first.box.height > 2 * second.box.height
    assert fourth.box.height > 2 * third.box.height
    assert fourth.box.bottom == near(297 - 20)
    assert measure.horizontal_rules(one.pages[1]) == ()


def test_the_elements_of_a_letter_stand_under_the_rule_at_seven_eighths_of_a_character(
    printed: Mapping[str, Printed],
) -> None:
    one = printed["letter"]
    rule = measure.horizontal_rules(one.pages[0])[1]
    first = one.row("000001")
    assert measure.em_box(first).top - rule.box.bottom == near(14 * POINT)
    assert first.left == near(28)
    assert first.right == near(184)
    assert first.text == "000001绍市〔2015〕3号"
    lower = [one.row("机密★1年"), one.row("特急")]
    assert [row.left for row in lower] == near([28, 28])
    assert [grid_step(first, row) for row in lower] == near([1, 2], 0.05)
    assert grid_step(lower[-1], one.row("关于加强")) == near(3, 0.05)


def test_a_letter_numbers_no_first_page_and_ends_without_rules_and_printing_line(
    printed: Mapping[str, Printed],
) -> None:
    one = printed["letter"]
    assert numbers(one.pages) == [None, "—2—"]
    assert measure.type_area_rows(one.pages[1])[-1].text == "抄送：市委办公室、市人大常委会办公室。"
    last = measure.em_box(measure.type_area_rows(one.pages[1])[-1])
    assert last.bottom == near(262 - (PITCH - 14 * POINT) / 2, 0.3)


def test_a_letter_without_cc_has_no_imprint_and_ends_on_an_odd_page() -> None:
    made = composed(of_kind(Kind.LETTER, cc=""))
    assert (made.imprint.rows, made.pages) == (0, 1)
    assert made.text().endswith("2015年6月23日\n")
    seen = read_pdf(setter().set(made), Zones.of(made))
    ensure_same(made.text(), seen)
    assert seen.pages == 1


def test_the_cc_of_a_letter_turns_to_a_page_of_its_own_where_there_is_no_room() -> None:
    first = next(
        made
        for rows in range(4, 20)
        if (made := composed(of_kind(Kind.LETTER, rows, cc=words(120)))).imprint.own_page
    )
    assert first.pages == 2
    assert not first.imprint.blank_before
    assert read_pdf(setter().set(first), Zones.of(first)).pages == 2


def test_a_letter_with_too_many_addressees_names_them_at_its_end() -> None:
    made = composed(of_kind(Kind.LETTER, addressees="、".join(f"第{n}县人民政府" for n in range(60))))
    assert [block.text[:3] for block in made.imprint.organs] == ["主送：", "抄送："]


def test_an_imprint_of_a_letter_taller_than_a_page_is_refused() -> None:
    with pytest.raises(FactsError, match=r"版记有2\d行"):
        composed(of_kind(Kind.LETTER, cc=words(700)))


def test_an_order_has_its_mark_20_mm_down_its_number_two_rows_below_and_no_rule(
    printed: Mapping[str, Printed],
) -> None:
    one = printed["order"]
    mark = one.red(100)
    assert mark.top == near(37 + 20)
    assert one.row("绍兴市").text == "绍兴市人民政府令"
    number, text = one.row("第3号"), one.row("推进使用")
    leading = PITCH - 16 * POINT
    gap = measure.em_box(number).top - measure.em_box(one.row("绍兴市")).bottom
    assert gap == near(2 * PITCH + leading / 2, 0.5)
    assert number.left + number.right == near(28 + 184, 0.5)
    assert grid_step(number, text) == near(3, 0.05)
    assert measure.horizontal_rules(one.pages[0]) == ()


@pytest.mark.parametrize(
    ("organ", "suffix", "mark"),
    [
        ("绍兴市人民政府", "文件", "绍兴市人民政府令"),
        ("绍兴市人民政府", "", "绍兴市人民政府令"),
        ("绍兴市人民政府", "命令", "绍兴市人民政府命令"),
        ("绍兴市人民政府令", "", "绍兴市人民政府令"),
    ],
)
def test_the_mark_of_an_order_ends_with_its_kind(organ: str, suffix: str, mark: str) -> None:
    document = of_kind(Kind.ORDER, organs=(organ,))
    marked = type(document.header.issuer_mark)((organ,), suffix)
    header = composed(of_kind(Kind.ORDER, issuer_mark=marked)).header
    assert [line.text for line in header.organs] == [mark]


def test_an_order_without_number_keeps_its_place_and_its_title_is_not_printed() -> None:
    made = composed(of_kind(Kind.ORDER, numbered=False))
    assert [one.text for one in made.header.below] == ["第　　号"]
    assert "关于加强软件正版化工作的通知" not in made.text()
    assert made.title == "关于加强软件正版化工作的通知"
    assert made.draft


def test_minutes_have_their_mark_35_mm_down_and_the_general_rule(printed: Mapping[str, Printed]) -> None:
    one = printed["minutes"]
    (rule,) = measure.horizontal_rules(one.pages[0])
    assert one.red(rule.box.top - 0.2).top == near(37 + 35)
    assert (rule.box.left, rule.box.right, rule.box.height) == (near(28), near(184), near(0.5))
    number = one.row("〔2015〕3号")
    ink = measure.ink(one.path, 1, Box(28, number.baseline - 7, 184, rule.box.top - 0.2))
    assert ink is not None
    assert rule.box.top - ink.bottom == near(4)
    assert one.row("绍兴市人民政府").text == "绍兴市人民政府纪要"


def test_the_attendance_stands_one_row_below_the_text_under_labels_in_heiti(
    printed: Mapping[str, Printed],
) -> None:
    one = printed["minutes"]
    present = one.row("出席：")
    rows = measure.type_area_rows(one.pages[0])
    before, after = rows[rows.index(present) - 1], rows[rows.index(present) + 1]
    assert grid_step(before, present) == near(2, 0.05)
    found = [one.row(label) for label in ("出席：", "请假：", "列席：")]
    assert [row.left for row in found] == near([28 + 2 * CELL] * 3)
    assert found[1].text == "请假：李四（市教育局）"
    assert after.left == near(28 + 5 * CELL)
    fonts = [char.font.partition("+gw-")[2] for char in present.chars]
    assert set(fonts[:3]) == {"FandolHei-Regular"}
    assert set(fonts[3:]) == {"FandolFang-Regular"}


def test_minutes_are_not_signed_and_list_who_was_there_after_the_text() -> None:
    document = of_kind(Kind.MINUTES, addressees="", attendance=Attendance("张三", "", "王五"))
    assert said(document)[4:] == [
        "出席：张三",
        "列席：王五",
        "抄送：市委办公室、市人大常委会办公室。",
        "绍兴市人民政府办公室",
        "2015年6月23日印发",
    ]


def test_an_upward_paper_has_its_number_left_and_its_signatories_right_over_the_rule(
    printed: Mapping[str, Printed],
) -> None:
    one = printed["request"]
    first, last = one.row("签发人："), one.row("〔2015〕3号")
    assert (first.text, last.text) == ("签发人：张三李四光", "绍市〔2015〕3号王五")
    assert last.left == near(28 + CELL)
    assert first.right == near(184 - CELL)
    assert grid_step(first, last) == near(1, 0.02)
    names = {char.text: char for row in (first, last) for char in row.chars}
    assert names["王"].x0 == near(names["张"].x0)
    assert names["签"].font.endswith("FandolFang-Regular")
    assert {names[char].font.partition("+gw-")[2] for char in "张李王"} == {"FandolKai-Regular"}
    (rule,) = measure.horizontal_rules(one.pages[0])
    ink = measure.ink(one.path, 1, Box(28, last.baseline - 7, 184, rule.box.top - 0.2))
    assert ink is not None
    assert rule.box.top - ink.bottom == near(4)


def test_copy_number_security_and_urgency_stand_in_rows_1_to_3(printed: Mapping[str, Printed]) -> None:
    one = printed["request"]
    found = [one.row(text) for text in ("000001", "机密★1年", "特急")]
    middles = [(measure.em_box(row).top + measure.em_box(row).bottom) / 2 for row in found]
    assert [(middle - 37) / PITCH + 0.5 for middle in middles] == near([1, 2, 3], 0.02)
    assert [row.left for row in found] == near([28] * 3)
    assert one.red(110).top == near(37 + 35)


def test_security_stands_in_row_2_though_there_is_no_copy_number() -> None:
    above = composed(of_kind(Kind.NOTICE, security_level="秘密", urgency="加急")).header.above
    assert [(one.text, round(one.y / 28.95)) for one in above] == [("秘密", 1), ("加急", 2)]


def test_urgency_alone_stands_in_row_1() -> None:
    above = composed(of_kind(Kind.NOTICE, urgency="加急")).header.above
    assert [(one.text, one.y) for one in above] == [("加急", 0)]


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_chooses_its_form_and_prints_signatories_only_upward(kind: Kind) -> None:
    made = composed(of_kind(kind, signatories=("张三",), addressees=""))
    text = made.text()
    assert ("签发人：张三" in text) == (kind in UPWARD)
    assert (made.header.rule is None) == (kind in {Kind.LETTER, Kind.ORDER})
    assert bool(made.header.page_rules) == (kind is Kind.LETTER)
    ending = {
        Kind.LETTER: "绍兴市人民政府",
        Kind.ORDER: "绍兴市人民政府令",
        Kind.MINUTES: "绍兴市人民政府纪要",
    }
    assert made.header.organs[0].text == ending.get(kind, "绍兴市人民政府文件")
    assert made.imprint.ruled == (kind is not Kind.LETTER)


@pytest.mark.parametrize("kind", WITHOUT_ADDRESSEES)
def test_a_kind_without_addressees_begins_its_text_after_the_title(kind: Kind) -> None:
    blocks = composed(of_kind(kind, addressees="")).sections[0].blocks
    keys = [block.style.key for block in blocks if isinstance(block, TextBlock)]
    assert "addressees" not in keys
    assert keys[: keys.index("body")] == ([] if kind is Kind.ORDER else ["title"])


@pytest.mark.parametrize("form", Form)
def test_the_paper_may_choose_another_form_than_its_kind(form: Form) -> None:
    made = composed(of_kind(Kind.REPLY, form=form))
    assert made.first_numbered == (form is not Form.LETTER)
    assert (made.header.rule is None) == (form in {Form.LETTER, Form.ORDER})


@pytest.mark.parametrize("kind", [Kind.ORDER, Kind.MINUTES])
def test_addressees_where_there_is_no_place_for_them_stand_in_the_imprint(kind: Kind) -> None:
    made = composed(of_kind(kind, addressees="各区、县（市）"))
    assert made.imprint.main is not None
    assert made.imprint.main.text == "主送：各区、县（市）。"
    assert made.text().count("各区、县（市）") == 1


@pytest.mark.parametrize(
    ("names", "rows"),
    [
        (("张三",), ["绍市〔2015〕3号签发人：张三"]),
        (("张三", "李四"), ["绍市〔2015〕3号签发人：张三李四"]),
        (("张三", "李四", "王五", "赵六", "钱七"), ["签发人：张三李四", "王五赵六", "绍市〔2015〕3号钱七"]),
        (
            ("买买提·吐尔逊江", "阿不都热依木·买买提"),
            ["签发人：买买提·吐尔逊江", "绍市〔2015〕3号阿不都热依木·买买提"],
        ),
    ],
)
def test_signatories_stand_two_a_row_where_they_fit(names: tuple[str, ...], rows: list[str]) -> None:
    lines = said(of_kind(Kind.REPORT, signatories=names))
    assert lines[1 : 1 + len(rows)] == rows


NAMES = st.lists(st.text("张李王赵买提·尔", min_size=2, max_size=9), min_size=1, max_size=7)


@example(names=["买买提·买买提尔"], code="绍市软件办领导小")
@given(names=NAMES, code=st.text("绍市软件办领导", min_size=2, max_size=8))
def test_any_signatories_keep_clear_of_each_other_and_of_the_number(names: list[str], code: str) -> None:
    made = composed(of_kind(Kind.REQUEST, signatories=tuple(names), issuer_code=code, numbered=False))
    rows = [list(row) for _, row in groupby(made.header.below, lambda one: one.y)]
    widths = {one: Setter(typefaces()).width(one.style, one.text) for row in rows for one in row}
    assert [one.text for row in rows for one in row if one.style.key == "signatory"] == names
    for row in rows:
        assert all(left.x + widths[left] <= right.x + 0.3 for left, right in pairwise(row))
        assert row[-1].x + widths[row[-1]] <= (184 - CELL - 28) / POINT + 0.01
    assert rows[-1][0].style.key == "number"
    assert rows[-1][0].x == pytest.approx(15.75)
    assert made.header.rule is not None
    assert made.header.rule.y > rows[-1][0].y + 16
