"""What does not fit together between the rows is told at its row and column."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from gongwen.model import Level
from gongwen.model.directory import (
    Collective,
    Contact,
    Directory,
    Division,
    Enterprise,
    Organ,
    StageGoal,
    Tier,
    check_directory,
)
from gongwen.office.directory.sample import sample_directory

TODAY = dt.date(2026, 1, 5)
SHAOXING = sample_directory()


def told(directory: Directory) -> list[str]:
    """Return list, row, column and sentence of every fault."""
    faults = check_directory(directory, TODAY)
    return [f"{one.list.value} {one.index} {one.heading}：{one.sentence}" for one in faults]


def with_more(**rows: Any) -> Directory:
    """Return Shaoxing's lists with more rows at the end of some."""
    longer: dict[str, Any] = {name: (*getattr(SHAOXING, name), *added) for name, added in rows.items()}
    return replace(SHAOXING, **longer)


def test_the_lists_of_shaoxing_fit_together() -> None:
    assert told(SHAOXING) == []


HEAD, SECOND, THIRD = Tier.HEAD, Tier.SECOND, Tier.THIRD
GROUP = "示例甲控股集团有限公司"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            {"enterprises": [Enterprise("甲", SECOND, parent="示例甲控股集团")]},
            ["企业 6 上级企业：「示例甲控股集团」不在名录“企业”里，是不是「示例甲控股集团有限公司」"],
        ),
        ({"enterprises": [Enterprise("甲", SECOND)]}, ["企业 6 上级企业：「甲」是二级企业，没有写上级企业"]),
        (
            {"enterprises": [Enterprise("甲", THIRD, parent=GROUP)]},
            ["企业 6 级次：「甲」是三级，上级企业「示例甲控股集团有限公司」是本级，差的不是一级"],
        ),
        (
            {"enterprises": [Enterprise("甲", HEAD, parent=GROUP)]},
            ["企业 6 级次：「甲」是本级企业，却写了上级企业「示例甲控股集团有限公司」"],
        ),
        (
            {"enterprises": [Enterprise("甲", SECOND, parent="乙"), Enterprise("乙", SECOND, parent="甲")]},
            [
                "企业 6 上级企业：「甲」的上级企业绕回到它自己",
                "企业 7 上级企业：「乙」的上级企业绕回到它自己",
            ],
        ),
        (
            {"enterprises": [Enterprise("甲", HEAD, county="上虞市")]},
            ["企业 6 所在区县：「上虞市」2013年10月18日起撤销，改设「上虞区」（撤市设区）；请改写「上虞区」"],
        ),
        (
            {"enterprises": [Enterprise("甲", SECOND, parent=GROUP, planned_year=2019)]},
            ["企业 6 计划年度：计划年度2019年不在二级企业的阶段目标之内"],
        ),
        (
            {"enterprises": [Enterprise("甲", HEAD, code=SHAOXING.enterprises[0].code)]},
            [
                f"企业 6 统一社会信用代码：「{SHAOXING.enterprises[0].code}」"
                "与「示例甲控股集团有限公司」重复，两行的有效时间重叠"
            ],
        ),
        (
            {"organs": [Organ("乙办", code="绍市软件办")]},
            [
                "机关 6 机关代字：「绍市软件办」与「绍兴市使用正版软件工作领导小组办公室」重复，"
                "两行的有效时间重叠"
            ],
        ),
        (
            {"contacts": [Contact("外事处", person="甲乙")]},
            ["联系人 2 机关：「外事处」不在名录“机关”里，请先补进去"],
        ),
        (
            {"contacts": [replace(SHAOXING.contacts[0], person="金 渭鑫")]},
            ["联系人 2 姓名：「金 渭鑫」写了两行"],
        ),
        (
            {"divisions": [Division("柯桥区", level="市辖区", valid_from=dt.date(2020, 1, 1))]},
            ["行政区划 11 名称：「柯桥区」与「柯桥区」的另一行重复，两行的有效时间重叠"],
        ),
        (
            {"divisions": [Division("甲县", level="县", parent="甲县")]},
            ["行政区划 11 上级：「甲县」的上级绕回到它自己"],
        ),
        (
            {"divisions": [Division("甲县", valid_to=dt.date(2013, 1, 1), successors=("柯桥区",))]},
            ["行政区划 11 改设为：「甲县」2013年1月1日撤销，那天「柯桥区」还没有启用或已经撤销"],
        ),
        (
            {"divisions": [Division("甲县", successors=("柯桥区",))]},
            ["行政区划 11 撤销日期：写了改设为「柯桥区」，却没有撤销日期"],
        ),
        (
            {"divisions": [Division("甲县", valid_from=dt.date(2014, 1, 1), valid_to=dt.date(2013, 1, 1))]},
            ["行政区划 11 撤销日期：「甲县」2013年1月1日撤销，却不晚于启用的2014年1月1日"],
        ),
        (
            {"collectives": [Collective("各局", members=("市教育局",))]},
            ["统称 9 成员：成员「市教育局」不在名录里，请核对，或先补进“机关”“行政区划”或“企业”"],
        ),
        (
            {"collectives": [Collective("柯桥区")]},
            ["统称 9 名称：「柯桥区」已是机关、行政区划或企业的名称"],
        ),
        (
            {"goals": [StageGoal(2017, 2018, SECOND)]},
            ["阶段目标 3 起年：二级企业的两个阶段年份重叠"],
        ),
        ({"goals": [StageGoal(2024, 2023, THIRD)]}, ["阶段目标 3 止年：止年2023早于起年2024"]),
    ],
)
def test_a_row_that_does_not_fit_is_told(rows: dict[str, list[object]], said: list[str]) -> None:
    assert told(with_more(**rows)) == said


def test_a_code_may_pass_to_another_organ_once_the_first_is_gone() -> None:
    day = dt.date(2019, 1, 1)
    old = Organ("甲办", code="甲办", valid_to=day, successors=("乙办",))
    assert told(with_more(organs=[old, Organ("乙办", code="甲办", valid_from=day)])) == []


def test_an_enterprise_closed_before_the_change_may_lie_in_the_old_county() -> None:
    closed = Enterprise("甲", HEAD, county="绍兴县", valid_to=dt.date(2013, 1, 1))
    assert told(with_more(enterprises=[closed])) == []


def test_an_unlisted_owner_is_a_warning_only() -> None:
    (fault,) = check_directory(with_more(enterprises=[Enterprise("甲", HEAD, owner="市教育局")]), TODAY)
    assert (fault.level, fault.heading) == (Level.WARNING, "主管单位")
