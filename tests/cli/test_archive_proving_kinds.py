"""What the program itself issued or took in a moment ago is proven good, whatever its kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import EXAMPLES, OFFICE, gongwen


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    assert gongwen("init", OFFICE, "--archive", folder).code == 0
    return folder


@pytest.mark.parametrize("kind", ["命令", "意见", "纪要", "函"])
def test_every_kind_of_paper_is_proven_good_when_it_was_issued(
    archive: Path, tmp_path: Path, kind: str
) -> None:
    facts = EXAMPLES / "文种" / f"{kind}.toml"
    signed = ("--signatory", "张三", "--signed-on", "2016-01-04", "--new-series")
    words = ("issue", f"空白{kind}", "--facts", facts, *signed, "--out", tmp_path / "out")
    issued = gongwen(*words, "--archive", archive)
    assert issued.code == 0, issued.err
    outcome = gongwen("archive", "verify", "--archive", archive)
    assert (outcome.code, "完好" in outcome.out) == (0, True), outcome.out + outcome.err


def test_an_empty_file_is_kept_as_it_came_and_harms_no_verdict(archive: Path, tmp_path: Path) -> None:
    empty = tmp_path / "空的.bin"
    empty.touch()
    added = gongwen("archive", "add", empty, "--rest", "0", "--yes", "--archive", archive)
    assert added.code == 6
    assert gongwen("archive", "verify", "--archive", archive).code == 0
    (original,) = (archive / "items").rglob("original.*")
    original.chmod(0o644)
    original.write_bytes(b"x")
    assert gongwen("archive", "verify", "--archive", archive).code == 8
