"""Loose files: kept under their own SHA-256, and never handed out damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.archive.loose import LooseFiles
from gongwen.errors import IntegrityError, NotFoundError

DIGEST = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_file_is_kept_read_only_under_its_sha256(tmp_path: Path) -> None:
    loose = LooseFiles(tmp_path / "loose")
    assert loose.put(b"abc") == DIGEST
    kept = tmp_path / "loose" / "ba" / DIGEST
    assert kept.read_bytes() == b"abc"
    assert kept.stat().st_mode & 0o777 == 0o444
    assert loose.get(DIGEST) == b"abc"


def test_the_same_bytes_again_are_one_file_and_mend_a_damaged_one(tmp_path: Path) -> None:
    loose = LooseFiles(tmp_path)
    loose.put(b"abc")
    kept = tmp_path / "ba" / DIGEST
    kept.chmod(0o644)
    kept.write_bytes(b"abd")
    with pytest.raises(IntegrityError, match="已损坏"):
        loose.get(DIGEST)
    loose.put(b"abc")
    assert loose.get(DIGEST) == b"abc"
    assert [path.name for path in (tmp_path / "ba").iterdir()] == [DIGEST]


@pytest.mark.parametrize("digest", [DIGEST, "", "../../etc/passwd"])
def test_what_was_never_kept_is_said_to_be_missing(tmp_path: Path, digest: str) -> None:
    with pytest.raises(NotFoundError, match="不见了"):
        LooseFiles(tmp_path).get(digest)
