"""Killed at any call by which a verb changes the disk: all or nothing of it, and it can be done again."""

from __future__ import annotations

import random
import shutil
import signal
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from gongwen.errors import RefusedError
from gongwen.model import DocumentNumber
from gongwen.office import archive, numbers
from gongwen.office.desk.database import connect
from gongwen.office.issue import issue
from tests.forking import Say
from tests.office.archives import holdings_of, make_archive, number, parts_of, reopen, request
from tests.office.invariants import Acknowledged, finished, violations
from tests.office.tracing import CHANGING, under_strace
from tests.proving import PROVING, figure

SAMPLE = 4
CODE = "绍市软件办"
LEAD = DocumentNumber("绍市国资委", 2015, 12)


class Stopped(Exception):
    """The work was left at a step on purpose."""


def stop_at(root: Path, title: str, step: str) -> None:
    def stop(told: str) -> None:
        if told == step:
            raise Stopped

    with pytest.raises(Stopped):
        issue(parts_of(root, stop), request(title))


VERBS: dict[str, Callable[[Path], object]] = {
    "issue": lambda root: issue(parts_of(root), request("再一份")),
    "block": lambda root: numbers.block(
        holdings_of(root), CODE, 2015, 5, reason="五个区", request_key="五个区"
    ),
    "revise": lambda root: numbers.revise(parts_of(root), number(2), request("改正的"), "错字"),
    "void": lambda root: numbers.void(holdings_of(root), number(3), "领导决定不发"),
    "adopt": lambda root: numbers.adopt(holdings_of(root), number(4), reason="手工编号"),
    "joint": lambda root: numbers.joint(holdings_of(root), LEAD, title="联合检查", lead_issuer="市国资委"),
    "close": lambda root: numbers.close(holdings_of(root), CODE, 2014, "整理完毕"),
}
ONCE = {"void": "早已作废", "adopt": "已有登记"}
"""What is said when a verb is done again that cannot be done twice."""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Acknowledged]:
    """An archive with an issued paper, two that were left half done, and a year gone by."""
    root = tmp_path_factory.mktemp("verbs") / "archive"
    make_archive(root)
    report = issue(parts_of(root), request("第一份"))
    stop_at(root, "第二份", "placed")
    stop_at(root, "第三份", "placed")
    numbers.adopt(holdings_of(root), number(1, year=2014), reason="手工编号")
    connect(root.with_name("elsewhere.db"))
    return root, Acknowledged(str(report.number), report.digest, "第一份")


def copy_of(prepared: Path, target: Path) -> Path:
    connect(target.with_name("elsewhere.db"))
    shutil.rmtree(target, ignore_errors=True)
    return Path(shutil.copytree(prepared, target))


def run(root: Path, verb: str, say: Say) -> None:
    reopen(root)
    VERBS[verb](root)
    say("done")


def again(root: Path, verb: str) -> None:
    try:
        VERBS[verb](root)
    except RefusedError as error:
        if verb not in ONCE or ONCE[verb] not in error.seen:
            raise


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_killed_at_any_call_is_done_or_not_and_can_be_done_again(
    prepared: tuple[Path, Acknowledged], verb: str, tmp_path: Path
) -> None:
    kept, said = prepared
    log = tmp_path / "calls"
    root = copy_of(kept, tmp_path / "archive")
    assert under_strace(["-e", f"trace={CHANGING}"], partial(run, root, verb), log) == (0, "done\n")
    names = [line.split(maxsplit=1)[1].partition("(")[0] for line in log.read_text().splitlines()]
    counted = Counter(name for name in names if name.isidentifier() and name not in ("openat", "lseek"))
    points = [(name, when) for name, count in sorted(counted.items()) for when in range(1, count + 1)]
    chosen = points if PROVING else random.Random(verb).sample(points, SAMPLE)
    for name, when in chosen:
        root = copy_of(kept, tmp_path / "archive")
        kill = ["-e", f"trace={name}", "-e", f"inject={name}:signal=KILL:when={when}"]
        assert under_strace(kill, partial(run, root, verb), log) == (-signal.SIGKILL, "")
        holdings = reopen(root)
        assert violations(root, holdings, [said]) == [], (name, when)
        again(root, verb)
        assert violations(root, reopen(root), [said]) == [], (name, when)
        assert finished(parts_of(root)) == [], (name, when)
        assert archive.verify(reopen(root)).sound
    connect(tmp_path / "elsewhere.db")
    figure(f"{verb} killed at {len(chosen)} of its {len(points)} calls: done or not, never half; done again")
