"""Sixteen processes on one ledger: no number lost or doubled, no error; the waits are printed."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from gongwen.records import audit
from gongwen.records.ledger import Ledger, enrol_fonds
from tests.forking import Say, fork, starting_line
from tests.proving import PROVING, figure
from tests.records.opening import now
from tests.records.servers import postgres_ledger, sqlite_ledger

PROCESSES = 16
COUNT = 500 if PROVING else 25
Opened = Callable[[Path], AbstractContextManager[Path]]


@dataclass(frozen=True)
class Taken:
    """What one process got: its numbers, in order, and how long it waited for each."""

    serials: list[int]
    waits: list[float]


def run_together() -> list[Taken]:
    """Let all processes take their numbers at once; none may fail."""

    def work(say: Say, name: str, wait: Callable[[], None]) -> None:
        ledger = Ledger("own", operator=name, now=now)
        ledger.issuer_codes()
        wait()
        for request in range(COUNT):
            key = f"{name}-{request}"
            begun = time.perf_counter()
            serial = ledger.reserve("绍市软件办", 2015, request_key=key, request=key).number.serial
            say(f"{serial} {time.perf_counter() - begun}")

    with starting_line() as (wait, start):
        running = [fork(partial(work, name=f"经办{one}", wait=wait)) for one in range(PROCESSES)]
        start()
        ended = [process.finish() for process in running]
    assert [code for code, _ in ended] == [0] * PROCESSES, ended
    return [taken(said) for _, said in ended]


def taken(out: str) -> Taken:
    pairs = [line.split() for line in out.splitlines()]
    return Taken([int(serial) for serial, _ in pairs], [float(wait) for _, wait in pairs])


@pytest.mark.parametrize("opened", [sqlite_ledger, postgres_ledger])
def test_sixteen_processes_get_distinct_numbers_without_a_gap(opened: Opened, tmp_path: Path) -> None:
    with opened(tmp_path):
        enrol_fonds("own", "绍兴市使用正版软件工作领导小组办公室")
        all_taken = run_together()
        serials = [serial for one in all_taken for serial in one.serials]
        assert sorted(serials) == list(range(1, PROCESSES * COUNT + 1))
        assert all(one.serials == sorted(one.serials) for one in all_taken)
        ledger = Ledger("own", operator="王芳", now=now)
        assert [record.number.serial for record in ledger.listing()] == sorted(serials)
        assert {record.operator for record in ledger.listing()} == {f"经办{one}" for one in range(PROCESSES)}
        assert len(audit.lines("own", 2015)) == PROCESSES * COUNT
        assert list(audit.findings("own")) == []
        waits = sorted(wait for one in all_taken for wait in one.waits)
    name = opened.__name__.removesuffix("_ledger")
    figure(
        f"{PROCESSES} processes × {COUNT} numbers on {name}: {len(serials)} distinct, no gap; "
        f"waits median {waits[len(waits) // 2]:.3f} s, p95 {waits[int(len(waits) * 0.95)]:.3f} s, "
        f"max {waits[-1]:.3f} s"
    )
