"""Ctrl-C while a paper is being issued: it is said how things stand, and nothing is lost or doubled."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

from tests.cli.conftest import ISSUE, new_archive
from tests.cli.running import PROGRAM, gongwen, program


def test_a_paper_interrupted_after_its_number_is_finished_under_the_same_number(tmp_path: Path) -> None:
    archive, out = new_archive(tmp_path / "archive"), tmp_path / "out"
    words = [*map(str, ISSUE), "--archive", str(archive), "--out", str(out)]
    with subprocess.Popen(
        [str(PROGRAM), *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stderr is not None
        while "已登记编号" not in running.stderr.readline():
            assert running.poll() is None
        running.send_signal(signal.SIGINT)
        said, told = running.communicate()
    assert (running.returncode, said) == (130, "")
    assert told.splitlines()[-1] == (
        "已中断。字号已登记，公文没有办完；原样再办一次即可办完，不会另占号（gongwen number gaps 可以查看）。"
    )
    assert not out.exists()

    waiting = gongwen("number", "gaps", "--archive", archive)
    assert (waiting.code, "绍市软件办〔2015〕1号  预留" in waiting.out) == (6, True)
    assert program(*words).code == 0
    listed = gongwen("number", "list", "--json", "--archive", archive).json
    assert [(record["number"], record["state"]) for record in listed] == [("绍市软件办〔2015〕1号", "核发")]
    assert gongwen("archive", "verify", "--archive", archive).code == 0
    assert len(list(out.iterdir())) == 2
