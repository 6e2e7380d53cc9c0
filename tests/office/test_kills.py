"""Killed at any named step, no number is lost or doubled, and a person can go on or give up."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path

import bagit
import pytest

from gongwen.office import archive, numbers
from gongwen.office.desk.database import connect
from gongwen.office.desk.holdings import Holdings
from gongwen.office.issue import STEPS, issue, resume
from gongwen.records.values import State
from gongwen.search import Fts5Index, parse_query
from tests.office.archives import make_archive, number, parts_of, reopen, request

REPOSITORY = Path(__file__).parents[2]
ONE, TWO = "2015-6c1e8f00-0001", "2015-6c1e8f00-0002"
COMMITTED = ("committed", "ledger-issued")
BEFORE = tuple(step for step in STEPS if step not in COMMITTED)


@cache
def killed_archive(folder: Path, step: str) -> Path:
    """An archive in which the process issuing number 2 was killed at `step`; 1 was acknowledged."""
    root = folder / step
    make_archive(root)
    connect(folder / "elsewhere.db")
    died = subprocess.run(
        [sys.executable, "-m", "tests.office.killed", str(root), step],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
    )
    assert died.returncode == -signal.SIGKILL, died.stderr
    assert died.stdout.splitlines() == [f"绍市软件办〔2015〕1号 已核发，存在 {root}/items/2015/{ONE}"]
    return root


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("killed")


@pytest.fixture
def root(folder: Path, tmp_path: Path, step: str) -> Path:
    """A copy of the killed archive, so that each test finds it as it was left."""
    connect(tmp_path / "elsewhere.db")
    return Path(shutil.copytree(killed_archive(folder, step), tmp_path / "archive"))


def assert_nothing_lost_or_doubled(holdings: Holdings) -> None:
    """Every number to the highest is accounted for; every issued one has its item and digest once."""
    records = holdings.ledger.listing()
    assert [record.number for record in records] == [number(serial + 1) for serial in range(len(records))]
    for record in records:
        assert record.state is not State.GAP
        assert record.reason or record.state is not State.VOID
    issued = [record for record in records if record.state is State.ISSUED]
    assert [item.number for item in holdings.ledger.items()] == [record.number for record in issued]
    for record in issued:
        assert holdings.store.verify(record.item_id, record.digest) == ()
        assert bagit.Bag(holdings.store.location(record.item_id)).is_valid()
    verification = archive.verify(holdings)
    assert verification.sound, [str(finding) for finding in verification.findings]


def found() -> set[str]:
    return {hit.item_id for hit in Fts5Index().search(parse_query("黑名单")).hits}


@pytest.mark.parametrize("step", BEFORE)
def test_before_the_commit_the_number_is_reserved_and_the_list_says_so(root: Path, step: str) -> None:
    holdings = reopen(root)
    assert_nothing_lost_or_doubled(holdings)
    assert [str(record) for record in numbers.listing(holdings)] == [
        f"绍市软件办〔2015〕1号　核发：第一份（李明 2015年6月22日签发，件 {ONE}）",
        "绍市软件办〔2015〕2号　预留，未办完：第二份；请续办或作废",
    ]
    assert found() == {ONE}


@pytest.mark.parametrize("step", COMMITTED)
def test_after_the_commit_the_number_is_issued(root: Path, step: str) -> None:
    holdings = reopen(root)
    assert_nothing_lost_or_doubled(holdings)
    assert [record.state for record in holdings.ledger.listing()] == [State.ISSUED, State.ISSUED]
    assert archive.verify(holdings).findings == ()
    assert found() == {ONE, TWO}


@pytest.mark.parametrize("step", STEPS)
def test_resuming_completes_the_paper(root: Path, step: str) -> None:
    holdings = reopen(root)
    report = resume(parts_of(root), number(2))
    assert (report.item_id, report.repeated) == (TWO, step in COMMITTED)
    assert_nothing_lost_or_doubled(holdings)
    assert archive.verify(holdings).findings == ()
    assert list((root / "staging" / "own").glob("2*")) == []
    assert found() == {ONE, TWO}


@pytest.mark.parametrize("step", STEPS)
def test_asking_again_gives_the_same_number(root: Path, step: str) -> None:
    holdings = reopen(root)
    assert issue(parts_of(root), request("第二份")).number == number(2)
    assert issue(parts_of(root), request("第三份")).number == number(3)
    assert_nothing_lost_or_doubled(holdings)


@pytest.mark.parametrize("step", BEFORE)
def test_voiding_leaves_what_was_made_in_quarantine(root: Path, step: str) -> None:
    holdings = reopen(root)
    numbers.void(holdings, number(2), "断电，改日重办")
    assert_nothing_lost_or_doubled(holdings)
    assert holdings.store.ids() == (ONE,)
    aside = root / "quarantine" / "own" / TWO
    assert aside.is_dir() is (step in ("staged", "synced", "placed"))
    assert list((root / "staging" / "own").glob("2*")) == []
    assert archive.verify(holdings).findings == ()
    assert issue(parts_of(root), request("第二份")).number == number(3)
