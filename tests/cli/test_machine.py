"""With --json a script gets one JSON document, whatever happens."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import ISSUE, Desk
from tests.cli.running import FACTS, PROGRAM, gongwen

SHORT = '地名 = "绍兴市"\n机关代字 = "软3"\n'


def test_wrong_facts_are_one_document_with_every_finding(tmp_path: Path) -> None:
    facts = tmp_path / "事实.toml"
    facts.write_text(SHORT)
    told = gongwen("draft", "notice", "--facts", facts, "--out", tmp_path / "out", "--json")
    assert told.code == 3
    assert set(told.json) == {"error", "findings"}
    assert set(told.json["error"]) == {"seen", "rule", "advice", "exit_code"}
    assert told.json["error"]["exit_code"] == 3
    assert {
        "place": "事实.toml 第2行",
        "rule": "类型“代字”",
        "sentence": "「机关代字」：「软3」不是机关代字，应为2—20个字，不含数字和符号",
        "level": "错误",
    } in told.json["findings"]
    assert "错误：事实.toml里有" in told.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("draft", "notice", "--facts", "没有.toml"), 4),
        (("fill", "notice", "--table", "没有.xlsx"), 4),
        (("issue", "notice"), 2),
        (("number", "void", "绍市软件办〔2015〕3号", "--reason", "试"), 5),
        (("number", "void", "三号", "--reason", "试"), 2),
        (("archive", "show", "绍市软件办〔2015〕9号"), 4),
        (("search", "年度:多"), 2),
        (("template", "show", "没有"), 4),
        (("check", "没有.pdf"), 4),
    ],
)
def test_every_command_that_fails_says_so_in_json(desk: Desk, words: tuple[str, ...], code: int) -> None:
    told = desk.run(*words, "--json")
    assert (told.code, told.json["error"]["exit_code"], told.json["findings"]) == (code, code, [])
    assert told.json["error"]["seen"]


def test_warnings_of_an_issued_paper_are_objects(desk: Desk, tmp_path: Path) -> None:
    findings = desk.run(*ISSUE, "--out", tmp_path, "--json").json["findings"]
    assert {tuple(finding) for finding in findings} == {("place", "rule", "sentence", "level")}
    assert "警告" in {finding["level"] for finding in findings}


def test_an_output_that_takes_nothing_does_not_hide_the_error(tmp_path: Path) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [PROGRAM, "draft", "notice", "--facts", tmp_path / "没有.toml", "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 4
    assert done.stderr.splitlines()[-1].startswith("错误：没有 ")


def test_what_follows_two_dashes_is_no_option(desk: Desk) -> None:
    assert desk.run("search", "--", "--json").out.startswith("含「--json」")


def test_an_interruption_is_told_in_json(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    with subprocess.Popen(
        [PROGRAM, "draft", "notice", "--facts", str(FACTS), "--out", tmp_path, "--json"],
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stderr is not None
        running.stderr.readline()
        running.send_signal(signal.SIGINT)
        running.wait()
    os.close(writing)
    with os.fdopen(reading) as said:
        assert '"exit_code": 130' in said.read()
