"""One demo for all stories of a run: it costs seconds."""

from __future__ import annotations

import fcntl
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

from tests.cli.running import Outcome, program


@dataclass(frozen=True)
class Demo:
    """A demo that was played: where it lies and what it said."""

    archive: Path
    out: Path
    said: Outcome

    def run(self, *words: object) -> Outcome:
        """Run a command on the demo's archive."""
        return program(*words, "--archive", self.archive)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Demo:
    """The demo, played by the installed program in a place of its own, and only to be read.

    The workers of one run share it: the first one plays it, the others wait.
    """
    shared = (
        tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent
    )
    folder, said = shared / "demo", shared / "demo.json"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            outcome = program("demo", "--archive", folder / "archive", "--out", folder / "out")
            said.write_text(json.dumps(asdict(outcome)))
    played = Demo(folder / "archive", folder / "out", Outcome(**json.loads(said.read_text())))
    assert played.said.code == 0, played.said.err
    return played
