"""A row goes to text and back without loss; what cannot be read is told in words."""

from __future__ import annotations

import datetime as dt

import pytest

from gongwen.model.directory import Division, Enterprise, ListName, Tier, cells_of, entry_of
from gongwen.model.directory.columns import key_of
from gongwen.model.directory.content import Content, read_content
from gongwen.office.directory.keeping import entries_of
from gongwen.office.directory.sample import sample_directory


@pytest.mark.parametrize("name", list(ListName))
def test_every_row_of_the_sample_comes_back_from_its_text(name: ListName) -> None:
    entries = entries_of(sample_directory(), name)
    assert entries
    assert tuple(entry_of(name, cells_of(name, entry)) for entry in entries) == entries
    assert len({key_of(name, entry) for entry in entries}) == len(entries)


def test_a_division_as_text() -> None:
    division = Division("绍兴县", level="县", valid_to=dt.date(2013, 10, 18), successors=("柯桥区", "越城区"))
    assert cells_of(ListName.DIVISIONS, division) == {
        "名称": "绍兴县",
        "级别": "县",
        "撤销日期": "2013-10-18",
        "改设为": "柯桥区；越城区",
    }


def test_an_enterprise_with_a_code_stays_the_same_when_it_is_renamed() -> None:
    one, other = (Enterprise(name, Tier.HEAD, "91350100M000100Y43") for name in ("甲公司", "乙公司"))
    assert key_of(ListName.ENTERPRISES, one) == key_of(ListName.ENTERPRISES, other)


@pytest.mark.parametrize(
    ("content", "raw", "value"),
    [
        (Content.TEXT, 330602, "330602"),
        (Content.DIVISION_CODE, 330602.0, "330602"),
        (Content.DATE, dt.datetime(2013, 10, 18), dt.date(2013, 10, 18)),
        (Content.DATE, "2013年10月18日", dt.date(2013, 10, 18)),
        (Content.YEAR, "2016年", 2016),
        (Content.YEAR, 2016, 2016),
        (Content.NAMES, "甲；乙;丙\n丁", ("甲", "乙", "丙", "丁")),
        (Content.TIER, "二级", Tier.SECOND),
        (Content.PHONE, "0575-89180865", "0575-89180865"),
    ],
)
def test_a_right_cell_is_read(content: Content, raw: object, value: object) -> None:
    assert read_content(content, raw) == value


@pytest.mark.parametrize(
    ("content", "raw", "said"),
    [
        (Content.DATE, "2013-02-30", "日历上没有2013年2月30日"),
        (Content.DATE, "去年", "「去年」不是日期"),
        (Content.YEAR, "明年", "「明年」不是年份，应像 2016"),
        (Content.YEAR, dt.date(2016, 1, 1), "这一格是日期，应为年份"),
        (Content.TIER, "四级", "「四级」不是级次；可写：本级、二级、三级"),
        (Content.LEVEL, "区", "可写：省、地级市、市辖区、县级市、县、乡镇街道"),
        (Content.PHONE, "八九", "「八九」不是电话号码"),
        (Content.DIVISION_CODE, "33060", "应为6位数字"),
        (Content.ISSUER_CODE, "绍软2", "「绍软2」不是机关代字"),
        (Content.TEXT, "甲\x07乙", "含有换行或看不见的字符 U\\+0007"),
        (Content.TEXT, True, "这一格是真假值"),
        (Content.TEXT, 3.5, "请把单元格设为文本"),
        (Content.TEXT, float("inf"), "请把单元格设为文本"),
        (Content.TEXT, "长" * 201, "有201个字，最多200个字"),
    ],
)
def test_a_wrong_cell_is_told(content: Content, raw: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_content(content, raw)
