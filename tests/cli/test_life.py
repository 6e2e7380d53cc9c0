"""`gongwen draft --enter` and the verbs that follow, as typed: JSON, wrong words, roles, papers of others."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.cli.conftest import new_archive
from tests.cli.running import EXAMPLES, Outcome, gongwen

Run = Callable[..., Outcome]
FACTS = EXAMPLES / "文种" / "通知.toml"


def typed(archive: Path, *words: object, code: int = 0) -> Outcome:
    """Run a command on an archive, as 王芳; it must end with `code`."""
    outcome = gongwen(*words, environment={"GONGWEN_ARCHIVE": str(archive), "GONGWEN_OPERATOR": "王芳"})
    assert outcome.code == code, outcome.err
    return outcome


@pytest.fixture(scope="module")
def entered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with one paper drafted by 李明; only to be copied."""
    folder = tmp_path_factory.mktemp("entered")
    archive = new_archive(folder / "archive")
    words = ("draft", "空白通知", "--facts", FACTS, "--out", folder / "out", "--json")
    said = ("--enter", "--drafter", "李明", "--copies", 8, "--disclosure", "主动公开")
    assert typed(archive, *words, *said).json["draft_id"].startswith("稿")
    return archive


@pytest.fixture
def run(entered: Path, tmp_path: Path) -> Run:
    """Run a command on a copy of the archive."""
    archive = tmp_path / "archive"
    shutil.copytree(entered, archive)
    return partial(typed, archive)


@pytest.fixture
def draft(run: Run) -> str:
    """The 稿号 of the paper."""
    (line,) = run("draft", "list", "--json").json
    return str(line["draft_id"])


def test_a_draft_without_enter_is_not_entered(run: Run, tmp_path: Path) -> None:
    drafted = run("draft", "空白通知", "--facts", FACTS, "--out", tmp_path, "--json")
    assert "draft_id" not in drafted.json
    assert len(run("draft", "list", "--json").json) == 1


def test_a_draft_entered_twice_is_one_paper_and_says_so(run: Run, draft: str, tmp_path: Path) -> None:
    words = ("draft", "空白通知", "--facts", FACTS, "--out", tmp_path, "--enter", "--drafter", "李明")
    assert f"稿号　{draft}（此前已登记，没有另记）" in run(*words).out.splitlines()
    again = run(*words, "--json").json
    assert (again["draft_id"], again["repeated"]) == (draft, True)


def test_the_overview_says_how_far_each_paper_is_and_whom_it_waits_for(run: Run, draft: str) -> None:
    (line,) = run("draft", "list", "--json").json
    assert (line["draft_id"], line["stage"], line["waiting"]) == (draft, "拟稿", "审核")
    assert (line["drafter"], line["copies"], line["disclosure"]) == ("李明", 8, "主动公开")
    run("roles", "set", "陈静", "--role", "审核", "--role", "复核")
    assert "审核（陈静）" in run("draft", "list", "--waiting").out


def test_a_step_is_told_in_words_and_as_json_and_twice_is_once(run: Run, draft: str) -> None:
    told = run("review", draft, "--by", "陈静", "--on", "2026-01-05", "--opinion", "拟同意").out
    assert told == (
        "已记　审核　陈静　2026年1月5日：拟同意　王芳代录（纸面签字，未附扫描件）\n"
        f"{draft}　已审核，等：签发\n"
    )
    again = run(
        *("review", draft, "--by", "陈静", "--on", "2026-01-05", "--opinion", "拟同意", "--json")
    ).json
    assert (again["repeated"], again["stage"], again["step"]["recorded_by"]) == (True, "已审核", "王芳")
    assert (
        run("review", draft, "--by", "陈静", "--recorded", "陈静", "--json").json["step"]["actor"] == "陈静"
    )


@pytest.mark.parametrize("option", ["--by", "--recorded"])
@pytest.mark.parametrize("blank", ["", "　 "])
def test_an_empty_name_is_asked_about_and_nobody_is_put_in_its_place(
    run: Run, draft: str, option: str, blank: str
) -> None:
    asked = run("review", draft, option, blank, code=2)
    assert f"「{option}」不对：姓名是空的。" in asked.err
    assert run("draft", "show", draft, "--json").json["stage"] == "拟稿"


def test_the_copies_said_at_drafting_are_those_of_the_number(run: Run, draft: str) -> None:
    for verb, who in (("review", "陈静"), ("approve", "王建国"), ("recheck", "陈静")):
        run(verb, draft, "--by", who)
    numbered = run("allocate", draft, "--json").json
    assert (numbered["copies"], numbered["step"]["details"]["copies"]) == (8, 8)
    assert run("allocate", draft, "--json").json["repeated"]
    assert run("allocate", draft, "--copies", 8, "--json").json["repeated"]


