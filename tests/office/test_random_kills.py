"""Four processes at work, killed at any moment: nothing acknowledged is lost, nothing is doubled."""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import signal
import time
from functools import partial
from pathlib import Path

import pytest

from gongwen.office.desk.database import connect
from gongwen.records.values import State
from tests.forking import Forked, Say, fork, starting_line
from tests.office.archives import make_archive, parts_of, reopen
from tests.office.invariants import Acknowledged, finished, violations
from tests.office.working import Clerk
from tests.proving import PROVING, figure

CHUNKS, ROUNDS_A_CHUNK = (20, 100) if PROVING else (2, 10)
ROUNDS_AN_ARCHIVE = 10
PROCESSES = 4
LATEST = 0.3
"""Seconds within which the four are killed, each at a moment of its own."""


def killed_round(root: Path, name: str, *, after_first: bool) -> list[Acknowledged]:
    """Let four clerks work, kill each at a random moment; return what they had said.

    `after_first`: the moments count from the first acknowledged paper on, not from the start.
    """
    moments = random.Random(name)
    with starting_line() as (wait, start):

        def work(say: Say, clerk: str) -> None:
            reopen(root)
            say("ready")
            wait()
            Clerk(root, clerk, say).work()

        running = [fork(partial(work, clerk=f"{name}-{one}")) for one in range(PROCESSES)]
        for process in running:
            assert process.pipe.readline() == "ready\n"
        start()
        if after_first:
            select.select([process.pipe for process in running], [], [])
        begun = time.monotonic()
        for moment, chosen in sorted((moments.uniform(0, LATEST), one) for one in range(PROCESSES)):
            time.sleep(max(0.0, begun + moment - time.monotonic()))
            os.kill(running[chosen].pid, signal.SIGKILL)
        return [line for process in running for line in acknowledged(process)]


def acknowledged(process: Forked) -> list[Acknowledged]:
    code, said = process.finish()
    assert code == -signal.SIGKILL, said
    return [Acknowledged(*json.loads(line)) for line in said.splitlines(keepends=True) if line.endswith("\n")]


def killed_archive(root: Path, name: str) -> tuple[int, int]:
    """Kill round after round on one archive; return how many papers were said and how many resumed."""
    make_archive(root)
    said: list[Acknowledged] = []
    resumed = 0
    for round_ in range(ROUNDS_AN_ARCHIVE):
        connect(root.with_name("elsewhere.db"))
        said += killed_round(root, f"{name}-{round_}", after_first=round_ % 2 == 1)
        holdings = reopen(root)
        assert violations(root, holdings, said) == []
        resumed += sum(
            record.state is State.RESERVED and not record.untaken for record in holdings.ledger.listing()
        )
        assert finished(parts_of(root)) == []
        assert violations(root, reopen(root), said) == []
    connect(root.with_name("elsewhere.db"))
    shutil.rmtree(root)
    return len(said), resumed


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_processes_killed_at_any_moment_lose_and_double_nothing(chunk: int, tmp_path: Path) -> None:
    kept = resumed = 0
    for archive in range(ROUNDS_A_CHUNK // ROUNDS_AN_ARCHIVE):
        said, left = killed_archive(tmp_path / "archive", f"{chunk}-{archive}")
        kept, resumed = kept + said, resumed + left
    assert kept >= ROUNDS_A_CHUNK // 2
    figure(
        f"random kills, part {chunk + 1} of {CHUNKS}: {ROUNDS_A_CHUNK} rounds, "
        f"{ROUNDS_A_CHUNK * PROCESSES} processes killed, {kept} acknowledged papers all kept, "
        f"{resumed} left reserved and resumed, none doubled"
    )
