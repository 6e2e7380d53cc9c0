"""Columns find their fields by name; what is not found, and what is found twice, is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.drafting import Template, read_template
from gongwen.errors import FactsError
from gongwen.office.filling.tables import read_mapping, write_mapping
from gongwen.office.filling.tables.columns import ColumnName, Match, match_columns, missing_fields

TEXT = """文种：通知
机关代字：{{ 代字 }}
发文机关：{{ 机关 }}
署名：{{ 机关 }}
成文日期：{{ 成文日期 }}
印发机关：{{ 机关 }}
印发日期：{{ 成文日期 }}

【正文】{{ 万元 }}和{{ 元 }}的通知

{% 每个 联系人 %}
{{ 联系人.姓名 }}{{ 联系人.电话 }}
{% 完 %}
{% 每个 负责人 %}
{{ 负责人.姓名 }}{{ 负责人.职务 }}
{% 完 %}
{% 每个 单位 %}
{{ 单位 }}
{% 完 %}
"""
FIELDS = """名称 = "试"

[字段.机关]
类型 = "文字"
[字段.代字]
类型 = "代字"
默认 = "示软办"
[字段.成文日期]
类型 = "日期"
[字段.万元]
类型 = "文字"
[字段.元]
类型 = "文字"
[字段.联系人]
类型 = "列表"
[字段.联系人.元素]
姓名 = "姓名"
电话 = "电话"
[字段.负责人]
类型 = "列表"
[字段.负责人.元素]
姓名 = "姓名"
职务 = "文字"
[字段.单位]
类型 = "列表"
元素 = "文字"
"""


@pytest.fixture(scope="module")
def template() -> Template:
    return read_template("small", lambda name: (TEXT, FIELDS))


def names(*heads: str) -> list[ColumnName]:
    return [
        ColumnName("表.xlsx", f"表.xlsx {chr(64 + column)}1格", column, head)
        for column, head in enumerate(heads, start=1)
    ]


def paths(template: Template, *heads: str, **mapping: str) -> list[str]:
    matches, _ = match_columns(names(*heads), template, mapping)
    return [match.path for match in matches]


def told(template: Template, *heads: str, **mapping: str) -> list[str]:
    _, findings = match_columns(names(*heads), template, mapping)
    return [f"{finding.level.value} {finding.place}：{finding.sentence}" for finding in findings]


@pytest.mark.parametrize(
    ("head", "path"),
    [
        ("机关", "机关"),
        (" 机 关*", "机关"),
        ("机关（全称）", "机关"),
        ("成文日期 [年月日]", "成文日期"),
        ("＊成文日期：", "成文日期"),
        ("联系人2.电话", "联系人2.电话"),
        ("联系人２电话", "联系人2.电话"),
        ("联系人的电话", "联系人1.电话"),
        ("职务", "负责人1.职务"),
        ("单位3", "单位3"),
        ("单位", "单位"),
    ],
)
def test_a_column_finds_its_field(template: Template, head: str, path: str) -> None:
    assert paths(template, head) == [path]
    assert told(template, head) == []


def test_a_column_without_a_field_is_a_warning(template: Template) -> None:
    assert told(template, "机关", "人口") == ["警告 表.xlsx B1格：栏名「人口」不是这个模板的字段，这一栏不用"]


def test_a_column_that_may_be_two_fields_is_an_error_that_names_both(template: Template) -> None:
    assert told(template, "姓名") == [
        "错误 表.xlsx A1格：栏名「姓名」可以是「联系人1.姓名」、「负责人1.姓名」，分不清；"
        "请改栏名，或在对照表里写明"
    ]
    assert told(template, "姓名", 姓名="负责人1.姓名") == []


def test_two_columns_for_one_field_are_an_error_that_names_both(template: Template) -> None:
    assert told(template, "机关", "机关*") == [
        "错误 表.xlsx B1格：栏名「机关*」和表.xlsx A1格的「机关」都是字段「机关」，请只留一栏"
    ]


def test_a_mapping_goes_before_names_and_may_leave_a_column_out(template: Template) -> None:
    assert paths(template, "落款单位", "机关", 落款单位="机关", 机关="") == ["机关", ""]
    assert told(template, "落款单位", "机关", 落款单位="机关", 机关="") == []


def test_a_mapping_to_what_is_no_field_is_told(template: Template) -> None:
    assert told(template, "机关", 落款="署名人") == [
        "错误 对照表「落款」：「署名人」不是这个模板的字段，请改正或留空"
    ]


def test_required_fields_that_nobody_fills_are_named(template: Template) -> None:
    matches, _ = match_columns(names("机关", "万元", "联系人1.姓名", "单位"), template, {})
    assert missing_fields(matches, template, {"成文日期": "2015-06-23"}) == ("元", "负责人")


def test_a_saved_mapping_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "对照" / "表.toml"
    matches = [Match("表", "A1格", '带"引号"的 栏', 1, "机关", ""), Match("表", "B1格", "人口", 2, "", "")]
    write_mapping(path, matches)
    assert read_mapping(path) == {'带"引号"的 栏': "机关", "人口": ""}
    write_mapping(path, matches)
    with pytest.raises(FactsError, match="已经有了，内容不同，没有动它"):
        write_mapping(path, matches[:1])


def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "表.toml"
    path.write_text('地名 = "越城区"\n', encoding="utf-8")
    with pytest.raises(FactsError, match="不是对照表"):
        read_mapping(path)
