"""How a command ends: whatever happens becomes a Chinese sentence and an exit code, never a traceback."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import click
import pytest

from gongwen.cli.chinese import ChineseCommand
from gongwen.cli.outcome import run, tell_findings, while_interrupted
from gongwen.errors import FactsError, IntegrityError, NotFoundError, RefusedError, StorageError
from gongwen.model import Finding, Level
from tests.cli.running import PROGRAM, Outcome


def ended(action: Callable[[], object]) -> Outcome:
    """How a command ends that does `action`."""
    command = ChineseCommand("x", callback=action)
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(command, [])
    return Outcome(code, out.getvalue(), err.getvalue())


def raising(error: BaseException) -> Callable[[], object]:
    """Return an action that raises `error`."""

    def action() -> object:
        raise error

    return action


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (FactsError("表里有错"), 3),
        (NotFoundError("没有这份文件"), 4),
        (RefusedError("不能这样办"), 5),
        (StorageError("磁盘已满"), 7),
        (IntegrityError("存档损坏"), 8),
    ],
)
def test_an_error_is_told_with_its_rule_and_advice(error: Exception, code: int) -> None:
    assert ended(raising(error)) == Outcome(code, "", f"错误：{error}\n")


def test_all_findings_of_an_error_are_listed_one_a_line() -> None:
    findings = [Finding(f"第{line}行", "规则", "写错了") for line in (3, 5)]
    outcome = ended(raising(FactsError("有2处错误", advice="请改正", findings=findings)))
    assert (
        outcome.err == "错误：有2处错误；请改正。\n错误｜第3行｜写错了（规则）\n错误｜第5行｜写错了（规则）\n"
    )


def test_findings_do_not_change_the_exit_code_and_are_told_once() -> None:
    finding = Finding("标题", "规则", "太长", Level.WARNING)
    assert ended(lambda: tell_findings([finding, finding])) == Outcome(0, "", "警告｜标题｜太长（规则）\n")


def test_a_command_may_end_with_a_code_of_its_own() -> None:
    assert ended(lambda: 6).code == 6
    assert ended(lambda: None).code == 0


def test_an_accident_is_our_fault_and_its_account_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GONGWEN_DEBUG", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    outcome = ended(raising(ZeroDivisionError("division by zero")))
    (account,) = tmp_path.iterdir()
    assert outcome.code == 1
    assert outcome.err == (
        "错误：程序出了意外（ZeroDivisionError：division by zero）；这是程序的错；"
        f"请把这条命令和 {account} 一起交给维护人员。\n"
    )
    assert "Traceback" in account.read_text()


def test_an_accident_is_shown_whole_to_who_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGWEN_DEBUG", "1")
    outcome = ended(raising(ZeroDivisionError("division by zero")))
    assert outcome.err.startswith("Traceback")
    assert outcome.err.endswith("请把这条命令和上面的经过一起交给维护人员。\n")


def test_an_accident_is_told_even_where_nothing_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GONGWEN_DEBUG", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "没有"))
    outcome = ended(raising(ZeroDivisionError("division by zero")))
    assert (outcome.code, outcome.err.endswith("请把这条命令和上面这句话一起交给维护人员。\n")) == (1, True)


def test_a_disk_that_fills_is_no_accident() -> None:
    full = OSError(errno.ENOSPC, "No space left on device", "/srv/a")
    assert ended(raising(full)) == Outcome(
        7, "", "错误：运行（/srv/a）时出错：磁盘已满；请腾出空间后再试。\n"
    )


def test_an_interruption_says_how_things_stand() -> None:
    def action() -> object:
        while_interrupted("号已预留")
        raise KeyboardInterrupt

    assert ended(action) == Outcome(130, "", "\n已中断。号已预留。\n")
    assert ended(raising(KeyboardInterrupt())).err == "\n已中断。这个命令没有做完。\n"
    assert ended(raising(click.Abort())).code == 130


def test_a_reader_that_went_away_is_no_trouble() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        done = subprocess.run(
            [PROGRAM, "--help"], stdout=pipe, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (done.returncode, done.stderr) == (0, "")


def test_output_that_cannot_be_written_is_told() -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [PROGRAM, "--help"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 7
    assert done.stderr == "错误：运行时出错：磁盘已满；请腾出空间后再试。\n"


INTERRUPTED_WHILE_LOADING = """
import sys

class Interrupts:
    def find_spec(self, name, path=None, target=None):
        if name == "click":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupts())
from gongwen.cli import main
sys.exit(main(["--version"]))
"""


def test_an_interruption_while_the_program_is_loaded_is_told_in_words() -> None:
    command = [sys.executable, "-c", INTERRUPTED_WHILE_LOADING]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "\n已中断。这个命令没有做完。\n")


def test_the_package_can_be_run_as_the_program() -> None:
    command = [sys.executable, "-m", "gongwen", "--version"]
    assert subprocess.run(command, capture_output=True, text=True, check=False).stdout.startswith("gongwen ")
