"""A disk that fails at any write of taking in: a sentence, nothing half there, and it works afterwards."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from gongwen.errors import GongwenError, disk_errors
from gongwen.intake import Reading, read
from gongwen.office import archive
from gongwen.office.desk.database import connect
from gongwen.office.keeping.adding import Fate, Wishes, add
from tests.forking import Say
from tests.office.archives import holdings_of, make_archive, reopen
from tests.office.keeping.taking import NOTICE, came, parts_in
from tests.office.test_faults import Fault, every_fault
from tests.office.tracing import CHANGING, under_strace
from tests.proving import PROVING, figure

SAMPLE = 8
SECOND = "第二份来文，联系人赵六。"
READINGS: dict[bytes, Reading] = {}


def read_before(content: bytes) -> Reading:
    """Return what was read of a file before the disk began to fail; it is not what fails here."""
    if content not in READINGS:
        READINGS[content] = read(content)
    return READINGS[content]


def attempt(root: Path, path: Path, say: Say) -> None:
    """Take the second file in; what goes wrong becomes a sentence as on the command line."""
    try:
        with disk_errors("运行"):
            reopen(root)
            (outcome,) = add(replace(parts_in(root), read=read_before), [path], Wishes())
            said = f"0：{outcome.fate.name}"
    except GongwenError as error:
        said = f"{error.exit_code}：{error}"
    say(said)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with one item, beside a file to be taken in; what the work loads has been loaded."""
    root = tmp_path_factory.mktemp("faults") / "archive"
    make_archive(root)
    first = came(root.parent, "first.txt", NOTICE)
    came(root.parent, "second.txt", SECOND)
    read_before(SECOND.encode())
    list(add(parts_in(root), [first], Wishes()))
    connect(root.with_name("elsewhere.db"))
    return root


def copy_of(prepared: Path, target: Path) -> Path:
    connect(target.with_name("elsewhere.db"))
    return Path(shutil.copytree(prepared, target))


def test_every_call_may_fail(prepared: Path, tmp_path: Path) -> None:
    path = prepared.with_name("second.txt")
    root, log = copy_of(prepared, tmp_path / "counted"), tmp_path / "calls"
    code, said = under_strace(["-e", f"trace={CHANGING}"], partial(attempt, root, path), log)
    assert (code, said) == (0, "0：KEPT\n")
    names = [line.split(maxsplit=1)[1].partition("(")[0] for line in log.read_text().splitlines()]
    faults = every_fault(Counter(name for name in names if name.isidentifier()))
    assert {fault.name for fault in faults} >= {"write", "pwrite64", "fsync", "mkdir", "rename", "openat"}
    answers: Counter[str] = Counter()
    for fault in faults if PROVING else random.Random(2015).sample(faults, SAMPLE):
        root = copy_of(prepared, tmp_path / "archive")
        options = ["-e", f"trace={fault.name}", "-e", fault.option]
        code, said = under_strace(options, partial(attempt, root, path), tmp_path / "injected")
        assert (code, said[:2] in ("0：", "7：")) == (0, True), (fault, said)
        answers[said[0]] += 1
        check(root, path, said, fault)
        connect(tmp_path / "elsewhere.db")
        shutil.rmtree(root)
    figure(
        f"faults while taking in: {answers['7']} told with exit code 7, {answers['0']} without consequence"
    )


def check(root: Path, path: Path, said: str, fault: Fault) -> None:
    """The first item is whole; the second is entered whole or not there; taken in again it is there once."""
    holdings = reopen(root)
    verified = archive.verify(holdings)
    entered = holdings.keeping.all_received()
    assert len(entered) in (1, 2), (fault, said)
    assert len(entered) == 2 or not said.startswith("0：KEPT"), (fault, said)
    left = [one for one in verified.findings if "没有哪个字号、哪次收存是这件的" not in one.sentence]
    assert left == [], (fault, said)
    (outcome,) = add(replace(parts_in(root), read=read_before), [path], Wishes())
    assert outcome.fate is (Fate.AGAIN if len(entered) == 2 else Fate.KEPT), (fault, said)
    assert archive.verify(holdings_of(root)).findings == (), (fault, said)
    assert len(holdings_of(root).store.ids()) == 2
