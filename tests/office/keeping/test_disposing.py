"""Review, hold and disposal in a real archive: what two people agreed to is destroyed, nothing else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from gongwen.errors import RefusedError, StorageError
from gongwen.office import archive
from gongwen.office.keeping.disposing.reviewing import Standing, review
from gongwen.office.keeping.pieces import pieces, to_search
from gongwen.records.keeping.arranging.values import DisposalState
from gongwen.search import Fts5Index, parse_query
from tests.office.archives import holdings_of, reopen
from tests.office.keeping.filing import LIST, carry_out, desk_of, problems
from tests.office.keeping.yearly import arranged, receive

RARE = "龘靐"


def found(words: str) -> set[str]:
    return set(Fts5Index().item_ids(parse_query(words)))


@pytest.fixture
def filed(root: Path) -> dict[str, str]:
    """Two forms of ten years, one paper of thirty, all in the index; their item ids by name."""
    items = {
        "甲": receive(root, "企业甲的调查表", month=3),
        "乙": receive(root, "企业乙的调查表", month=4),
        "计划": receive(root, "推进计划", month=5),
    }
    Fts5Index().add(to_search(one, f"{one.title}写着{RARE}") for one in pieces(holdings_of(root)))
    arranged(root)
    return items


def test_a_review_tells_what_is_due_held_listed_and_to_be_transferred(
    root: Path, filed: dict[str, str]
) -> None:
    desk = desk_of(root)
    desk.hold("Z109-WS·2015-D10-0002", "企业提起诉讼")
    seen = review(holdings_of(root), dt.date(2026, 1, 1))
    assert [(line.unit.title, line.standing, line.said) for line in seen.lines] == [
        ("企业甲的调查表", Standing.DUE, ""),
        ("企业乙的调查表", Standing.HELD, "企业提起诉讼"),
    ]
    assert (seen.others, seen.next_due) == (1, dt.date(2046, 1, 1))
    assert [line.standing for line in review(holdings_of(root), dt.date(2025, 12, 31)).lines] == [
        Standing.HELD_EARLY
    ]
    desk.propose([], 2015, "保管期满")
    assert [line.standing for line in review(holdings_of(root), dt.date(2026, 1, 1)).lines] == [
        Standing.LISTED,
        Standing.HELD,
    ]


def test_what_two_people_agreed_to_is_gone_but_for_its_line_and_the_list_stays(
    root: Path, filed: dict[str, str]
) -> None:
    desk_of(root).propose(["Z109-WS·2015-D10-0001"], None, "保管期满，没有继续保存的价值")
    with pytest.raises(RefusedError, match="没有另一个人批准，什么也不销毁"):
        carry_out(root)
    desk_of(root, "李明").agree(LIST)
    steps: list[str] = []
    assert carry_out(root, steps.append) is DisposalState.DONE
    assert steps == [
        "staged",
        "synced",
        "placed",
        "listed",
        "begun",
        "bag-destroyed",
        "item-destroyed",
        "entered",
        "forgotten",
    ]
    holdings = holdings_of(root)
    assert filed["甲"] not in holdings.store.ids()
    assert holdings.store.further(filed["甲"]) == ()
    assert {filed["乙"], filed["计划"]} < set(holdings.store.ids())
    shown = archive.shown(holdings, "Z109-WS·2015-D10-0001")
    assert (shown.item.title, shown.item.destroyed_by, shown.names) == ("企业甲的调查表", LIST, ())
    register = archive.shown(holdings, LIST)
    assert register.item.title == "档案销毁清册（销毁清册〔2026〕1号，1件）"
    assert "attachment-1.xlsx" in register.names
    assert problems(root) == []
    assert found("企业甲") == {filed["甲"], register.item.item_id}
    assert found(RARE) == {filed["乙"], filed["计划"]}
    assert carry_out(root) is DisposalState.DONE


def test_no_file_of_the_archive_holds_the_text_of_what_was_destroyed(
    root: Path, filed: dict[str, str]
) -> None:
    holdings = holdings_of(root)
    secret = "只在这一份里写着的话纛"
    one = next(one for one in pieces(holdings) if one.item_id == filed["甲"])
    Fts5Index().add([to_search(one, secret)])
    assert holders(root, secret[-2:])
    desk_of(root).propose([filed["甲"]], None, "保管期满")
    desk_of(root, "李明").agree(LIST)
    carry_out(root)
    assert holders(root, secret[-2:]) == []


def holders(root: Path, text: str) -> list[str]:
    """Return the files below an archive that hold these characters."""
    return [path.name for path in root.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]


def test_a_destroyed_item_that_lies_there_again_is_an_error(root: Path, filed: dict[str, str]) -> None:
    folder = root / "items" / "2015" / filed["甲"]
    copy = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    desk_of(root).propose([filed["甲"]], None, "保管期满")
    desk_of(root, "李明").agree(LIST)
    carry_out(root)
    for name, content in copy.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    assert problems(root) == [f"{filed['甲']}：企业甲的调查表 登记已销毁（{LIST}），件却还在"]


def test_a_hold_after_the_agreement_saves_everything_on_the_list(root: Path, filed: dict[str, str]) -> None:
    desk_of(root).propose([], 2015, "保管期满")
    desk_of(root, "李明").agree(LIST)
    desk_of(root, "赵强").hold("Z109-WS·2015-D10-0002", "审计要用")
    with pytest.raises(RefusedError, match="暂缓：审计要用"):
        carry_out(root)
    assert set(filed.values()) == set(holdings_of(root).store.ids())
    assert problems(root) == []


STEPS = ("staged", "placed", "listed", "begun", "bag-destroyed", "item-destroyed", "entered", "forgotten")


@pytest.mark.parametrize("time", [1, 2])
@pytest.mark.parametrize("step", STEPS)
def test_stopped_at_any_step_it_can_be_gone_on_with_and_there_is_one_list(
    root: Path, filed: dict[str, str], step: str, time: int
) -> None:
    desk_of(root).propose([], 2015, "保管期满")
    desk_of(root, "李明").agree(LIST)
    seen: list[str] = []

    def stop(at: str) -> None:
        seen.append(at)
        if seen.count(step) == time:
            raise StorageError("磁盘已满")

    if time == 1 or step in ("bag-destroyed", "item-destroyed", "entered"):
        with pytest.raises(StorageError):
            carry_out(root, stop)
        reopen(root)
        assert [line for line in problems(root) if "不见了" in line] == []
    assert carry_out(root) is DisposalState.DONE
    holdings = holdings_of(root)
    assert [one.number for one in pieces(holdings) if one.number] == [LIST]
    gone = {one.item_id for one in pieces(holdings) if one.destroyed_by}
    assert gone == {filed["甲"], filed["乙"]}
    assert gone.isdisjoint(holdings.store.ids())
    assert problems(root) == []


def test_the_list_itself_is_filed_for_ever_with_the_year_it_is_of(root: Path, filed: dict[str, str]) -> None:
    desk_of(root).propose([filed["甲"]], None, "保管期满")
    desk_of(root, "李明").agree(LIST)
    carry_out(root)
    arranged(root, 2026)
    unit = next(unit for unit in holdings_of(root).keeping.units(2026))
    assert (str(unit.code), unit.number) == ("Z109-WS·2026-Y-0001", LIST)
