"""The power goes after any step of a real `gongwen issue`: what was acknowledged is there, the rest goes on.

One issue is recorded with strace, SQLite's own writes and fsyncs included,
and the disk is put together as it may be found after each step.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from gongwen.office.desk.database import connect, connect_existing
from tests.cli.running import FACTS, OFFICE, ROOT, gongwen
from tests.office.archives import holdings_of, number, parts_of
from tests.office.disk import VARIANTS, Disk, prefixes
from tests.office.invariants import Acknowledged, finished, violations
from tests.office.tracing import Call, traced
from tests.proving import PROVING, figure

SAMPLE = 40
TITLE = "关于印发《绍兴市推进国有企业使用正版软件工作实施方案（2015—2020年）》的通知"
SIGNED = ("--signatory", "王建国", "--signed-on", "2015-06-23")


@dataclass(frozen=True)
class Recorded:
    """An archive from before the issue, the calls of the issue, and what it said in the end."""

    before: Path
    root: Path
    calls: list[Call]
    said: Acknowledged

    @cached_property
    def acknowledging(self) -> int:
        """The place of the call that tells the clerk."""
        return next(
            place
            for place, call in enumerate(self.calls, start=1)
            if call.name == "write" and "已核发".encode() in call.data(1)
        )


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    folder = tmp_path_factory.mktemp("power")
    root, before = folder / "archive", folder / "before"
    assert gongwen("init", OFFICE, "--archive", root).code == 0
    assert (
        gongwen("number", "adopt", "绍市软件办〔2015〕1号", "--reason", "手工", "--archive", root).code == 0
    )
    connect(folder / "elsewhere.db")
    shutil.copytree(root, before)
    words = ("issue", "notice", "--facts", FACTS, *SIGNED, "--archive", root, "--out", folder / "out")
    program = [sys.executable, "-m", "gongwen", *map(str, words)]
    calls = traced(program, root, cwd=ROOT, environment={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})
    digest = _issued_digest(root)
    connect(folder / "elsewhere.db")
    return Recorded(before, root, calls, Acknowledged("绍市软件办〔2015〕2号", digest, TITLE))


def _issued_digest(root: Path) -> str:
    connect(root / "gongwen.db")
    return holdings_of(root).ledger.get(number(2)).digest


@pytest.fixture
def memory() -> Iterator[Path]:
    """A folder in memory where there is one: what is put there to be looked at need not outlive anything."""
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shared if os.access(shared, os.W_OK) else None) as folder:
        yield Path(folder)


def found_after(place: Path, recorded: Recorded, *, told: bool) -> list[str]:
    """Open what is left with the program; return all that must not be, then and once resumed."""
    connect_existing(place / "gongwen.db", writing=True)
    holdings = holdings_of(place)
    holdings.catch_up()
    said = [recorded.said] if told else []
    found = violations(place, holdings, said) + finished(parts_of(place))
    found += violations(place, holdings, said)
    connect(place.with_name("elsewhere.db"))
    return found


def test_the_power_may_go_after_any_step(recorded: Recorded, memory: Path) -> None:
    disk = Disk(recorded.before, recorded.root)
    cases = [(place, variant) for place in prefixes(disk, recorded.calls) for variant in VARIANTS]
    chosen = set(cases if PROVING else random.Random(2015).sample(cases, SAMPLE))
    disk = Disk(recorded.before, recorded.root)
    told_in = 0
    for place in prefixes(disk, recorded.calls):
        for variant in VARIANTS:
            if (place, variant) not in chosen:
                continue
            told = place >= recorded.acknowledging
            target = memory / "found"
            disk.put(target, variant, f"{place}")
            found = found_after(target, recorded, told=told)
            assert found == [], (place, variant, recorded.calls[max(0, place - 1)].name, found)
            told_in += told
            shutil.rmtree(target)
    figure(
        f"power cut: {len(chosen)} of {len(cases)} states after {len(cases) // len(VARIANTS)} prefixes of "
        f"one issue opened, {told_in} of them after it was acknowledged; all as they must be"
    )


def test_a_program_that_brings_nothing_to_the_disk_would_be_found_out(
    recorded: Recorded, memory: Path
) -> None:
    unsynced = [call for call in recorded.calls if call.name not in ("fsync", "fdatasync")]
    disk = Disk(recorded.before, recorded.root)
    assert len(list(prefixes(disk, unsynced))) > 100
    for variant in ("dropped", "names"):
        disk.put(memory / variant, variant)
        found = found_after(memory / variant, recorded, told=True)
        assert [one for one in found if "绍市软件办〔2015〕2号 was acknowledged" in one], (variant, found)


def test_every_call_that_changes_the_archive_is_understood(recorded: Recorded) -> None:
    disk = Disk(recorded.before, recorded.root)
    for call in recorded.calls:
        disk.hear(call)
    assert disk.content() == {
        str(path.relative_to(recorded.root)): path.read_bytes()
        for path in recorded.root.rglob("*")
        if path.is_file() and not path.name.endswith("-shm")
    }
