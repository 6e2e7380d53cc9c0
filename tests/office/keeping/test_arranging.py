"""整理 of a year: numbers that stay, one closing bag for each item, nothing twice after a crash."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
import pytest

from gongwen.errors import FactsError, RefusedError, StorageError, UsageError
from gongwen.model.arrangement import Override
from gongwen.office import archive
from gongwen.office.desk.database import connect
from gongwen.office.issue import issue
from gongwen.office.keeping.arranging.arranging import arrange_year
from gongwen.office.keeping.arranging.deciding import Said, decided
from gongwen.office.keeping.arranging.table import filing_table
from gongwen.office.keeping.closing import refuse_closed
from gongwen.office.keeping.correcting import describe
from tests.forking import Say, fork, starting_line
from tests.office.archives import holdings_of, parts_of, reopen, request
from tests.office.keeping.taking import parts_in
from tests.office.keeping.yearly import TABLE, arranged, arranging, planned, receive, workshop


def codes(root: Path) -> dict[str, str]:
    return {unit.title: str(unit.code) for unit in holdings_of(root).keeping.units()}


def problems(root: Path) -> list[str]:
    findings = archive.verify(holdings_of(root)).findings
    return [f"{finding.place}：{finding.sentence}" for finding in findings]


def test_received_papers_get_codes_by_class_and_time_and_are_closed_with_a_stamped_copy(root: Path) -> None:
    late = receive(root, "企业甲的调查表", month=9)
    early = receive(root, "企业乙的调查表", month=3)
    plan = receive(root, "推进计划", month=5)
    done = arranged(root)
    assert codes(root) == {
        "企业乙的调查表": "Z109-WS·2015-D10-0001",
        "企业甲的调查表": "Z109-WS·2015-D10-0002",
        "推进计划": "Z109-WS·2015-D30-0001",
    }
    assert [str(unit.code) for unit in done.units] == [
        "Z109-WS·2015-D30-0001",
        "Z109-WS·2015-D10-0001",
        "Z109-WS·2015-D10-0002",
    ]
    store = holdings_of(root).store
    assert store.further(early) == (f"{early}.001",)
    with pikepdf.open(io.BytesIO(store.read(f"{early}.001", "access.pdf"))) as copy:
        assert "/GongwenFilingStamp" in copy.pages[0].Resources.XObject
    said = json.loads(store.read(f"{late}.001", "description.json"))
    assert "Z109-WS·2015-D10-0002" in json.dumps(said, ensure_ascii=False)
    assert json.loads(store.read(f"{plan}.001", "metadata.json"))["retention_period"] == "30年"
    assert problems(root) == []
    with pytest.raises(RefusedError, match="档号 Z109-WS·2015-D10-0002"):
        refuse_closed(holdings_of(root), late)
    with pytest.raises(RefusedError, match="也不再改著录"):
        describe(parts_in(root), late, {"title": "改过的标题"}, "错字")


def test_an_original_is_not_touched(root: Path) -> None:
    item = receive(root, "企业甲的调查表")
    before = holdings_of(root).store.get(item)
    arranged(root)
    assert holdings_of(root).store.get(item) == before
    assert holdings_of(root).store.verify(item, before.digest) == ()


def test_the_same_year_again_files_only_what_is_new_and_keeps_every_code(root: Path) -> None:
    receive(root, "企业甲的调查表", month=9)
    arranged(root)
    assert arranged(root).units == ()
    receive(root, "企业乙的调查表", month=3)
    receive(root, "另一年的调查表", year=2016)
    arranged(root)
    assert codes(root) == {
        "企业甲的调查表": "Z109-WS·2015-D10-0001",
        "企业乙的调查表": "Z109-WS·2015-D10-0002",
    }
    assert [one.filed for one in holdings_of(root).keeping.years_arranged(2015)] == [1, 1]


def test_what_a_person_has_to_say_is_told_all_at_once_and_can_be_said(root: Path) -> None:
    receive(root, "企业甲的调查表", pages=None)
    issue(parts_of(root), request())
    plan = planned(root)
    assert plan.undecided
    assert [one.title for one in plan.arrangement.left] == ["关于印发《实施方案》的通知"]
    assert "没有页数" in plan.arrangement.findings[0].sentence
    item = plan.arrangement.left[0].item_id
    said = decided([f"{item}=8页", f"{item}=30年"], "一般事项", lambda name: name)
    filed = planned(root, said=dict(said)).arrangement.filed
    assert {one.piece.title: one.code.term.value for one in filed} == {
        "企业甲的调查表": "10年",
        "关于印发《实施方案》的通知": "30年",
    }


def test_an_item_that_cannot_be_described_is_left_and_leaves_no_gap_in_the_numbers(root: Path) -> None:
    receive(root, "企业甲的调查表", month=3)
    nobody = receive(root, "无名的调查表", month=4, sender="")
    receive(root, "企业乙的调查表", month=5)
    plan = planned(root)
    assert (plan.undecided, [one.item_id for one in plan.arrangement.left]) == (True, [nobody])
    assert "没有责任者" in " ".join(finding.sentence for finding in plan.arrangement.findings)
    arrange_year(arranging(root), plan)
    assert codes(root) == {
        "企业甲的调查表": "Z109-WS·2015-D10-0001",
        "企业乙的调查表": "Z109-WS·2015-D10-0002",
    }


def test_two_at_once_give_every_item_one_code_and_one_bag(root: Path) -> None:
    items = [receive(root, f"企业{month}的调查表", month=month) for month in range(1, 7)]
    assert workshop().typefaces
    connect(root.with_name("elsewhere.db"))

    def act(say: Say) -> None:
        reopen(root)
        wait()
        try:
            arranged(root)
        except RefusedError as error:
            say(error.seen)

    with starting_line() as (wait, start):
        children = [fork(act) for _ in range(2)]
        start()
        said = [child.finish() for child in children]
    assert [code for code, _ in said] == [0, 0], said
    reopen(root)
    arranged(root)
    assert sorted(codes(root).values()) == [f"Z109-WS·2015-D10-000{n}" for n in range(1, 7)]
    store = holdings_of(root).store
    assert [store.further(item) for item in items] == [(f"{item}.001",) for item in items]
    assert problems(root) == []


def test_what_a_person_took_out_stays_out(root: Path) -> None:
    item = receive(root, "企业甲的调查表")
    plan = planned(root, said={item: Said(Override("重份", excluded=True))})
    assert (plan.new, [one.reason for one in plan.arrangement.excluded]) == ((), ["人工定为不归档：重份"])
    arrange_year(arranging(root), plan)
    assert planned(root).new == ()
    with pytest.raises(UsageError, match="看不懂"):
        decided([f"{item}=随便"], "", lambda name: name)


def test_a_table_with_mistakes_is_told_with_every_place() -> None:
    wrong = TABLE.replace('"永久"', '"五十年"').replace('"Z109"', '"Z1"').replace('"30年"', '"长期"')
    with pytest.raises(FactsError) as refused:
        filing_table(wrong, "表.toml")
    assert [finding.place for finding in refused.value.findings] == [
        "表.toml 第4行",
        "表.toml 第8行",
        "表.toml 第20行",
    ]


STEPS = ("made", "staged", "synced", "placed", "entered", "copied")


@pytest.mark.parametrize("step", STEPS)
def test_stopped_at_any_step_it_goes_on_and_every_item_has_one_code_and_one_bag(
    root: Path, step: str
) -> None:
    items = [
        receive(root, f"企业{name}的调查表", month=month) for month, name in enumerate("甲乙丙", start=3)
    ]
    seen = []

    def stop(at: str) -> None:
        seen.append(at)
        if seen.count(step) == 2:
            raise StorageError("磁盘已满")

    with pytest.raises(StorageError):
        arranged(root, on_step=stop)
    reopen(root)
    arranged(root)
    assert codes(root) == {
        "企业甲的调查表": "Z109-WS·2015-D10-0001",
        "企业乙的调查表": "Z109-WS·2015-D10-0002",
        "企业丙的调查表": "Z109-WS·2015-D10-0003",
    }
    store = holdings_of(root).store
    assert [store.further(item) for item in items] == [(f"{item}.001",) for item in items]
    assert problems(root) == []
