"""Numbers at the desk: taken by hand, voided, listed; the ledger copy follows each act."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from gongwen.errors import IntegrityError, NotFoundError, RefusedError, StorageError
from gongwen.model import DocumentNumber
from gongwen.office import archive, numbers
from gongwen.office.desk.request import IssueRequest
from gongwen.office.issue import issue, resume
from tests.office.archives import OFFICE, holdings_of, number, paper, parts_of, request

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


def test_a_block_is_in_the_copy_number_by_number(root: Path) -> None:
    reserved = numbers.block(holdings_of(root), "绍市软件办", 2015, 2, reason="两个区")
    assert str(reserved) == "绍市软件办〔2015〕1—2号"
    assert copy_of(root) == [("reserved", "绍市软件办〔2015〕1号"), ("reserved", "绍市软件办〔2015〕2号")]


def test_the_same_words_again_are_the_same_block_and_other_words_another(root: Path) -> None:
    first = numbers.block(holdings_of(root), "绍市软件办", 2015, 2, reason="两个区")
    assert numbers.block(holdings_of(root), "绍市软件办", 2015, 2, reason="两个区 ") == first
    assert (
        str(numbers.block(holdings_of(root), "绍市软件办", 2015, 2, reason="另两个县"))
        == "绍市软件办〔2015〕3—4号"
    )


def test_a_paper_that_we_lead_is_not_entered_as_one_of_others(root: Path) -> None:
    with pytest.raises(RefusedError, match="主办机关写的是本机关"):
        numbers.joint(
            holdings_of(root),
            DocumentNumber("绍国资发", 2015, 7),
            title="关于联合检查的通知",
            lead_issuer=OFFICE,
        )


def test_a_block_of_a_year_to_come_is_refused(root: Path) -> None:
    with pytest.raises(RefusedError, match="2027 年还没有到"):
        numbers.block(holdings_of(root), "绍市软件办", 2027, 2, reason="两个区")


def test_papers_are_issued_into_their_block(root: Path) -> None:
    numbers.block(holdings_of(root), "绍市软件办", 2015, 3, reason="三个区")
    first = issue(parts_of(root), replace(request("甲"), block=number(1)))
    last = issue(parts_of(root), replace(request("乙"), number=number(3)))
    after = issue(parts_of(root), request("丙"))
    assert [report.number for report in (first, last, after)] == [number(1), number(3), number(4)]
    assert [str(record) for record in numbers.open_numbers(holdings_of(root))] == [
        "绍市软件办〔2015〕2号　预留：还没有用（绍市软件办〔2015〕1—3号一段，三个区）；请用它办文或作废"
    ]
    with pytest.raises(RefusedError, match="先有公文，后续办"):
        resume(parts_of(root), number(2))
    numbers.void_rest(holdings_of(root), number(1), "第三个区不发")
    assert numbers.open_numbers(holdings_of(root)) == ()
    assert archive.verify(holdings_of(root)).findings == ()


@pytest.mark.parametrize("step", ["reserved", "staged", "placed"])
def test_a_misprint_is_printed_again_under_the_same_number(root: Path, step: str) -> None:
    stop_at(root, step)
    corrected = request("关于印发《实施方案》的通知（改正）")
    numbers.revise(parts_of(root), number(1), corrected, "标题印错")
    report = resume(parts_of(root), number(1))
    assert report.number == number(1)
    assert "（改正）" in holdings_of(root).store.read(ONE, "document.txt").decode()
    assert [verb for verb, _ in copy_of(root)] == ["reserved", "revised", "issued"]
    assert archive.verify(holdings_of(root)).findings == ()
    if step == "placed":
        old = (root / "quarantine" / "own" / ONE / "data" / "document.txt").read_text("utf-8")
        assert "（改正）" not in old
    with pytest.raises(RefusedError, match="这份公文已经改正（标题印错），改正后的是 绍市软件办〔2015〕1号"):
        issue(parts_of(root), request())
    assert issue(parts_of(root), corrected).repeated


def test_a_correction_that_was_stopped_before_the_misprint_went_aside_is_resumed(root: Path) -> None:
    stop_at(root, "placed")
    corrected = request("改正的通知")

    def stop(step: str) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        numbers.revise(parts_of(root, stop), number(1), corrected, "标题印错")
    assert (root / "items" / "2015" / ONE).is_dir()
    assert resume(parts_of(root), number(1)).number == number(1)
    assert archive.verify(holdings_of(root)).findings == ()
    assert (root / "quarantine" / "own" / ONE).is_dir()


def test_a_correction_to_another_series_is_refused(root: Path) -> None:
    stop_at(root, "reserved")
    other = IssueRequest(paper(code="绍市软函"), "李明", request().signed_on, new_series=True)
    with pytest.raises(RefusedError, match="要编 绍市软函〔2015〕的号，不是 绍市软件办〔2015〕1号"):
        numbers.revise(parts_of(root), number(1), other, "代字写错")


def test_closing_opening_and_joint_papers_are_in_the_copy(root: Path) -> None:
    issue(parts_of(root), request())
    holdings = holdings_of(root)
    assert numbers.close(holdings, "绍市软件办", 2015, "整理完毕").closed_at is not None
    assert numbers.reopen(holdings, "绍市软件办", 2015, "漏登一份").closed_at is None
    lead = DocumentNumber("绍市国资委", 2015, 12)
    numbers.joint(holdings, lead, title="联合检查", lead_issuer="市国资委")
    assert copy_of(root)[2:] == [
        ("closed", "绍市软件办〔2015〕"),
        ("reopened", "绍市软件办〔2015〕"),
        ("joint", "绍市国资委〔2015〕12号"),
    ]
    assert [record.number for record in numbers.joint_papers(holdings)] == [lead]
    assert archive.verify(holdings).findings == ()


def test_a_further_copy_is_the_same_bytes_and_is_entered(root: Path, tmp_path: Path) -> None:
    issue(parts_of(root), request())
    holdings = holdings_of(root)
    written = numbers.copy(holdings, number(1), tmp_path / "out", copies=2, reason="新昌县遗失")
    assert sorted(copy.path.suffix for copy in written) == [".docx", ".pdf"]
    for copy in written:
        assert copy.path.read_bytes() == holdings.store.read(ONE, f"original{copy.path.suffix}")
    assert copy_of(root)[-1] == ("copied", "绍市软件办〔2015〕1号")


def test_no_copy_is_made_or_entered_of_an_item_that_is_damaged(root: Path, tmp_path: Path) -> None:
    issue(parts_of(root), request())
    path = root / "items" / "2015" / ONE / "data" / "original.pdf"
    path.chmod(0o644)
    path.write_bytes(b"x")
    with pytest.raises(IntegrityError, match="已损坏"):
        numbers.copy(holdings_of(root), number(1), tmp_path / "out", copies=1, reason="遗失")
    assert copy_of(root)[-1] == ("issued", "绍市软件办〔2015〕1号")
    assert not (tmp_path / "out").exists()


def test_a_copy_that_cannot_be_written_says_that_it_was_entered(root: Path, tmp_path: Path) -> None:
    issue(parts_of(root), request())
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StorageError, match="1号 的这次补印已经登记，文件没有写出"):
        numbers.copy(holdings_of(root), number(1), tmp_path / "file", copies=1, reason="遗失")
    assert copy_of(root)[-1] == ("copied", "绍市软件办〔2015〕1号")
