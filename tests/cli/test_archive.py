"""`gongwen archive`: what is kept is listed, shown, verified, and indexed anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import ISSUE, Desk
from tests.cli.running import EXAMPLES, FACTS, everything_in, gongwen

TITLE = "关于印发《绍兴市推进国有企业使用正版软件工作实施方案（2015—2020年）》的通知"


def test_the_list_names_number_date_item_and_title(desk: Desk) -> None:
    listed = desk.run("archive", "list")
    assert listed.out.splitlines()[2].split() == [
        "绍市软件办〔2015〕3号",
        "2015年6月23日",
        "2015-6c1e8f00-0003",
        TITLE,
    ]
    assert desk.run("archive", "list", "--json").json[0]["title"] == TITLE


@pytest.mark.parametrize("name", ["绍市软件办〔2015〕3号", "绍市软件办[2015]3号", "2015-6c1e8f00-0003"])
def test_an_item_is_shown_by_number_or_item_id(desk: Desk, name: str) -> None:
    shown = desk.run("archive", "show", name)
    assert (shown.code, shown.err) == (0, "")
    rows = dict(line.split(maxsplit=1) for line in shown.out.splitlines())
    assert rows["标题"] == TITLE
    assert rows["签发"] == "王建国　2015年6月23日"
    assert rows["位置"] == f"{desk.archive}/items/2015/2015-6c1e8f00-0003"
    assert rows["文件"] == "document.txt、facts.json、metadata.json、original.docx、original.pdf、steps.json"


def test_an_item_is_one_json_document(desk: Desk) -> None:
    shown = desk.run("archive", "show", "绍市软件办〔2015〕3号", "--json").json
    assert shown["kind"] == "通知"
    assert shown["metadata"]["number"] == "绍市软件办〔2015〕3号"


def test_what_is_not_kept_is_not_found(desk: Desk) -> None:
    missing = desk.run("archive", "show", "绍市软件办〔2015〕1号")
    assert (missing.code, missing.out) == (4, "")
    assert missing.err.startswith("错误：存档里没有「绍市软件办〔2015〕1号」；")


def test_a_sound_archive_is_verified_without_a_change_but_the_entry_of_that(desk: Desk) -> None:
    before = everything_in(desk.archive)
    verified = desk.run("archive", "verify")
    assert verified.code == 0
    assert verified.out == "绍兴市使用正版软件工作领导小组办公室：1 件，3 个字号，4 条登记，完好\n"
    after = everything_in(desk.archive)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert {name for name in changed if not name.startswith("ledger/keeping/")} <= {"gongwen.db"}


def copy_of(desk: Desk, folder: Path) -> Path:
    """Copy the archive, so that it can be damaged."""
    desk.run("archive", "list")
    return Path(shutil.copytree(desk.archive, folder / "archive"))


def test_a_changed_byte_is_damage(desk: Desk, tmp_path: Path) -> None:
    archive = copy_of(desk, tmp_path)
    original = archive / "items/2015/2015-6c1e8f00-0003/data/original.pdf"
    original.chmod(0o644)
    original.write_bytes(original.read_bytes()[:-1] + b"x")
    verified = gongwen("archive", "verify", "--archive", archive)
    assert verified.code == 8
    assert "有损坏" in verified.out
    assert "data/original.pdf" in verified.out
    assert gongwen("archive", "verify", "--json", "--archive", archive).json[0]["sound"] is False


def test_a_gap_is_something_to_decide_not_damage(empty: Path) -> None:
    gongwen("number", "adopt", "绍市软件办〔2015〕2号", "--reason", "手工编号", "--archive", empty)
    verified = gongwen("archive", "verify", "--archive", empty)
    assert verified.code == 6
    assert verified.out.splitlines() == [
        "绍兴市使用正版软件工作领导小组办公室：0 件，1 个字号（另有 1 个空号），1 条登记，完好，有待办事项",
        "警告｜绍市软件办〔2015〕1号｜空号，没有登记；请补登或作废（登记）",
    ]


@pytest.mark.parametrize("engine", ["fts5", "whoosh", "scan"])
def test_an_index_that_was_lost_is_made_anew_from_the_items(desk: Desk, tmp_path: Path, engine: str) -> None:
    archive = copy_of(desk, tmp_path)
    shutil.rmtree(archive / "index")
    (archive / "index").mkdir()
    made = gongwen("archive", "reindex", "--engine", engine, "--archive", archive)
    assert (made.code, made.out) == (0, f"已重建检索（{engine}），共 1 件\n")
    found = gongwen("search", "黑名单", "--engine", engine, "--json", "--archive", archive).json
    assert [hit["number"] for hit in found["hits"]] == ["绍市软件办〔2015〕3号"]


def test_a_second_archive_in_the_same_place_is_refused(desk: Desk) -> None:
    refused = desk.run("init", "别的机关")
    assert (refused.code, "已经是存档" in refused.err) == (5, True)


def test_init_says_where_the_archive_is(tmp_path: Path) -> None:
    made = gongwen("init", "某办公室", "--archive", tmp_path / "新", "--json")
    assert made.json == {"archive": str(tmp_path / "新"), "name": "某办公室", "fonds": "own"}
    assert gongwen("archive", "list", "--archive", tmp_path / "新").out == "共 0 件\n"


def test_the_environment_names_the_archive_and_the_option_wins(desk: Desk, tmp_path: Path) -> None:
    elsewhere = {"GONGWEN_ARCHIVE": str(tmp_path)}
    assert gongwen("archive", "list", environment=elsewhere).code == 4
    assert gongwen("archive", "list", "--archive", desk.archive, environment=elsewhere).code == 0
    assert gongwen("--archive", tmp_path, "archive", "list", "--archive", desk.archive).code == 0


ITEM = "items/2015/2015-6c1e8f00-0003"
GONE = "绍市软件办〔2015〕3号 已经核发，它的件却不见了，应在 "


def test_gaps_and_numbers_are_counted_apart(empty: Path) -> None:
    gongwen("number", "adopt", "绍市软件办〔2015〕3号", "--reason", "手工编号", "--archive", empty)
    (counted,) = gongwen("archive", "verify", "--json", "--archive", empty).json
    assert (counted["numbers"], counted["gaps"]) == (1, 2)


def test_a_missing_item_is_told_when_shown_and_does_not_stop_reindexing(desk: Desk, tmp_path: Path) -> None:
    archive = copy_of(desk, tmp_path)
    shutil.rmtree(archive / ITEM)
    shown = gongwen("archive", "show", "绍市软件办〔2015〕3号", "--archive", archive)
    assert (shown.code, shown.out) == (8, "")
    assert shown.err.startswith(f"错误：{GONE}{archive}/{ITEM}；")
    made = gongwen("archive", "reindex", "--archive", archive)
    assert (made.code, made.out) == (8, "已重建检索（fts5、whoosh、scan），共 0 件\n")
    assert GONE in made.err
    found = gongwen("search", "标题:实施方案", "--json", "--archive", archive).json
    assert [hit["number"] for hit in found["hits"]] == ["绍市软件办〔2015〕3号"]


@pytest.mark.parametrize(
    ("name", "seen"), [("", "机关名称是空的"), ("某\n办公室", "机关名称里有换行或别的控制字符")]
)
def test_an_office_without_a_proper_name_gets_no_archive(tmp_path: Path, name: str, seen: str) -> None:
    refused = gongwen("init", name, "--archive", tmp_path / "新")
    assert (refused.code, refused.out) == (5, "")
    assert refused.err.startswith(f"错误：{seen}；")
    assert not (tmp_path / "新").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("draft", "notice", "--facts", FACTS),
        ("fill", "notice", "--table", EXAMPLES / "区县2015.xlsx", "--facts", EXAMPLES / "区县共同.toml"),
        ISSUE,
        ("number", "resume", "绍市软件办〔2015〕1号"),
        ("demo",),
    ],
    ids=["draft", "fill", "issue", "resume", "demo"],
)
def test_no_command_puts_files_into_an_archive(empty: Path, words: tuple[object, ...]) -> None:
    before = everything_in(empty)
    refused = gongwen(*words, "--out", empty / "items" / "公文", environment={"GONGWEN_ARCHIVE": str(empty)})
    assert refused.code == 5
    assert f"在存档 {empty} 里" in refused.err
    assert everything_in(empty) == before
