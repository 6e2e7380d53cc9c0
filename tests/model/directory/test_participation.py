"""The plan's stage goals say who takes part in which year."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from gongwen.model.directory import Participation, Refusal, participants
from gongwen.office.directory.sample import sample_directory

SHAOXING = sample_directory()


def names(year: int) -> list[str]:
    """Return the enterprises of a year, the sample's mark and ending left out."""
    found = participants(SHAOXING, year)
    assert isinstance(found, Participation), found
    return [one.name for one in found.enterprises]


def test_each_year_has_the_enterprises_of_its_stage() -> None:
    assert names(2015) == ["示例甲控股集团有限公司", "示例乙建设集团有限公司"]
    assert names(2016) == ["示例镕新材料有限公司"]
    assert names(2018) == ["示例喆文化传媒有限公司"]


def test_one_with_a_planned_year_takes_part_in_that_year_only() -> None:
    assert names(2017) == ["示例镕新材料有限公司", "示例垚矿业有限公司"]
    assert names(2019) == ["示例喆文化传媒有限公司", "示例堃物业服务有限公司"]
    assert names(2020) == ["示例喆文化传媒有限公司"]


def test_a_year_outside_the_plan_is_refused_with_the_stages_there_are() -> None:
    refusal = participants(SHAOXING, 2021)
    assert isinstance(refusal, Refusal)
    assert refusal.sentence() == (
        "2021年不在任何阶段目标之内；"
        "现有的阶段：2015年（本级）、2016—2017年（二级）、2018—2020年（三级）；请核对年份"
    )


def test_an_enterprise_closed_during_the_year_takes_no_part() -> None:
    closed = replace(SHAOXING.enterprises[0], valid_to=dt.date(2015, 9, 1))
    found = participants(replace(SHAOXING, enterprises=(closed, *SHAOXING.enterprises[1:])), 2015)
    assert isinstance(found, Participation)
    assert [one.name for one in found.enterprises] == ["示例乙建设集团有限公司"]
