"""An archive with two numbers taken by hand and the joint notice issued as the third."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.running import FACTS, OFFICE, Outcome, gongwen

ISSUE = ("issue", "notice", "--facts", FACTS, "--signatory", "王建国", "--signed-on", "2015-06-23")


@dataclass(frozen=True)
class Desk:
    """An archive, a folder for copies, and what issuing said."""

    archive: Path
    out: Path
    issued: Outcome

    def run(self, *words: object) -> Outcome:
        """Run a command on this archive."""
        return gongwen("--archive", self.archive, *words)


def new_archive(folder: Path) -> Path:
    """Make an archive for the office of the seed."""
    assert gongwen("init", OFFICE, "--archive", folder).code == 0
    return folder


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("desk")
    archive = new_archive(folder / "archive")
    for serial in (1, 2):
        number = f"绍市软件办〔2015〕{serial}号"
        adopted = gongwen("number", "adopt", number, "--reason", "手工编号", "--archive", archive)
        assert adopted.code == 0
    issued = gongwen(*ISSUE, "--out", folder / "out", "--archive", archive)
    assert issued.code == 0, issued.err
    return Desk(archive, folder / "out", issued)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A new archive in which nothing was issued yet."""
    return new_archive(tmp_path / "archive")


@pytest.fixture
def own_desk(desk: Desk, tmp_path: Path) -> Desk:
    """A copy of the archive that a test may change; the copies of its papers are shared."""
    desk.run("archive", "list")
    return Desk(Path(shutil.copytree(desk.archive, tmp_path / "own")), desk.out, desk.issued)
