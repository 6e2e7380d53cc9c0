"""Two processes on one ledger: their numbers are distinct and have no gap."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from gongwen.records import audit
from gongwen.records.ledger import Ledger

ROOT = Path(__file__).parents[2]
COUNT = 20


def start(database: Path, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.records.reserving", str(database), name, str(COUNT)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_two_processes_get_distinct_numbers_without_a_gap(ledger: Ledger, database: Path) -> None:
    processes = [start(database, name) for name in ("甲", "乙")]
    printed = [process.communicate()[0].split() for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert [len(numbers) for numbers in printed] == [COUNT, COUNT]
    assert sorted(int(serial) for numbers in printed for serial in numbers) == list(range(1, 2 * COUNT + 1))
    assert {record.operator for record in ledger.listing()} == {"甲", "乙"}
    assert len(audit.lines("own", 2015)) == 2 * COUNT
    assert list(audit.findings("own")) == []
