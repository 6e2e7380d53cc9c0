"""地区 from the lists, 状态 from what later papers did."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from gongwen.archive.identity import item_id_of
from gongwen.model import DocumentNumber
from gongwen.model.directory import Directory, Division, Organ
from gongwen.office.directory.sample import sample_directory
from gongwen.office.life import referring
from gongwen.office.life.desk import LifeDesk
from gongwen.office.searching.known import county_of, states_in
from gongwen.office.wiring import Settings, Workshop
from tests.office.life.test_referring import FIRST, brought_out, issued

COUNTY = {
    "诸暨市文化广电新闻出版局": "诸暨市",
    "绍兴市人民政府国有资产监督管理委员会": "绍兴市",
    "绍兴市越城区人民政府": "越城区",
    "上海市版权局": "",
    "": "",
}


@pytest.mark.parametrize("organ", COUNTY)
def test_an_organ_belongs_to_the_division_its_name_begins_with(organ: str) -> None:
    assert county_of(sample_directory())(organ) == COUNTY[organ]


def test_the_division_entered_for_an_organ_counts_first() -> None:
    lists = Directory(
        organs=(Organ("绍兴市滨海新区管委会", division="滨海新区"),), divisions=(Division("绍兴市"),)
    )
    assert county_of(lists)("绍兴市滨海新区管委会") == "滨海新区"
    assert county_of(lists)("绍兴市　版权局") == "绍兴市"


def test_without_lists_no_organ_has_a_county() -> None:
    assert county_of(Directory())("绍兴市版权局") == ""


def test_a_paper_is_corrected_then_repealed_once_the_later_papers_are_released(
    desk: LifeDesk, tmp_path: Path
) -> None:
    workshop = Workshop(Settings.of({"GONGWEN_ARCHIVE": str(tmp_path / "none")}))
    text = issued(desk, tmp_path)
    item = item_id_of(FIRST)
    right = tmp_path / "改好.txt"
    right.write_text(text.read_text("utf-8").replace("1月30日", "2月10日"), encoding="utf-8")
    correction = referring.correct(desk, workshop, FIRST, right, drafter="李明")
    assert states_in(desk.life) == {}
    brought_out(desk, correction.entered.paper.draft_id, tmp_path / "更正")
    assert states_in(desk.life) == {item: "已更正"}
    later = dt.date(2026, 12, 31)
    repeal = referring.repeal(desk, workshop, FIRST, later, reason="任务完成", drafter="李明")
    brought_out(desk, repeal.entered.paper.draft_id, tmp_path / "废止")
    assert states_in(desk.life) == {item: "待废止" if desk.life.today < later else "已废止"}
    assert item_id_of(DocumentNumber("绍市软件办", 2026, 2)) not in states_in(desk.life)
