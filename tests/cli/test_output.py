"""What is written fits where it goes: a terminal of 80 columns, a pipe, a script."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys

import pytest

from gongwen.cli.chinese import text_width
from tests.cli.conftest import ISSUE, Desk
from tests.cli.running import PROGRAM

CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\r")


def on_terminal(*words: object) -> str:
    """Run the program on a terminal of 80 columns; return all that was drawn there."""
    controller, terminal = pty.openpty()
    environment = {**os.environ, "COLUMNS": "80", "TERM": "xterm-256color"}
    with subprocess.Popen(
        [str(PROGRAM), *map(str, words)],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env=environment,
        start_new_session=True,
    ):
        os.close(terminal)
        drawn = b""
        while True:
            try:
                part = os.read(controller, 4096)
            except OSError:
                break
            if not part:
                break
            drawn += part
    os.close(controller)
    return drawn.decode()


def test_a_table_is_wrapped_to_the_terminal_with_its_columns_kept(desk: Desk) -> None:
    drawn = CONTROL.sub("", on_terminal("number", "list", "--archive", desk.archive))
    lines = drawn.splitlines()
    assert max(map(text_width, lines)) <= 80
    column = text_width(lines[1][: lines[1].index("说明")])
    assert column == text_width(lines[2][: lines[2].index("（无标题）")])
    assert "".join(line[-80:].strip() for line in lines).count("实施方案") == 1


def test_a_table_in_a_pipe_has_one_line_a_row_and_nothing_else(desk: Desk) -> None:
    out = desk.run("number", "list").out
    assert len(out.splitlines()) == 2 + 3
    assert CONTROL.search(out) is None
    assert not any(line.endswith(" ") for line in out.splitlines())


def test_words_found_are_reversed_on_a_terminal_and_bracketed_in_a_pipe(desk: Desk) -> None:
    assert "\x1b[1;7m黑名单\x1b[0m" in on_terminal("search", "黑名单", "--archive", desk.archive)
    assert "【黑名单】" in desk.run("search", "黑名单").out


def test_progress_is_a_bar_on_a_terminal_that_leaves_no_trace(desk: Desk, tmp_path: object) -> None:
    drawn = on_terminal(*ISSUE, "--archive", desk.archive, "--out", tmp_path)
    assert re.search(r"1/8 0:\d\d:\d\d 核发：已登记编号", CONTROL.sub("", drawn))
    assert "绍市软件办〔2015〕3号 此前已经核发" in drawn
    assert "Traceback" not in drawn


@pytest.mark.parametrize(
    "words",
    [
        ("number", "list"),
        ("number", "gaps"),
        ("archive", "list"),
        ("archive", "show", "绍市软件办〔2015〕3号"),
        ("archive", "verify"),
        ("archive", "reindex"),
        ("search", "黑名单"),
        ("search", "没有这样的话"),
        ("number", "resume", "绍市软件办〔2015〕3号"),
    ],
)
def test_json_is_one_document_and_nothing_else(
    desk: Desk, words: tuple[str, ...], tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(str(tmp_path))
    outcome = desk.run(*words, "--json")
    assert outcome.code == 0
    assert isinstance(outcome.json, dict | list)


def test_a_search_for_control_characters_is_shown_without_obeying_them(desk: Desk) -> None:
    searched = desk.run("search", "黑名单\x1b[31m\x9b")
    assert "\\x1b[31m\\x9b" in searched.out
    refused = desk.run("search", "年度:\x1b[31m")
    assert (refused.code, "\\x1b[31m" in refused.err) == (2, True)
    scripted = desk.run("search", "黑名单\x1b\x9b", "--json")
    assert scripted.code == 0
    for said in (searched.out, refused.err, scripted.out):
        assert not re.search("[\x1b\x9b]", said)


@pytest.mark.parametrize(
    "words",
    ["search 黑名单", "archive show 绍市软件办〔2015〕3号", "number list", "draft list", "roles list"],
)
def test_looking_loads_nothing_that_sets_pages(words: str, desk: Desk) -> None:
    args = [*words.split(), "--archive", str(desk.archive)]
    asked = f"import sys; from gongwen.cli.entry import main; assert main({args!r}) == 0; "
    told = "print([name for name in ('weasyprint', 'docx', 'openpyxl') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked + told], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
