"""Two processes asked to issue the same papers at once: one number and one item for each paper."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from gongwen.office import archive
from gongwen.office.desk.database import connect
from tests.office.archives import reopen

REPOSITORY = Path(__file__).parents[2]


def start(root: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.office.killed", str(root), "never"]
    return subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True)


def test_the_same_papers_issued_by_two_processes_exist_once(root: Path, tmp_path: Path) -> None:
    connect(tmp_path / "elsewhere.db")
    processes = [start(root), start(root)]
    printed = [process.communicate()[0].splitlines() for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    said = sorted(line.split("，")[0] for lines in printed for line in lines)
    assert said == [
        "绍市软件办〔2015〕1号 已核发",
        "绍市软件办〔2015〕1号 此前已经核发",
        "绍市软件办〔2015〕2号 已核发",
        "绍市软件办〔2015〕2号 此前已经核发",
    ]
    holdings = reopen(root)
    assert [str(item.number) for item in archive.listed(holdings)] == [
        "绍市软件办〔2015〕1号",
        "绍市软件办〔2015〕2号",
    ]
    assert archive.verify(holdings).findings == ()
