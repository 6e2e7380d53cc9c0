"""Numbers at the desk: taken by hand, voided, listed; the ledger copy follows each act."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongwen.errors import NotFoundError, RefusedError
from gongwen.office import numbers
from gongwen.office.desk.request import IssueRequest
from gongwen.office.issue import issue
from tests.office.archives import holdings_of, number, parts_of, request

ONE = "2015-6c1e8f00-0001"


class Stopped(Exception):
    """The work was stopped at a step."""


def stop_at(root: Path, step: str, asked: IssueRequest | None = None) -> None:
    def stop(told: str) -> None:
        if told == step:
            raise Stopped

    with pytest.raises(Stopped):
        issue(parts_of(root, stop), asked or request())


def copy_of(root: Path) -> list[tuple[str, str]]:
    lines = (root / "ledger" / "2015.jsonl").read_text("utf-8").splitlines()
    return [(entry["verb"], entry["number"]) for entry in map(json.loads, lines)]


def test_an_adopted_number_is_in_the_copy_at_once(root: Path) -> None:
    numbers.adopt(holdings_of(root), number(1), reason="手工编号", title="旧通知")
    assert copy_of(root) == [("adopted", "绍市软件办〔2015〕1号")]


@pytest.mark.parametrize(("step", "left"), [("staged", "staging/own"), ("placed", "items/2015")])
def test_voiding_moves_what_was_made_into_quarantine(root: Path, step: str, left: str) -> None:
    stop_at(root, step)
    assert (root / left / ONE).is_dir()
    record = numbers.void(holdings_of(root), number(1), "领导决定不发")
    assert str(record) == "绍市软件办〔2015〕1号　作废：领导决定不发"
    assert not (root / left / ONE).exists()
    assert (root / "quarantine" / "own" / ONE / "bagit.txt").exists()
    note = json.loads((root / "quarantine" / "own" / f"{ONE}.json").read_text("utf-8"))
    assert note == {"item_id": ONE, "reason": "领导决定不发"}
    assert copy_of(root)[-1] == ("voided", "绍市软件办〔2015〕1号")


def test_voiding_without_a_reason_moves_nothing(root: Path) -> None:
    stop_at(root, "placed")
    with pytest.raises(RefusedError, match="作废没有写原因"):
        numbers.void(holdings_of(root), number(1), "  ")
    assert (root / "items" / "2015" / ONE).is_dir()


def test_an_issued_item_stays_where_it_is(root: Path) -> None:
    issue(parts_of(root), request())
    with pytest.raises(RefusedError, match="核发的公文不能作废"):
        numbers.void(holdings_of(root), number(1), "后悔了")
    assert (root / "items" / "2015" / ONE).is_dir()


def test_a_number_nobody_asked_for_cannot_be_voided(root: Path) -> None:
    with pytest.raises(NotFoundError, match="没有登记过 绍市软件办〔2015〕1号"):
        numbers.void(holdings_of(root), number(1), "没有")


def test_reserved_numbers_and_gaps_wait_for_a_decision(root: Path) -> None:
    numbers.adopt(holdings_of(root), number(2), reason="手工编号")
    stop_at(root, "reserved")
    assert [str(record) for record in numbers.open_numbers(holdings_of(root))] == [
        "绍市软件办〔2015〕1号　空号，没有登记；请补登或作废",
        "绍市软件办〔2015〕3号　预留，未办完：关于印发《实施方案》的通知；请续办或作废",
    ]


def test_the_listing_is_the_whole_series(root: Path) -> None:
    numbers.adopt(holdings_of(root), number(2), reason="手工编号")
    assert [record.number for record in numbers.listing(holdings_of(root))] == [number(1), number(2)]