def test_a_refused_step_is_one_json_document_with_exit_code_5(run: Run, draft: str) -> None:
    refused = run("allocate", draft, "--copies", 5, "--json", code=5)
    assert refused.json["error"]["seen"] == "还没有审核"


def test_a_changed_text_comes_back_by_file_or_by_facts(run: Run, draft: str, tmp_path: Path) -> None:
    text = tmp_path / "稿子.txt"
    run("draft", "show", draft, "--text", text)
    before = text.read_text("utf-8")
    assert "缺少选项" in run("draft", "revise", draft, "--text", text, code=2).err
    same = run("draft", "revise", draft, "--text", text, "--reason", "再看一遍", "--json").json
    assert (same["version"], same["repeated"]) == (1, True)
    facts = tmp_path / "事实.toml"
    facts.write_text(FACTS.read_text("utf-8").replace("请", "烦请", 1), encoding="utf-8")
    changed = run("draft", "revise", draft, "--facts", facts, "--reason", "语气", "--json").json
    assert (changed["version"], changed["repeated"], changed["stage"]) == (2, False, "拟稿")
    run("draft", "show", draft, "--text", tmp_path / "新.txt")
    run("draft", "show", draft, "--text", tmp_path / "旧.txt", "--version", 1)
    assert (tmp_path / "旧.txt").read_text("utf-8") == before
    assert (tmp_path / "新.txt").read_text("utf-8") != before
    assert (
        "没有第 3 稿"
        in run("draft", "show", draft, "--text", tmp_path / "无.txt", "--version", 3, code=4).err
    )
    both = run("draft", "revise", draft, "--text", text, "--facts", facts, "--reason", "x", code=2)
    assert "只写一个" in both.err


def test_a_scan_that_is_no_file_is_named_and_nothing_is_recorded(
    run: Run, draft: str, tmp_path: Path
) -> None:
    refused = run("review", draft, "--scan", tmp_path / "没有.pdf", code=4)
    assert "没有文件" in refused.err
    assert run("draft", "show", draft, "--json").json["stage"] == "拟稿"


def test_a_paper_that_others_lead_takes_no_number_of_ours(run: Run, tmp_path: Path) -> None:
    sent = tmp_path / "来稿.pdf"
    sent.write_bytes(b"%PDF-1.4 sent")
    joined = run("draft", "join", sent, "--title", "关于联合检查的通知", "--lead", "市文广局", "--json").json
    draft = joined["draft_id"]
    assert (joined["part"], joined["organs"]) == ("协办", ["市文广局"])
    assert "文种" in run("draft", "join", sent, "--title", "甲", "--kind", "便条", "--lead", "乙", code=5).err
    run("review", draft, "--by", "陈静")
    run("approve", draft, "--by", "王建国")
    assert "本机关是协办，不能复核" in run("recheck", draft, code=5).err
    lead = ("allocate", draft, "--lead-number", "绍市文广〔2026〕7号")
    assert "副本" in run(*lead, code=5).err
    entered = run(*lead, "--scan", sent, "--json").json
    assert (entered["stage"], entered["number"]) == ("联合发文（协办）", "绍市文广〔2026〕7号")
    assert run("archive", "verify").code == 0


def test_distributing_says_to_whom_or_what_is_kept(run: Run, draft: str) -> None:
    assert "--to 和 --keep 写一个" in run("distribute", draft, code=2).err
    assert "--to 和 --keep 写一个" in run("distribute", draft, "--to", "甲", "--keep", 1, code=2).err


def test_the_roles_are_listed_those_who_combine_several_apart(run: Run) -> None:
    run("roles", "set", "陈静", "--role", "审核", "--role", "登记")
    run("roles", "set", "王建国", "--role", "签发", "--chief")
    assert [one["name"] for one in run("roles", "list", "--json").json] == ["王建国", "陈静"]
    (one,) = run("roles", "list", "--combined", "--json").json
    assert (one["name"], one["roles"]) == ("陈静", ["审核", "登记"])
    assert "谁也不签发自己拟的稿" in run("roles", "list").out
    run("roles", "set", "陈静")
    assert "没有登记过岗位" in run("roles", "set", "陈静", code=5).err


def test_an_unknown_word_of_draft_is_a_template_that_does_not_exist(run: Run) -> None:
    assert "没有模板「lists」" in run("draft", "lists", "--facts", FACTS, code=4).err
