"""A name is right or wrong on a date, and who is refused learns why and what to write."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.model.directory import Collective, Directory, Division, Enterprise, Organ, Refusal, Tier
from gongwen.office.directory.sample import sample_directory

SHAOXING = sample_directory()
IN_2012, IN_2015 = dt.date(2012, 6, 23), dt.date(2015, 6, 23)
LAST_DAY, CHANGE = dt.date(2013, 10, 17), dt.date(2013, 10, 18)
ORDER = "《国务院关于同意浙江省调整绍兴市部分行政区划的批复》（国函〔2013〕112号）"


def refused(name: str, on: dt.date, directory: Directory = SHAOXING) -> Refusal:
    """Return why `name` is no division on that day."""
    found = directory.division(name, on)
    assert isinstance(found, Refusal), found
    return found


def division(name: str, on: dt.date) -> Division:
    """Return the division of that name."""
    found = SHAOXING.division(name, on)
    assert isinstance(found, Division), found
    return found


def test_a_county_that_was_abolished_is_refused_with_reason_successor_and_source() -> None:
    refusal = refused("绍兴县", IN_2015)
    assert refusal.seen == (
        "「绍兴县」2013年10月18日起撤销，改设「柯桥区」（撤县设区；原绍兴县孙端镇、陶堰镇、富盛镇划入越城区）"
    )
    assert refusal.rule == f"行政区划照成文之日有效的名称写；依据：{ORDER}"
    assert refusal.advice == "2015年6月23日的公文请写「柯桥区」"
    assert refusal.suggestions == ("柯桥区",)


def test_a_county_is_right_up_to_the_day_before_its_abolition() -> None:
    assert division("绍兴县", IN_2012).code == "330621"
    assert division("绍兴县", LAST_DAY).code == "330621"
    assert refused("绍兴县", CHANGE).known
    assert division("柯桥区", CHANGE).code == "330603"


def test_a_district_that_was_not_there_yet_is_refused_with_its_predecessor() -> None:
    refusal = refused("上虞区", IN_2012)
    assert (refusal.seen, refusal.advice) == (
        "「上虞区」2013年10月18日起才有",
        "2012年6月23日的公文请写「上虞市」",
    )


def test_a_district_that_grew_is_right_before_and_after() -> None:
    before, after = division("越城区", LAST_DAY), division("越城区", CHANGE)
    assert (before.valid_to, after.valid_from) == (CHANGE, CHANGE)
    assert after.reason == "原绍兴县孙端镇、陶堰镇、富盛镇划入越城区"


def test_an_unknown_name_is_refused_with_the_names_alike_that_day() -> None:
    assert refused("柯乔区", IN_2015).advice == "是不是「柯桥区」"
    assert refused("诸曁市", IN_2015).suggestions[0] == "诸暨市"
    assert refused("石家庄市", IN_2015).known is False


def test_spaces_and_full_width_letters_do_not_count_but_stay_as_entered() -> None:
    assert division("　柯 桥区 ", IN_2015).name == "柯桥区"
    lists = Directory(organs=(Organ("绍兴市ＡＢ办公室（筹）"),))
    found = lists.organ("绍兴市AB办公室(筹)", IN_2015)
    assert isinstance(found, Organ)
    assert found.name == "绍兴市ＡＢ办公室（筹）"


def test_names_with_rare_characters_are_found() -> None:
    for name in (
        "示例镕新材料有限公司",
        "示例垚矿业有限公司",
        "示例喆文化传媒有限公司",
        "示例堃物业服务有限公司",
    ):
        found = SHAOXING.enterprise(name, IN_2015)
        assert isinstance(found, Enterprise)
        assert found.name == name
    wrong = SHAOXING.enterprise("示例熔新材料有限公司", IN_2015)
    assert isinstance(wrong, Refusal)
    assert wrong.suggestions[0] == "示例镕新材料有限公司"


def test_an_organ_is_found_by_its_short_name_and_an_enterprise_by_its_code() -> None:
    organ = SHAOXING.organ("市国资委", IN_2015)
    assert isinstance(organ, Organ)
    assert organ.name == "绍兴市人民政府国有资产监督管理委员会"
    assert [one.person for one in SHAOXING.contacts_of(organ.name)] == ["朱晓翔"]
    firm = SHAOXING.enterprise(SHAOXING.enterprises[2].code, IN_2015)
    assert firm == SHAOXING.enterprises[2]


def test_a_short_name_that_two_organs_share_is_refused_with_both() -> None:
    lists = Directory(organs=(Organ("甲市文化局", "文化局"), Organ("乙县文化局", "文化局")))
    refusal = lists.organ("文化局", IN_2015)
    assert isinstance(refusal, Refusal)
    assert refusal.seen == "「文化局」可以指「甲市文化局」、「乙县文化局」"


def test_a_collective_name_means_its_members_of_that_day() -> None:
    assert SHAOXING.expand("各区、县（市）", IN_2012) == (
        *("越城区", "绍兴县", "上虞市", "诸暨市", "嵊州市", "新昌县"),
    )
    assert SHAOXING.expand("各区、县(市)人民政府", IN_2015) == (
        *("越城区人民政府", "柯桥区人民政府", "上虞区人民政府"),
        *("诸暨市人民政府", "嵊州市人民政府", "新昌县人民政府"),
    )
    assert SHAOXING.expand("各开发区管委会", IN_2015) == ("示例经济技术开发区管理委员会",)


def test_an_open_collective_name_cannot_be_expanded_and_an_unknown_one_is_refused() -> None:
    open_name = SHAOXING.expand("各有关单位", IN_2015)
    assert isinstance(open_name, Refusal)
    assert open_name.seen == "「各有关单位」没有写明有哪些成员"
    unknown = SHAOXING.expand("各区县（市）", IN_2015)
    assert isinstance(unknown, Refusal)
    assert unknown.suggestions[0] == "各区、县（市）"
    assert isinstance(Directory(collectives=(Collective("各县"),)).expand("各县", IN_2015), Refusal)


def test_an_enterprise_that_was_closed_is_refused_from_that_day() -> None:
    lists = Directory(enterprises=(Enterprise("甲公司", Tier.HEAD, valid_to=dt.date(2014, 1, 1)),))
    refusal = lists.enterprise("甲公司", IN_2015)
    assert isinstance(refusal, Refusal)
    assert refusal.sentence() == "「甲公司」2014年1月1日起撤销；2015年6月23日的公文不能写它，请核对"


CHAIN = Directory(
    divisions=(
        Division("甲县", valid_to=dt.date(2000, 1, 1), successors=("乙县",)),
        Division("乙县", valid_from=dt.date(2000, 1, 1), valid_to=CHANGE, successors=("丙市", "丁区")),
        Division("丙市", valid_from=CHANGE, valid_to=dt.date(2014, 1, 1), successors=("戊区",)),
        Division("丁区", valid_from=CHANGE),
        Division("戊区", valid_from=dt.date(2014, 1, 1)),
    )
)


def test_the_advice_is_a_name_of_that_day_however_often_it_changed() -> None:
    assert refused("甲县", IN_2015, CHAIN).advice == "2015年6月23日的公文请写「丁区」、「戊区」"
    assert refused("甲县", IN_2015, CHAIN).seen == "「甲县」2000年1月1日起撤销，改设「乙县」"
    assert refused("戊区", dt.date(1999, 6, 1), CHAIN).advice == "1999年6月1日的公文请写「甲县」"


@pytest.mark.parametrize("name", ["", "　", "、"])
def test_nothing_is_no_name(name: str) -> None:
    assert not refused(name, IN_2015).known


DAYS = st.dates(dt.date(2010, 1, 1), dt.date(2017, 12, 31))


@given(DAYS)
def test_on_every_day_exactly_six_places_are_below_the_city(day: dt.date) -> None:
    names = SHAOXING.expand("各区、县（市）", day)
    assert not isinstance(names, Refusal)
    assert len(names) == 6
    assert all(isinstance(SHAOXING.division(name, day), Division) for name in names)


@given(DAYS, st.sampled_from(SHAOXING.divisions))
def test_what_is_refused_as_abolished_is_advised_a_name_right_that_day(day: dt.date, one: Division) -> None:
    found = SHAOXING.division(one.name, day)
    if isinstance(found, Refusal):
        assert all(isinstance(SHAOXING.division(name, day), Division) for name in found.suggestions)
        assert found.suggestions
