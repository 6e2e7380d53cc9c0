"""A disk that fails at any write of an issue: a sentence, nothing half done, and it works afterwards.

Each call that changes the disk is made to fail in turn, with the error a full
disk, a read-only one or a broken one gives; once, or from there on.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from gongwen.errors import GongwenError, disk_errors
from gongwen.office import archive
from gongwen.office.desk.database import connect
from gongwen.office.issue import issue
from gongwen.records.values import State
from tests.cli.running import FACTS, ROOT
from tests.forking import Say
from tests.office.archives import make_archive, number, parts_of, reopen, request
from tests.office.invariants import violations
from tests.office.tracing import CHANGING, under_strace
from tests.proving import PROVING, figure

SAMPLE = 12
ERRORS = {
    "ENOSPC": ("write", "pwrite64", "ftruncate", "fsync", "mkdir", "rename", "openat"),
    "EROFS": ("write", "pwrite64", "mkdir", "rename", "openat", "chmod", "unlink"),
    "EIO": ("write", "pwrite64", "fsync", "fdatasync"),
}
FIRST, SECOND = "第一份", "第二份"


@dataclass(frozen=True, order=True)
class Fault:
    """The `when`-th call `name` fails with `error`; `lasting`, so do all later ones of that name."""

    name: str
    when: int
    error: str
    lasting: bool

    @property
    def option(self) -> str:
        """What strace is told."""
        return f"inject={self.name}:error={self.error}:when={self.when}{'+' if self.lasting else ''}"


def attempt(root: Path, say: Say) -> None:
    """Issue the second paper; what goes wrong becomes a sentence as on the command line."""
    try:
        with disk_errors("运行"):
            reopen(root)
            said = f"0：{issue(parts_of(root), request(SECOND))}"
    except GongwenError as error:
        said = f"{error.exit_code}：{error}"
    say(said)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with one paper; what the work loads has been loaded."""
    root = tmp_path_factory.mktemp("faults") / "archive"
    make_archive(root)
    issue(parts_of(root), request(FIRST))
    connect(root.with_name("elsewhere.db"))
    return root


def copy_of(prepared: Path, target: Path) -> Path:
    connect(target.with_name("elsewhere.db"))
    return Path(shutil.copytree(prepared, target))


def counted(prepared: Path, folder: Path) -> Counter[str]:
    """Return how often each call that changes the disk is made while a paper is issued."""
    root = copy_of(prepared, folder / "counted")
    log = folder / "calls"
    code, said = under_strace(["-e", f"trace={CHANGING}"], partial(attempt, root), log)
    assert (code, said[:2]) == (0, "0："), said
    names = [line.split(maxsplit=1)[1].partition("(")[0] for line in log.read_text().splitlines()]
    return Counter(name for name in names if name.isidentifier())


def every_fault(calls: Counter[str]) -> list[Fault]:
    return sorted(
        Fault(name, when, error, lasting)
        for error, names in ERRORS.items()
        for name in names
        for when in range(1, calls[name] + 1)
        for lasting in (False, True)
    )


def test_every_call_may_fail(prepared: Path, tmp_path: Path) -> None:
    faults = every_fault(counted(prepared, tmp_path))
    assert {fault.name for fault in faults} >= {"write", "pwrite64", "fsync", "mkdir", "rename", "openat"}
    chosen = faults if PROVING else random.Random(2015).sample(faults, SAMPLE)
    answers: Counter[str] = Counter()
    for fault in chosen:
        root = copy_of(prepared, tmp_path / "archive")
        code, said = under_strace(
            ["-e", f"trace={fault.name}", "-e", fault.option],
            partial(attempt, root),
            tmp_path / "injected",
        )
        assert (code, said[:2] in ("0：", "7：")) == (0, True), (fault, said)
        assert "Err" not in said, (fault, said)
        answers[said[0]] += 1
        check(root, said, fault)
        connect(tmp_path / "elsewhere.db")
        shutil.rmtree(root)
    figure(
        f"faults: {len(chosen)} of {len(faults)} (each call and error once and lasting): "
        f"{answers['7']} told with exit code 7, {answers['0']} without consequence; all as they must be"
    )


def check(root: Path, said: str, fault: Fault) -> None:
    """The first paper is whole; the second is issued, reserved or not there; asked again it is issued."""
    holdings = reopen(root)
    assert violations(root, holdings, []) == [], (fault, said)
    states = [record.state for record in holdings.ledger.listing()]
    assert states in ([State.ISSUED], [State.ISSUED, State.RESERVED], [State.ISSUED] * 2), (fault, said)
    assert (states == [State.ISSUED] * 2) or not said.startswith("0："), (fault, said)
    assert issue(parts_of(root), request(SECOND)).number == number(2), (fault, said)
    assert archive.verify(reopen(root)).findings == (), (fault, said)


def test_a_fault_is_really_injected(prepared: Path, tmp_path: Path) -> None:
    root = copy_of(prepared, tmp_path / "archive")
    fault = Fault("mkdir", 1, "ENOSPC", lasting=True)
    code, said = under_strace(
        ["-e", "trace=mkdir", "-e", fault.option], partial(attempt, root), tmp_path / "log"
    )
    assert (code, said.startswith("7：")) == (0, True)
    assert "磁盘已满" in said
    assert "(INJECTED)" in (tmp_path / "log").read_text()
    assert os.listdir(root / "items" / "2015") == ["2015-6c1e8f00-0001"]


@pytest.mark.parametrize("injected", ["rename:error=ENOSPC:when=1+", "fdatasync:error=EIO:when=1+"])
def test_the_command_ends_with_7_and_a_sentence(tmp_path: Path, injected: str) -> None:
    root = tmp_path / "archive"
    make_archive(root)
    connect(tmp_path / "elsewhere.db")
    words = ["issue", "notice", "--facts", str(FACTS), "--signatory", "王建国", "--signed-on", "2015-06-23"]
    strace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={injected.partition(':')[0]}"]
    places = ["--archive", str(root), "--out", str(tmp_path / "out")]
    ended = subprocess.run(
        [*strace, "-e", f"inject={injected}", sys.executable, "-m", "gongwen", *words, *places],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 7, ended.stderr
    (sentence,) = [line for line in ended.stderr.splitlines() if line.startswith("错误：")]
    assert "磁盘" in sentence
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "out").exists()
    assert archive.verify(reopen(root)).sound
