"""The facts of 2015 and the three templates give the paper of 2015."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.drafting import Draft, draft
from gongwen.model import Level
from gongwen.model.notation import parse, write
from gongwen.office.desk.factfile import read_facts
from gongwen.office.desk.shelf import Shelf

HOME = Path(__file__).parents[2]
GOLDEN = HOME / "tests" / "golden" / "绍市软件办2015-3.txt"


@pytest.fixture(scope="module")
def made() -> Draft:
    template = Shelf(HOME / "templates").template("notice")
    return draft(template, read_facts(HOME / "examples" / "绍兴市2015.toml"))


def test_the_draft_is_the_golden_text(made: Draft) -> None:
    assert write(made.document) == GOLDEN.read_text(encoding="utf-8")


def test_the_golden_text_is_read_back_as_the_draft(made: Draft) -> None:
    assert parse(GOLDEN.read_text(encoding="utf-8")) == made.document


def test_the_two_names_of_the_annex_are_the_only_finding(made: Draft) -> None:
    (finding,) = made.findings
    assert finding.level is Level.WARNING
    assert finding.sentence == (
        "正文称《绍兴市国有企业使用正版软件情况调查表》，附件名称是《绍兴市国有企业使用软件情况调查表》，两个名称不同"
    )


def test_each_template_can_be_checked_alone() -> None:
    shelf = Shelf(HOME / "templates")
    assert [list(shelf.template(name).fields) for name in ("implementation_plan", "survey_form")] == [
        [
            "地名",
            "本级",
            "上级",
            "上级文件",
            "上报期限",
            "调查表名称",
            "方案名称",
            "实施年份",
            "我地",
            "所属",
            "国资部门",
            "文广部门",
            "国家依据",
            "下级",
            "下级责任单位",
            "上级各级",
            "阶段目标",
            "规划期",
            "文中调查表名称",
        ],
        [
            "地名",
            "上报期限",
            "调查表名称",
            "联系人",
            "软件类别",
            "填报期限",
            "传真去向",
            "企业名称",
            "企业编号",
        ],
    ]
