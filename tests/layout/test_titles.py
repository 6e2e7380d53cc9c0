"""Titles are broken by meaning into a 梯形 or 菱形 (7.3.1)."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.layout import standard
from gongwen.layout.lines import Setter, breaks
from gongwen.layout.titles import break_title
from gongwen.model.composition import TextBlock
from tests.layout.papers import seed_composition, typefaces

SETTER = Setter(typefaces())
AREA = 156 * 72 / 25.4


def width(text: str) -> float:
    return SETTER.width(standard.TITLE, text)


def broken(title: str) -> tuple[str, ...]:
    return break_title(title, width, AREA)


def title_of(section: int) -> TextBlock:
    blocks = seed_composition().sections[section].blocks
    return next(block for block in blocks if isinstance(block, TextBlock) and block.style.size == 22)


def test_the_titles_of_2015_are_broken_as_a_clerk_would() -> None:
    assert [line.text for line in title_of(0).lines] == [
        "关于印发《绍兴市推进国有企业",
        "使用正版软件工作实施方案",
        "（2015—2020年）》的通知",
    ]
    assert [line.text for line in title_of(1).lines] == [
        "绍兴市推进国有企业使用正版软件工作",
        "实施方案（2015—2020年）",
    ]
    assert [line.text for line in title_of(2).lines] == ["绍兴市国有企业使用软件情况调查表"]


def test_every_line_of_a_title_is_centred() -> None:
    for line in title_of(0).lines:
        assert line.x == pytest.approx(AREA - line.x - width(line.text))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("通知", ("通知",)),
        ("关于召开会议的通知", ("关于召开会议的通知",)),
        ("关于更正绍市软件办〔2015〕1号文件的通知", ("关于更正绍市软件办〔2015〕1号文件的通知",)),
        (
            "关于废止绍市软件办〔2015〕12号文件有关规定的通知",
            ("关于废止绍市软件办〔2015〕12号", "文件有关规定的通知"),
        ),
        ("绍兴市人民政府关于加强软件正版化工作的意见", ("绍兴市人民政府关于加强", "软件正版化工作的意见")),
        (
            "关于2015年度绍兴市国有企业使用正版软件工作检查结果的通报",
            ("关于2015年度绍兴市国有企业", "使用正版软件工作检查结果的通报"),
        ),
        ("上一行\n下一行", ("上一行", "下一行")),
        (
            "绍兴市文化广电新闻出版局\n绍兴市人民政府国有资产监督管理委员会\n关于开展检查的通知",
            ("绍兴市文化广电新闻出版局", "绍兴市人民政府国有资产监督管理委员会", "关于开展检查的通知"),
        ),
        ("", ("",)),
    ],
)
def test_titles_stand_as_written_here(title: str, expected: tuple[str, ...]) -> None:
    assert broken(title) == expected


@pytest.mark.parametrize(
    "whole", ["软件", "（2015—2020年）", "2015年", "Microsoft", "〔2015〕3号", "（试行）", "的通知"]
)
def test_words_numbers_and_years_in_brackets_are_not_parted(whole: str) -> None:
    fill = "进一步推进全市各级机关和国有企业使用正版办公系统工作实施方案"
    for length in range(4, len(fill)):
        title = f"关于印发《{fill[:length]}{whole}》的通知"
        assert whole in "|".join(broken(title)), title


def test_a_word_wider_than_the_measure_is_cut_and_nothing_is_lost() -> None:
    title = "关于" + "A" * 120 + "的通知"
    lines = broken(title)
    assert "".join(lines) == title
    assert all(width(line) <= AREA for line in lines)


def narrowest_between(widths: list[float]) -> bool:
    """Say whether the lines grow narrower and then wider again (沙漏形)."""
    steps = [after - before for before, after in pairwise(widths) if abs(after - before) > 0.01]
    return any(one < 0 < other for one, other in pairwise(steps))


@pytest.mark.parametrize("count", range(5, 201, 7))
def test_a_title_of_single_characters_becomes_a_trapezoid_or_a_rhombus(count: int) -> None:
    lines = broken("一" * count)
    assert "".join(lines) == "一" * count
    assert not narrowest_between([width(line) for line in lines])


WORDS = [
    "关于",
    "印发",
    "绍兴市",
    "使用",
    "正版",
    "软件",
    "工作",
    "实施",
    "方案",
    "《",
    "》",
    "2015年",
    "Office",
]


@given(st.lists(st.sampled_from([*WORDS, "（试行）", "𬱖", "\n", " "]), max_size=60))
def test_any_title_comes_back_whole_and_every_line_fits(words: list[str]) -> None:
    title = "".join(words)
    lines = broken(title)
    assert "".join(lines) == title.replace("\n", "")
    assert all(width(line.rstrip()) <= AREA + 0.01 for line in lines)


TITLE_TEXT = "绍兴市国有企业使用正版软件工作领导小组关于印发检查结果的通知，、。（）《》“”〔〕0123年aB—"


@given(st.text(alphabet=TITLE_TEXT, min_size=5, max_size=80))
def test_any_title_of_5_to_80_characters_is_broken_where_it_may_be(title: str) -> None:
    lines = broken(title)
    assert "".join(lines) == title
    assert all(width(line) <= AREA + 0.01 for line in lines)
    for end in accumulate(len(line) for line in lines[:-1]):
        allowed = breaks(title)
        if end not in allowed:
            # A piece that no break may cut is wider than a line.
            before = max((place for place in allowed if place < end), default=0)
            after = min((place for place in allowed if place > end), default=len(title))
            assert width(title[before:after]) > AREA


def test_organs_typed_on_lines_of_their_own_stay_there() -> None:
    title = "绍兴市使用正版软件工作领导小组办公室\n绍兴市国有资产监督管理委员会\n关于检查结果的通报"
    assert broken(title)[:2] == tuple(title.split("\n")[:2])
