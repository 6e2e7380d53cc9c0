"""Further bags beside an item: whole and entered, or not there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongwen.archive.bag import pack
from gongwen.errors import StorageError
from gongwen.office import archive
from gongwen.office.issue import issue
from gongwen.office.keeping.bags import KeptFile, add_further
from tests.office.archives import holdings_of, parts_of, reopen, request

THREE = "2015-6c1e8f00-0001"
SCAN = KeptFile("scan-1.pdf", "盖章的一份.pdf", b"%PDF-1.7 seal")


@pytest.fixture
def kept(root: Path) -> Path:
    issue(parts_of(root), request())
    return root


def problems(root: Path) -> list[str]:
    findings = archive.verify(holdings_of(root)).findings
    return [f"{finding.place}：{finding.sentence}" for finding in findings]


def test_a_scan_is_added_beside_the_item_which_does_not_change(kept: Path) -> None:
    holdings = holdings_of(kept)
    before = holdings.store.get(THREE)
    record = add_further(holdings, THREE, "用印扫描件", [SCAN], {"note": "二〇一五年盖"})
    assert record.bag_id == f"{THREE}.001"
    assert holdings.store.read(record.bag_id, "scan-1.pdf") == b"%PDF-1.7 seal"
    said = json.loads(holdings.store.read(record.bag_id, "metadata.json"))
    assert (said["item_id"], said["purpose"], said["note"]) == (THREE, "用印扫描件", "二〇一五年盖")
    assert holdings.store.get(THREE) == before
    assert problems(kept) == []
    assert add_further(holdings, THREE, "发文稿纸", [SCAN]).bag_id == f"{THREE}.002"


def test_a_further_bag_that_nobody_entered_or_that_is_lost_is_found(kept: Path) -> None:
    holdings = holdings_of(kept)
    add_further(holdings, THREE, "用印扫描件", [SCAN])
    stranger = pack(f"{THREE}.002", {"a.txt": b"?"}, {})
    holdings.store.stage(stranger)
    holdings.store.sync(stranger.item_id)
    holdings.store.place(stranger.item_id)
    holdings.store.quarantine(f"{THREE}.001", "试验")
    assert problems(kept) == [
        f"{THREE}.001：追加的小包（用印扫描件）不见了",
        f"{THREE}.002：没有登记过追加这个小包",
    ]


@pytest.mark.parametrize("step", ["staged", "synced", "placed"])
def test_what_stopped_on_the_way_is_done_again_and_nothing_is_left_over(kept: Path, step: str) -> None:
    def stop(at: str) -> None:
        if at == step:
            raise StorageError("磁盘已满")

    with pytest.raises(StorageError):
        add_further(holdings_of(kept), THREE, "用印扫描件", [SCAN], on_step=stop)
    holdings = reopen(kept)
    other = KeptFile("scan-1.pdf", "另一份.pdf", b"%PDF-1.7 other")
    assert add_further(holdings, THREE, "用印扫描件", [other]).bag_id == f"{THREE}.001"
    assert holdings.store.read(f"{THREE}.001", "scan-1.pdf") == b"%PDF-1.7 other"
    assert problems(kept) == []
