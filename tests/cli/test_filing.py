"""`gongwen archive arrange`, `review`, `dispose`: a year is filed, what is due destroyed by two people."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import ISSUE, Desk
from tests.cli.running import EXAMPLES, Outcome, gongwen

NUMBER, ITEM = "绍市软件办〔2015〕3号", "2015-6c1e8f00-0003"
CODE = "WS·2015-D10-0001"
TABLE = EXAMPLES / "保管期限表.toml"


@pytest.fixture
def mine(desk: Desk, tmp_path: Path) -> Desk:
    """A desk of one test alone."""
    return Desk(Path(shutil.copytree(desk.archive, tmp_path / "archive")), tmp_path / "out", desk.issued)


@pytest.fixture
def filed(mine: Desk) -> Desk:
    """A desk whose one paper is filed for ten years, by hand."""
    done = mine.run(
        "archive", "arrange", "--year", 2015, "--table", TABLE, "--set", f"{NUMBER}=10年", "--reason", "试验"
    )
    assert done.code == 0, done.err
    return mine


def agreed(desk: Desk, number: str) -> Outcome:
    """Agree as a second person."""
    words = ("archive", "dispose", "agree", number)
    return gongwen("--archive", desk.archive, *words, environment={"GONGWEN_OPERATOR": "李明"})


def list_of(mine: Desk) -> str:
    """The number of the one list there is."""
    number: str = mine.run("archive", "dispose", "list", "--json").json[0]["number"]
    return number


def test_without_a_table_nothing_is_arranged_and_the_sample_is_named(mine: Desk) -> None:
    refused = mine.run("archive", "arrange", "--year", 2015)
    assert (refused.code, refused.out) == (4, "")
    assert "examples/保管期限表.toml" in refused.err


def test_a_dry_run_shows_the_codes_and_changes_nothing(mine: Desk) -> None:
    shown = mine.run("archive", "arrange", "--year", 2015, "--table", TABLE, "--dry-run", "--json")
    assert shown.code == 0
    assert [one["reference_code"] for one in shown.json["filed"]] == ["WS·2015-Y-0001"]
    assert mine.run("archive", "table").code == 4
    assert mine.run("archive", "show", ITEM, "--json").json["filed"] is None


def test_what_is_filed_is_listed_shown_and_found_with_its_code(filed: Desk) -> None:
    assert CODE in filed.run("archive", "list").out
    shown = filed.run("archive", "show", CODE)
    rows = dict(line.split(maxsplit=1) for line in shown.out.splitlines())
    assert rows["档号"] == CODE
    assert rows["保管期限"].startswith("10年，2026年1月1日到期（人工定为10年：试验")
    assert f"   {CODE}　10年" in filed.run("search", "黑名单").out.splitlines()
    assert filed.run("archive", "table").out == TABLE.read_text()
    refused = filed.run("archive", "append", NUMBER, TABLE, "--as", "其他")
    assert (refused.code, CODE in refused.err) == (5, True)


def test_a_wrong_wish_is_told(mine: Desk) -> None:
    wrong = mine.run("archive", "arrange", "--year", 2015, "--table", TABLE, "--set", f"{NUMBER}=随便")
    assert (wrong.code, wrong.out) == (2, "")
    assert "「随便」看不懂" in wrong.err


def test_a_review_with_something_due_ends_with_6_and_a_hold_keeps_it(filed: Desk) -> None:
    assert filed.run("archive", "review", "--on", "2025-12-31").code == 0
    due = filed.run("archive", "review", "--on", "2026-01-01", "--json")
    assert (due.code, due.json["lines"][0]["standing"]) == (6, "到期，待鉴定")
    assert filed.run("archive", "hold", NUMBER, "--reason", "审计要用").code == 0
    refused = filed.run("archive", "dispose", "propose", "--items", CODE, "--reason", "期满")
    assert (refused.code, "暂缓：审计要用" in refused.err) == (5, True)
    assert "暂缓销毁：审计要用" in filed.run("search", "黑名单").out
    assert filed.run("archive", "release-hold", CODE, "--reason", "用完了").code == 0


def test_two_people_destroy_and_the_line_of_the_catalogue_stays(filed: Desk, tmp_path: Path) -> None:
    assert filed.run("archive", "dispose", "propose", "--year", 2015, "--reason", "期满").code == 0
    number = list_of(filed)
    alone = filed.run("archive", "dispose", "agree", number)
    assert (alone.code, "谁也不独自销毁" in alone.err) == (5, True)
    early = filed.run("archive", "dispose", "carry-out", number)
    assert (early.code, "没有另一个人批准，什么也不销毁" in early.err) == (5, True)
    assert agreed(filed, number).code == 0
    done = filed.run("archive", "dispose", "carry-out", number)
    assert done.code == 0, done.err
    assert "不在销毁之内" in done.out
    assert not (filed.archive / "items" / "2015" / ITEM).exists()
    assert f"{CODE}（已销毁）" in filed.run("archive", "list").out
    assert filed.run("archive", "show", NUMBER, "--json").json["filed"]["destroyed_by"] == number
    assert filed.run("search", "黑名单").out.endswith("没有查到\n")
    hit = filed.run("search", f"文号:{NUMBER}", "--json").json["hits"][0]
    assert (hit["state"], hit["reference_code"], hit["location"]) == ("已销毁", CODE, "")
    assert filed.run("archive", "verify").code == 0
    checked = filed.run("archive", "verify", "--item", NUMBER)
    assert (checked.code, f"已照 {number} 销毁，件不在了" in checked.out) == (0, True), checked.out
    assert filed.run("archive", "reindex").code == 0
    assert filed.run("search", "黑名单").out.endswith("没有查到\n")
    shown = filed.run("archive", "dispose", "show", number, "--out", tmp_path / "送签")
    assert sorted(path.suffix for path in (tmp_path / "送签").iterdir()) == [".pdf", ".xlsx"]
    assert "已销毁" in shown.out


def test_a_destroyed_paper_is_not_made_or_copied_again_and_every_verb_says_why(filed: Desk) -> None:
    filed.run("archive", "dispose", "propose", "--year", 2015, "--reason", "期满")
    number = list_of(filed)
    agreed(filed, number)
    filed.run("archive", "dispose", "carry-out", number)
    verbs = (
        ISSUE,
        ("number", "copy", NUMBER, "--copies", 2, "--reason", "补发"),
        ("draft", "--from", NUMBER, "--year", 2016),
    )
    for words in verbs:
        refused = filed.run(*words, "--out", filed.out)
        assert (refused.code, f"已经销毁（{number}）" in refused.err) == (5, True), refused.err
    assert not (filed.archive / "items" / "2015" / ITEM).exists()
    assert filed.run("archive", "links", NUMBER).code == 0
    assert filed.run("archive", "access", "--all").code == 0
    assert filed.run("archive", "arrange", "--year", 2015, "--json").json["filed"] == []


def test_an_archive_with_destroyed_items_is_rebuilt_from_what_is_left(filed: Desk, tmp_path: Path) -> None:
    filed.run("archive", "dispose", "propose", "--year", 2015, "--reason", "期满")
    number = list_of(filed)
    agreed(filed, number)
    filed.run("archive", "dispose", "carry-out", number)
    before = filed.run("archive", "list", "--json").json
    rebuilt = filed.run("archive", "rebuild", "--to", tmp_path / "anew")
    assert rebuilt.code in (0, 6), rebuilt.err
    assert filed.run("archive", "list", "--archive", tmp_path / "anew", "--json").json == before
