"""backup, restore, drill from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Desk
from tests.cli.running import gongwen


def test_a_backup_is_made_checked_and_restored(desk: Desk, tmp_path: Path) -> None:
    made = desk.run("backup", "--out", tmp_path, "--json")
    assert (made.code, made.json["findings"]) == (0, [])
    backup = Path(made.json["path"])
    assert backup.parent == tmp_path
    checked = gongwen("backup", "--check", backup)
    assert (checked.code, checked.out) == (0, f"备份完好：{backup}\n")
    restored = gongwen("restore", backup, "--to", tmp_path / "存档")
    assert restored.code == 0
    assert restored.out == f"已恢复 {made.json['files']} 个文件：{tmp_path / '存档'}\n"
    listed = [desk.run("number", "list").out, gongwen("--archive", tmp_path / "存档", "number", "list").out]
    assert listed[0] == listed[1]


def test_a_damaged_backup_is_named_and_not_restored(desk: Desk, tmp_path: Path) -> None:
    backup = Path(desk.run("backup", "--out", tmp_path, "--json").json["path"])
    with (backup / "data" / "ledger" / "2015.jsonl").open("a") as file:
        file.write("x")
    checked = gongwen("backup", "--check", backup)
    assert checked.code == 8
    assert "错误｜ledger/2015.jsonl｜内容已被改动（备份是一个 BagIt 包）" in checked.err.splitlines()
    restored = gongwen("restore", backup, "--to", tmp_path / "存档")
    assert restored.code == 8
    assert "没有恢复" in restored.err
    assert not (tmp_path / "存档").exists()


def test_a_drill_says_what_was_compared(desk: Desk, tmp_path: Path) -> None:
    drilled = desk.run("drill", "--work", tmp_path)
    assert drilled.code == 0
    assert drilled.out.endswith("条登记，备份后恢复出来，没有一处不同\n")
    assert list(tmp_path.iterdir()) == []


def test_what_is_lacking_or_in_the_wrong_place_is_said(desk: Desk, tmp_path: Path) -> None:
    assert desk.run("backup").code == 2
    inside = desk.run("backup", "--out", desk.archive / "备份")
    assert (inside.code, "在存档" in inside.err) == (5, True)
    assert gongwen("restore", tmp_path, "--to", tmp_path / "新").code == 4
    assert not (tmp_path / "新").exists()
