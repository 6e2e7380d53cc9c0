"""Verifying the whole: items, ledger, chain and copy must tell the same story."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gongwen.archive import pack
from gongwen.errors import NotFoundError
from gongwen.model import Level
from gongwen.office import archive, numbers
from gongwen.office.issue import issue
from tests.office.archives import TITLE, holdings_of, number, parts_of, request
from tests.office.test_numbers import stop_at

ONE = "2015-6c1e8f00-0001"


@pytest.fixture
def kept(root: Path) -> Path:
    issue(parts_of(root), request())
    return root


def problems(root: Path, level: Level = Level.ERROR) -> list[str]:
    findings = archive.verify(holdings_of(root)).findings
    return [f"{finding.place}：{finding.sentence}" for finding in findings if finding.level is level]


def test_an_honest_archive_is_sound(kept: Path) -> None:
    verification = archive.verify(holdings_of(kept))
    assert (verification.items, verification.numbers, verification.entries) == (1, 1, 2)
    assert verification.findings == ()
    assert verification.sound


def test_the_catalogue_lists_what_is_kept(kept: Path) -> None:
    (item,) = archive.listed(holdings_of(kept))
    assert (item.item_id, str(item.number), item.title, item.kind) == (
        ONE,
        "绍市软件办〔2015〕1号",
        TITLE,
        "通知",
    )


@pytest.mark.parametrize("name", [ONE, "绍市软件办〔2015〕1号", " 绍市软件办[2015]1号 "])
def test_an_item_is_shown_by_its_id_or_its_number(kept: Path, name: str) -> None:
    shown = archive.shown(holdings_of(kept), name)
    assert shown.metadata["title"] == TITLE
    assert shown.names == ("document.txt", "metadata.json", "original.docx", "original.pdf")
    assert shown.location == str(kept / "items" / "2015" / ONE)


def test_an_unknown_item_is_not_found(kept: Path) -> None:
    with pytest.raises(NotFoundError, match="存档里没有「绍市软件办〔2015〕2号」"):
        archive.shown(holdings_of(kept), "绍市软件办〔2015〕2号")


def test_a_changed_original_is_found(kept: Path) -> None:
    path = kept / "items" / "2015" / ONE / "data" / "original.pdf"
    path.chmod(0o644)
    path.write_bytes(b"forged")
    assert f"{ONE}/data/original.pdf：data/original.pdf：内容已被改动" in problems(kept)
    assert not archive.verify(holdings_of(kept)).sound


def test_a_missing_item_is_found(kept: Path) -> None:
    shutil.rmtree(kept / "items" / "2015" / ONE)
    assert problems(kept) == [f"{ONE}：绍市软件办〔2015〕1号 的件不见了"]


def test_a_renamed_item_is_found_from_both_sides(kept: Path) -> None:
    item = kept / "items" / "2015" / ONE
    item.rename(item.with_name("副本"))
    stray = item.with_name("副本")
    assert problems(kept) == [
        f"{ONE}：绍市软件办〔2015〕1号 的件不见了",
        f"2015/副本：{stray}：不是件，或放错了年度，或改过名",
    ]


def test_a_changed_ledger_copy_is_found(kept: Path) -> None:
    path = kept / "ledger" / "2015.jsonl"
    path.write_text(path.read_text("utf-8").replace("李明", "李四"), "utf-8")
    assert problems(kept) == ["登记副本 2015 年第 2 条：与数据库里的登记不符，有一方被改动"]


def test_a_ledger_copy_longer_than_the_ledger_is_found(kept: Path) -> None:
    with (kept / "ledger" / "2015.jsonl").open("a") as file:
        file.write("{}\n")
    assert problems(kept) == ["登记副本 2015 年第 3 条：与数据库里的登记不符，有一方被改动"]


@pytest.mark.parametrize("cut", [1, 30])
def test_a_ledger_copy_cut_short_is_a_warning_until_it_is_caught_up(kept: Path, cut: int) -> None:
    path = kept / "ledger" / "2015.jsonl"
    path.write_bytes(path.read_bytes()[:-cut])
    assert problems(kept, Level.ERROR) == []
    holdings_of(kept).catch_up()
    assert archive.verify(holdings_of(kept)).findings == ()


def test_numbers_nobody_decided_on_are_warnings(kept: Path) -> None:
    stop_at(kept, "placed", request("关于报送总结的通知"))
    numbers.adopt(holdings_of(kept), number(4), reason="手工编号")
    assert problems(kept) == []
    assert problems(kept, Level.WARNING) == [
        "2015-6c1e8f00-0002：已就位，字号还是预留；请续办或作废",
        "绍市软件办〔2015〕2号：预留，未办完：关于报送总结的通知；请续办或作废",
        "绍市软件办〔2015〕3号：空号，没有登记；请补登或作废",
    ]


def test_an_item_that_no_number_accounts_for_is_damage(kept: Path) -> None:
    foreign = pack("2015-6c1e8f00-0009", {"document.txt": b"x"}, {})
    store = holdings_of(kept).store
    store.stage(foreign)
    store.sync(foreign.item_id)
    store.place(foreign.item_id)
    assert problems(kept) == ["2015-6c1e8f00-0009：没有哪个字号、哪次收存是这件的"]


def specified_check(root: Path) -> subprocess.CompletedProcess[str]:
    """Run the check of the chain that the specification prints, without gongwen."""
    text = (Path(__file__).parents[2] / "archive" / "README.md").read_text("utf-8")
    program = text.split("```python\n")[1].split("```")[0]
    return subprocess.run(
        [sys.executable, "-I", "-c", program], cwd=root / "ledger", capture_output=True, text=True
    )


def test_the_specifications_own_check_accepts_the_ledger_copy_and_finds_a_change(kept: Path) -> None:
    assert specified_check(kept).returncode == 0
    path = kept / "ledger" / "2015.jsonl"
    path.write_text(path.read_text("utf-8").replace("李明", "李四"), "utf-8")
    assert "AssertionError" in specified_check(kept).stderr


def lines_left(kept: Path, count: int) -> None:
    path = kept / "ledger" / "2015.jsonl"
    path.write_text("".join(path.read_text("utf-8").splitlines(keepends=True)[:count]), "utf-8")


@pytest.mark.parametrize(
    ("left", "error"),
    [
        (3, ""),
        (2, "登记副本 2015 年第 3 条：少了最后 17 条，断电不会少这么多，有人删过；请查明原因"),
        (
            0,
            "登记副本 2015 年第 1 条：整份不见了（19 条），断电不会少这么多，有人删过；请查明原因",
        ),
    ],
)
def test_a_ledger_copy_that_lost_more_than_a_crash_can_lose_is_damage(
    kept: Path, left: int, error: str
) -> None:
    for serial in range(2, 19):
        numbers.adopt(holdings_of(kept), number(serial), reason="手工编号")
    lines_left(kept, left)
    assert problems(kept) == ([error] if error else [])
    assert bool(problems(kept, Level.WARNING)) is not bool(error)


def test_a_year_whose_ledger_copy_was_deleted_is_damage(kept: Path) -> None:
    (kept / "ledger" / "2015.jsonl").unlink()
    (error,) = problems(kept)
    assert "整份不见了（2 条）" in error


def test_a_first_entry_that_a_crash_left_uncopied_is_a_warning(root: Path) -> None:
    stop_at(root, "reserved")
    assert problems(root) == []
    assert "登记副本 2015 年第 1 条：还没有抄到副本，下次办文时补抄" in problems(root, Level.WARNING)


def test_a_block_that_a_crash_left_uncopied_is_a_warning(root: Path) -> None:
    numbers.adopt(holdings_of(root), number(1), reason="手工编号")
    numbers.block(holdings_of(root), "绍市软件办", 2015, 30, reason="三十个单位")
    lines_left(root, 1)
    assert problems(root) == []
    assert "登记副本 2015 年第 2 条：还没有抄到副本，下次办文时补抄" in problems(root, Level.WARNING)
