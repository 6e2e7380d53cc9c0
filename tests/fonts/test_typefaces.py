"""A role's characters are set in its first face that has them, and nothing is silent."""

from __future__ import annotations

import pickle
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.fonts import load_typefaces
from gongwen.model.finding import Level
from gongwen.model.typefaces import Face, Role, Typefaces, docx_name


def face(
    family: str, name: str, path: str, chars: str, *, digit: float = 0.5, licensed: bool = False
) -> Face:
    """Return a face whose `chars` are one em wide and whose 2 is `digit` em wide."""
    advances = dict.fromkeys(map(ord, chars), 1.0) | {ord("2"): digit}
    return Face(family, name, "Regular", path, 0, licensed, advances, bytes)


FANG = face("甲", "Jia-Regular", "/甲.otf", "正版软件“”")
RARE = face("乙", "Yi-Regular", "/乙.ttc", "正喆堃", digit=0.6)
HELD = face("方正小标宋简体", "FZXBSJW--GB1-0", "/fz.ttf", "正", licensed=True)
SMALL = Typefaces({role: (FANG, RARE) for role in Role} | {Role.XIAOBIAOSONG: (HELD, RARE)})


def test_a_character_is_set_in_the_first_face_that_has_it() -> None:
    assert [SMALL.face(Role.FANGSONG, char).family for char in "正喆2"] == ["甲", "乙", "甲"]


def test_what_no_face_has_is_shown_in_the_first_face() -> None:
    assert SMALL.face(Role.FANGSONG, "镕") == FANG
    assert SMALL.width(Role.FANGSONG, "镕") == 1.0


def test_runs_change_where_the_face_changes() -> None:
    assert SMALL.runs(Role.FANGSONG, "正版喆堃软件") == (("正版", FANG), ("喆堃", RARE), ("软件", FANG))


def test_a_variation_selector_stays_with_its_base_and_takes_no_room() -> None:
    assert SMALL.runs(Role.FANGSONG, "正喆\ufe00\U000e0100版") == (
        ("正", FANG),
        ("喆\ufe00\U000e0100", RARE),
        ("版", FANG),
    )
    assert SMALL.width(Role.FANGSONG, "\U000e0100") == 0.0


def test_no_text_has_no_runs() -> None:
    assert SMALL.runs(Role.SONG, "") == ()


@given(st.text(alphabet=st.sampled_from("正版喆堃镕2 \n\u0301\ufe00\u200d“"), max_size=30))
def test_runs_joined_are_the_text_and_neighbours_differ(text: str) -> None:
    runs = SMALL.runs(Role.FANGSONG, text)
    assert "".join(piece for piece, _ in runs) == text
    assert all(left[1] != right[1] for left, right in pairwise(runs))


def test_rare_characters_are_named_in_a_warning_with_the_face_that_fills_in() -> None:
    (finding,) = SMALL.warnings(Role.FANGSONG, "喆正堃喆")
    assert finding.level is Level.WARNING
    assert finding.sentence == "「喆」、「堃」不在“甲”中，改用“乙”"


def test_a_character_that_no_face_has_is_an_error_with_its_code_point() -> None:
    (finding,) = SMALL.warnings(Role.FANGSONG, "正\n镕 版")
    assert finding.level is Level.ERROR
    assert "「镕」（U+9555）" in finding.sentence
    assert SMALL.lacking(Role.FANGSONG, "正镕版镕\t\ufe00") == ("镕",)


def test_a_stand_in_is_a_warning_for_its_role_and_a_licensed_face_is_none() -> None:
    places = [finding.place for finding in SMALL.substitutions()]
    assert places == ["字体（仿宋）", "字体（黑体）", "字体（楷体）", "字体（宋体）"]
    assert all(finding.level is Level.WARNING for finding in SMALL.substitutions())


def test_docx_names_the_licensed_family_and_the_filling_face_by_its_own() -> None:
    names = ["仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"]
    assert [docx_name(role) for role in Role] == names
    assert SMALL.docx_family(Role.FANGSONG, FANG) == "仿宋_GB2312"
    assert SMALL.docx_family(Role.FANGSONG, RARE) == "乙"


def test_css_families_are_ascii_and_differ_where_names_only_differ_in_chinese() -> None:
    one, two = (face("f", name, "/f", "") for name in ("小标宋-GB", "大标宋-GB"))
    assert one.css_family != two.css_family
    assert (one.css_family + two.css_family).isascii()
    assert FANG.css_family == "gw-Jia-Regular"


def test_a_member_of_a_collection_has_an_address_of_its_own() -> None:
    assert FANG.url == "file:///%E7%94%B2.otf"
    assert RARE.url == "file:///%E4%B9%99.ttc#0"


@pytest.mark.parametrize("role", Role)
def test_the_installed_stand_ins_have_full_width_punctuation_of_one_em(
    typefaces: Typefaces, role: Role
) -> None:
    assert {typefaces.width(role, char) for char in "中“”‘’—…·〔〕（）《》，。、；：\u3000"} == {1.0}


@pytest.mark.parametrize(
    ("role", "digit", "stop"),
    [(Role.FANGSONG, 0.5, 0.278), (Role.KAI, 0.555, 0.333), (Role.SONG, 0.5, 0.278)],
)
def test_the_installed_stand_ins_have_the_digits_the_line_breaker_counts_with(
    typefaces: Typefaces, role: Role, digit: float, stop: float
) -> None:
    if typefaces.chart[role][0].licensed:
        pytest.fail("这台机器装有正式字体，此处的宽度是代用字体的")
    assert {typefaces.width(role, char) for char in "0123456789"} == {digit}
    assert typefaces.width(role, ".") == stop


def test_every_role_has_the_rare_characters_of_names(typefaces: Typefaces) -> None:
    assert [typefaces.lacking(role, "喆镕堃垚昇𬱖㎡") for role in Role] == [()] * 5


def test_typefaces_travel_to_another_process(typefaces: Typefaces) -> None:
    travelled = pickle.loads(pickle.dumps(typefaces))
    assert travelled == typefaces
    assert travelled.width(Role.FANGSONG, "2") == 0.5


def test_the_same_fonts_give_the_same_typefaces(typefaces: Typefaces) -> None:
    assert load_typefaces() == typefaces
