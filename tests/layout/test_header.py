"""版头: one organ, several at equal width, sizes that leave room for 正文 (7.2.4, 7.3.3)."""

from __future__ import annotations

import pytest

from gongwen.model.composition import Composition, MarkLine, TextBlock
from tests.layout.papers import composed, filling, paper, seed_composition, typefaces, with_header

AREA = 156 * 72 / 25.4
MM = 72 / 25.4
SIX = (
    "绍兴市文化广电新闻出版局",
    "绍兴市人民政府国有资产监督管理委员会",
    "绍兴市财政局",
    "绍兴市教育局",
    "绍兴市卫生和计划生育委员会",
    "绍兴市公安局",
)


def drawn_width(line: MarkLine) -> float:
    """The width from the first em box's left edge to the last one's right."""
    role = seed_composition().header.mark_style.role
    natural = sum(typefaces().width(role, char) for char in line.text) * line.size
    return (natural + line.spacing * (len(line.text) - 1)) * line.scale


def shows_text(composition: Composition) -> bool:
    """Say whether a line of 正文 stands on page 1."""
    blocks = composition.sections[0].blocks
    body = next(
        index
        for index, block in enumerate(blocks)
        if isinstance(block, TextBlock) and block.style.key == "body"
    )
    above = sum(block.rows for block in blocks[:body])
    room = composition.sheet.area_height - composition.header.height
    return (above + 1) * composition.sheet.pitch <= room and not composition.sections[0].breaks


def test_two_organs_are_stacked_at_equal_width_with_the_suffix_at_their_right() -> None:
    header = seed_composition().header
    assert [line.text for line in header.organs] == [
        "绍兴市使用正版软件工作领导小组办公室",
        "绍兴市人民政府国有资产监督管理委员会",
    ]
    assert header.suffix is not None
    assert header.suffix.text == "文件"
    first, second = header.organs
    assert (first.x, drawn_width(first)) == pytest.approx((second.x, drawn_width(second)))
    assert header.suffix.x > first.x + first.width
    middle = (first.y + second.y + second.size) / 2
    assert header.suffix.y + header.suffix.size / 2 == pytest.approx(middle)


def test_the_mark_with_its_suffix_is_centred_and_fills_at_most_the_type_area() -> None:
    header = seed_composition().header
    assert header.suffix is not None
    left, right = header.organs[0].x, header.suffix.x + header.suffix.width
    assert left == pytest.approx(AREA - right)
    assert 0 <= left < right <= AREA + 0.01


def test_a_single_organ_carries_the_suffix_on_its_line_at_the_largest_size_that_fits() -> None:
    header = composed(paper()).header
    (line,) = header.organs
    assert (line.text, line.size, line.scale, header.suffix) == ("绍兴市人民政府文件", 42.0, 1.0, None)
    assert line.x == pytest.approx((AREA - 9 * 42) / 2)


def test_a_long_name_is_narrowed_before_it_is_made_small() -> None:
    (line,) = composed(paper(organs=("绍兴市人民政府国有资产监督管理委员会",))).header.organs
    assert line.scale == pytest.approx(0.66, abs=0.02)
    assert line.size > 30
    assert drawn_width(line) == pytest.approx(AREA)


def test_a_very_long_name_still_fits_whole() -> None:
    name = "绍兴市人民政府国有资产监督管理委员会" * 3
    (line,) = composed(paper(organs=(name,))).header.organs
    assert line.text == name + "文件"
    assert line.size == 22
    assert drawn_width(line) == pytest.approx(AREA)


def test_a_very_short_name_is_spread_to_the_width_of_the_others() -> None:
    lines = composed(paper(organs=("绍兴市人民政府国有资产监督管理委员会", "市委"))).header.organs
    assert drawn_width(lines[1]) == pytest.approx(drawn_width(lines[0]))
    assert lines[1].scale == lines[0].scale


def test_a_line_break_in_a_name_does_not_break_the_mark() -> None:
    assert composed(paper(organs=("绍兴市\n人民政府",))).header.organs[0].text == "绍兴市人民政府文件"


@pytest.mark.parametrize("count", range(1, 9))
def test_page_1_shows_text_however_many_organs(count: int) -> None:
    composition = composed(paper(filling(10), organs=(*SIX, "绍兴市司法局", "绍兴市审计局")[:count]))
    assert shows_text(composition)
    assert len(composition.header.organs) == count


def test_the_mark_shrinks_no_more_than_the_text_needs() -> None:
    bureaus = ("绍兴市财政局", "绍兴市教育局", "绍兴市公安局", "绍兴市司法局", "绍兴市审计局", "绍兴市统计局")
    sizes = [
        composed(paper(filling(10), organs=bureaus[:count])).header.organs[0].size for count in (2, 4, 6)
    ]
    assert sizes[0] == sizes[1] == 42
    assert 30 <= sizes[2] < 42


@pytest.mark.parametrize("length", [20, 60, 100])
def test_page_1_shows_text_under_a_long_title_of_six_organs(length: int) -> None:
    title = ("关于进一步做好国有企业使用正版软件工作有关事项" * 5)[: length - 3] + "的通知"
    assert shows_text(composed(paper(filling(10), organs=SIX, title=title)))


def test_the_rule_stands_under_the_number_and_the_flow_begins_at_it() -> None:
    header = seed_composition().header
    assert header.rule is not None
    (number,) = header.below
    assert number.y - (header.organs[-1].y + header.organs[-1].size) == pytest.approx(2 * 28.95)
    assert 20 < header.rule.y - number.y < 45
    assert header.height == pytest.approx(header.rule.y + header.rule.height)


def test_without_a_number_the_serial_stays_blank_and_the_paper_is_a_draft() -> None:
    composition = composed(paper().unnumbered())
    assert [one.text for one in composition.header.below] == ["绍市〔2015〕　　号"]
    assert composition.draft


def test_copy_number_security_and_urgency_stand_in_this_order() -> None:
    header = composed(
        with_header(paper(), copy_number="000001", security_level="秘密★1年", urgency="特急")
    ).header
    assert [one.text for one in header.above] == ["000001", "秘密★1年", "特急"]
    assert [one.style.role.value for one in header.above] == ["仿宋", "黑体", "黑体"]
    assert [one.y for one in header.above] == pytest.approx([0, 28.95, 57.9])
    assert header.above[-1].y + 28.95 < header.organs[0].y


TOWNS = "、".join(f"第{number}县人民政府" for number in range(60))


def test_addressees_that_would_push_the_text_off_page_1_move_to_the_imprint() -> None:
    composition = composed(paper(filling(4), addressees=TOWNS, cc="市委办公室"))
    assert shows_text(composition)
    main = composition.imprint.main
    assert main is not None
    assert main.text == f"主送：{TOWNS}。"
    said = composition.text()
    assert said.count("第59县") == 1
    assert said.index("主送：") < said.index("抄送：") < said.index("印发\n")


def test_addressees_stay_at_their_place_where_the_text_still_shows() -> None:
    composition = composed(paper(filling(4), addressees="、".join(f"第{n}县" for n in range(20))))
    assert composition.imprint.main is None
    assert shows_text(composition)
