"""A name that is not in use on the paper's date is refused with the reason; without lists it is text."""

from __future__ import annotations

import pytest

from gongwen.drafting import Draft, draft, read_template
from gongwen.drafting.checks.addressees import split_addressees
from gongwen.errors import FactsError
from gongwen.model import Level
from gongwen.model.directory import Directory
from gongwen.model.directory.names import folded
from gongwen.office.directory.sample import sample_directory
from tests.drafting.small import facts, listed

SHAOXING = sample_directory()
FIELDS = """\
[字段.成文日期]
类型 = "日期"
[字段.主送]
类型 = "文字"
默认 = "各区、县（市），各有关单位"
[字段.地名]
类型 = "行政区划"
[字段.机关]
类型 = "机关"
默认 = "市国资委"
[字段.名单]
类型 = "列表"
必填 = false
[字段.名单.元素]
企业 = "企业"
区县 = "行政区划"
"""
TEXT = """\
文种：通知
发文机关：甲市乙办公室
机关代字：甲乙办
主送：{{ 主送 }}
署名：甲市乙办公室
成文日期：{{ 成文日期 }}
印发机关：甲市乙办公室
印发日期：2025年6月23日
【正文】关于做好某项工作的通知
{{ 地名 }}，{{ 机关 }}。
{% 每个 名单 %}
{{ 名单.企业 }}在{{ 名单.区县 }}。
{% 完 %}
"""
TEMPLATE = read_template("small", lambda identifier: (TEXT, FIELDS))


def made(given: str, directory: Directory | None = SHAOXING) -> Draft:
    """Return the small paper with these facts."""
    return draft(TEMPLATE, facts(given), directory)


def refused(given: str, directory: Directory | None = SHAOXING) -> list[str]:
    """Return what refuses these facts."""
    with pytest.raises(FactsError) as caught:
        made(given, directory)
    return listed(caught.value.findings)


def test_an_abolished_county_is_refused_at_its_line_with_reason_and_advice() -> None:
    assert refused('地名 = "绍兴县"\n成文日期 = 2015-06-23') == [
        "第1行：「地名」：「绍兴县」2013年10月18日起撤销，改设「柯桥区」"
        "（撤县设区；原绍兴县孙端镇、陶堰镇、富盛镇划入越城区）；2015年6月23日的公文请写「柯桥区」"
    ]


def test_the_same_county_is_right_in_2012() -> None:
    assert made('地名 = "绍兴县"\n成文日期 = 2012-06-23').findings == ()
    assert refused('地名 = "柯桥区"\n成文日期 = 2012-06-23') == [
        "第1行：「地名」：「柯桥区」2013年10月18日起才有；2012年6月23日的公文请写「绍兴县」"
    ]


def test_every_wrong_name_is_told_at_once_with_the_other_faults() -> None:
    given = """\
地名 = "绍兴"
机关 = "市国资局"
成文日期 = 2015-06-23
别的 = "甲"
[[名单]]
企业 = "示例熔新材料有限公司"
区县 = "上虞市"
"""
    assert refused(given) == [
        "第1行：「地名」：「绍兴」是简称，全称是「绍兴市」",
        "第2行：「机关」：名录的机关里没有「市国资局」；是不是「市国资委」",
        "第4行：「别的」不是这个模板的字段，请删去或改正名称",
        "第6行：「名单.1.企业」：名录的企业里没有「示例熔新材料有限公司」；是不是「示例镕新材料有限公司」",
        "第7行：「名单.1.区县」：「上虞市」2013年10月18日起撤销，改设「上虞区」（撤市设区）；"
        "2015年6月23日的公文请写「上虞区」",
    ]


def test_a_short_name_of_a_division_is_a_warning() -> None:
    (finding,) = made('地名 = "柯桥"\n成文日期 = 2015-06-23').findings
    assert (finding.level, finding.sentence) == (
        Level.WARNING,
        "「地名」：「柯桥」是简称，全称是「柯桥区」",
    )


def test_without_lists_every_name_is_text() -> None:
    given = '地名 = "绍兴县"\n机关 = "某局"\n成文日期 = 2015-06-23\n主送 = "某某"'
    assert made(given, None).findings == ()
    assert made(given, Directory()).findings == ()


def test_a_wrong_date_is_told_alone() -> None:
    assert refused('地名 = "绍兴县"\n成文日期 = "明天"') == [
        "第2行：「成文日期」：「明天」不是日期，应像 2015年6月23日"
    ]


def test_an_addressee_that_no_list_knows_is_a_warning() -> None:
    given = '地名 = "柯桥区"\n成文日期 = 2015-06-23\n主送 = "{}"'
    known = (
        "各区、县（市）使用正版软件工作领导小组，柯桥区人民政府、市国资委，各开发区管委会，示例垚矿业有限公司"
    )
    assert made(given.format(known)).findings == ()
    findings = made(given.format("各区、县（市），市文广局、绍兴县使用正版软件工作领导小组")).findings
    assert [(one.level, one.place) for one in findings] == [(Level.WARNING, "事实·主送机关")] * 2
    assert [one.sentence for one in findings] == [
        "主送「市文广局」不在2015年6月23日的名录里（机关、行政区划、统称、企业都没有），"
        "请核对名称；确实有的，请补进名录",
        "主送「绍兴县使用正版软件工作领导小组」：「绍兴县」2013年10月18日起撤销，改设「柯桥区」"
        "（撤县设区；原绍兴县孙端镇、陶堰镇、富盛镇划入越城区）；2015年6月23日的公文请写「柯桥区」",
    ]


def test_a_collective_name_keeps_the_comma_in_it() -> None:
    known = {folded("各区、县（市）"), folded("市国资委")}
    assert split_addressees("各区、县(市)、市国资委，甲、乙：", known) == (
        *("各区、县(市)", "市国资委", "甲", "乙"),
    )
