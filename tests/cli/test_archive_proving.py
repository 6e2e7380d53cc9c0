"""archive verify, history, rebuild, audit: what they print, what they exit with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Desk
from tests.cli.running import OFFICE, gongwen

THREE = "绍市软件办〔2015〕3号"


@pytest.fixture
def archive(desk: Desk, tmp_path: Path) -> Path:
    desk.run("archive", "list")
    return Path(shutil.copytree(desk.archive, tmp_path / "archive"))


def test_one_item_is_told_check_by_check(archive: Path) -> None:
    told = gongwen("archive", "verify", "--item", THREE, "--archive", archive)
    assert told.code == 0
    assert "真实性　通过" in told.out
    assert "  GD-4-2* 病毒检测　未检测：本程序不查病毒，请用本单位的杀毒软件检测" in told.out


def test_the_report_is_written_and_named(archive: Path, tmp_path: Path) -> None:
    told = gongwen("archive", "verify", "--report", tmp_path / "报告", "--archive", archive)
    assert told.code == 0
    assert len(list((tmp_path / "报告").iterdir())) == 4
    assert told.out.count("已写出 ") == 4
    inside = gongwen("archive", "verify", "--report", archive / "报告", "--archive", archive)
    assert inside.code == 5


def test_a_script_reads_every_check(archive: Path) -> None:
    (organ,) = gongwen("archive", "verify", "--json", "--archive", archive).json
    assert organ["sound"] is True
    assert organ["recorded"] is True
    (one,) = organ["proofs"]
    assert one["verdicts"] == {"真实性": "通过", "完整性": "通过", "可用性": "通过", "安全性": "通过"}
    assert len(one["checks"]) == 31


def test_every_check_of_the_archive_stands_in_its_history(archive: Path) -> None:
    before = len(gongwen("archive", "history", "--json", "--archive", archive).json)
    gongwen("archive", "verify", "--archive", archive)
    told = gongwen("archive", "history", "--archive", archive)
    assert told.out.splitlines()[-1] == f"共 {before + 1} 条"
    of_three = gongwen("archive", "history", THREE, "--json", "--archive", archive).json
    assert [event["verb"] for event in of_three][:2] == ["reserved", "issued"]


def test_a_damaged_item_is_entered_as_such_and_exits_8(archive: Path) -> None:
    (archive / "items/2015/2015-6c1e8f00-0003/data/original.pdf").chmod(0o644)
    with (archive / "items/2015/2015-6c1e8f00-0003/data/original.pdf").open("ab") as file:
        file.write(b"x")
    assert gongwen("archive", "verify", "--archive", archive).code == 8
    last = gongwen("archive", "history", "--json", "--archive", archive).json[-1]
    assert last["details"]["failed"] == ["2015-6c1e8f00-0003"]
    assert last["details"]["sound"] is False


def test_a_database_that_was_lost_is_rebuilt_and_then_sound(archive: Path) -> None:
    numbers = gongwen("number", "list", "--json", "--archive", archive).json
    for path in archive.glob("gongwen.db*"):
        path.unlink()
    assert gongwen("archive", "list", "--archive", archive).code == 8
    told = gongwen("archive", "rebuild", "--archive", archive)
    assert told.code == 0
    assert told.out.startswith(f"已重建 {archive}：1 个机关，")
    assert "由备份恢复" in told.out
    assert gongwen("archive", "verify", "--archive", archive).code == 0
    assert gongwen("number", "list", "--json", "--archive", archive).json == numbers
    again = gongwen("archive", "rebuild", "--archive", archive)
    assert (again.code, "是好的，没有动它" in again.err) == (5, True)


def test_an_archive_is_rebuilt_elsewhere(archive: Path, tmp_path: Path) -> None:
    told = gongwen("archive", "rebuild", "--to", tmp_path / "new", "--json", "--archive", archive)
    assert (told.code, told.json["archive"], told.json["items"]) == (0, str(tmp_path / "new"), 1)
    assert OFFICE in gongwen("archive", "verify", "--archive", tmp_path / "new").out


def test_the_logs_are_read_by_year_and_by_number(archive: Path) -> None:
    told = gongwen("audit", "--year", "2015", "--archive", archive)
    assert (told.code, "共 4 条" in told.out) == (0, True)
    assert "登记 2015 年 4 条，末条 " in told.out
    of_three = gongwen("audit", "--on", "绍市软件办[2015]3号", "--json", "--archive", archive).json
    assert [entry["verb"] for entry in of_three["entries"]] == ["reserved", "issued"]
    assert gongwen("audit", "--on", "绍市软件办〔2015〕99号", "--archive", archive).code == 4


def test_a_head_on_paper_is_held_against_the_chain(archive: Path) -> None:
    (head,) = gongwen("audit", "--year", "2015", "--json", "--archive", archive).json["heads"]
    fits = gongwen("audit", "--against", head["hash"][:16], "--count", head["count"], "--archive", archive)
    assert (fits.code, fits.out) == (0, f"相符：{OFFICE} 登记 2015 年 4 条，末条 {head['hash']}\n")
    cut = gongwen("audit", "--against", head["hash"][:16], "--count", 5, "--archive", archive)
    assert cut.code == 8
    assert "有条目被删去、截断或改动，或抄错了" in cut.err
    assert gongwen("audit", "--against", "ab", "--count", 5, "--archive", archive).code == 2


def test_a_broken_log_is_not_read_as_if_it_were_whole(archive: Path) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(archive / "gongwen.db")) as writing:
        writing.execute("UPDATE records_entry SET line = replace(line, '手工编号', '手工') WHERE ordinal = 1")
        writing.commit()
    told = gongwen("audit", "--year", "2015", "--archive", archive)
    assert told.code == 8
    assert "内容与它的摘要不符，已被改动" in told.err
