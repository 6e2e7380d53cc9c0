"""Backups: a bag that anybody can check, every changed bit found, back only into an empty place."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import bagit
import pytest

from gongwen.archive.backups import copy_back, copy_out, examine_backup, standing_of
from gongwen.errors import IntegrityError, NotFoundError, RefusedError
from tests.proving import PROVING

FLIPS = 1000 if PROVING else 60


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Something like an archive."""
    made = tmp_path / "archive"
    for name, content in {
        "gongwen.toml": "format = 1\n",
        "items/2015/2015-6c1e8f00-0001/bagit.txt": "BagIt\n",
        "items/2015/2015-6c1e8f00-0001/data/document.txt": "文种：通知\n" * 9,
        "ledger/2015.jsonl": '{"ordinal":1}\n',
        "ledger/life/2015.jsonl": '{"ordinal":1}\n',
        "loose/ba/scan": "scan\n",
        "staging/own/half": "half\n",
        "index/whoosh/seg": "seg\n",
        "ledger/.lock": "",
    }.items():
        path = made / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    (tmp_path / "copy.db").write_bytes(b"SQLite format 3\0")
    return made


def bagged(root: Path, name: str = "backup") -> Path:
    target = root.parent / name
    copy_out(root, standing_of(root), root.parent / "copy.db", target, {"External-Identifier": name})
    return target


def test_a_backup_holds_what_cannot_be_made_anew_and_sha256sum_agrees(root: Path) -> None:
    backup = bagged(root)
    data = backup / "data"
    assert sorted(path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()) == [
        "gongwen.db",
        "gongwen.toml",
        "items/2015/2015-6c1e8f00-0001/bagit.txt",
        "items/2015/2015-6c1e8f00-0001/data/document.txt",
        "ledger/2015.jsonl",
        "ledger/life/2015.jsonl",
        "loose/ba/scan",
    ]
    manifests = ["manifest-sha256.txt", "tagmanifest-sha256.txt"]
    subprocess.run(["sha256sum", "--quiet", "-c", *manifests], cwd=backup, check=True)
    bagit.Bag(str(backup)).validate()
    assert examine_backup(backup) == ()


def test_a_ledger_that_grew_meanwhile_is_copied_as_it_was(root: Path) -> None:
    standing = standing_of(root)
    with (root / "ledger/2015.jsonl").open("a") as file:
        file.write('{"ordinal":2}\n')
    target = root.parent / "backup"
    copy_out(root, standing, root.parent / "copy.db", target, {})
    assert (target / "data/ledger/2015.jsonl").read_text() == '{"ordinal":1}\n'


def test_a_file_that_was_cut_meanwhile_stops_the_backup_and_leaves_none(root: Path) -> None:
    standing = standing_of(root)
    (root / "ledger/2015.jsonl").write_text("")
    target = root.parent / "backup"
    with pytest.raises(IntegrityError, match="比刚才短了 14 字节"):
        copy_out(root, standing, root.parent / "copy.db", target, {})
    assert not target.exists()


def test_a_backup_is_written_over_no_other(root: Path) -> None:
    bagged(root)
    with pytest.raises(RefusedError, match="已经有了"):
        bagged(root)


def test_every_flipped_bit_is_found_and_its_file_named(root: Path) -> None:
    backup = bagged(root)
    files = sorted(path for path in backup.rglob("*") if path.is_file())
    chosen = random.Random(1954)
    for _ in range(FLIPS):
        path = chosen.choice(files)
        content = bytearray(path.read_bytes())
        bit = chosen.randrange(len(content) * 8)
        content[bit // 8] ^= 1 << bit % 8
        original = path.read_bytes()
        path.write_bytes(content)
        found = {finding.place for finding in examine_backup(backup)}
        name = path.relative_to(backup).as_posix().removeprefix("data/")
        assert name in found or (name == "tagmanifest-sha256.txt" and found), (name, bit)
        path.write_bytes(original)
    assert examine_backup(backup) == ()


@pytest.mark.parametrize(
    ("harm", "place"),
    [
        (lambda backup: (backup / "data/loose/ba/scan").unlink(), "loose/ba/scan"),
        (lambda backup: (backup / "data/more").write_text("x"), "more"),
        (lambda backup: (backup / "bagit.txt").unlink(), "bagit.txt"),
        (lambda backup: (backup / "tagmanifest-sha256.txt").unlink(), "tagmanifest-sha256.txt"),
        (lambda backup: (backup / "data/gongwen.db").unlink(), "gongwen.db"),
    ],
)
def test_what_is_missing_or_too_much_is_found(root: Path, harm: object, place: str) -> None:
    backup = bagged(root)
    assert callable(harm)
    harm(backup)
    assert place in {finding.place for finding in examine_backup(backup)}


def test_an_archive_comes_back_only_into_an_empty_place(root: Path) -> None:
    backup, target = bagged(root), root.parent / "restored"
    target.mkdir()
    (target / "别的").write_text("x")
    with pytest.raises(RefusedError, match="不是空的"):
        copy_back(backup, target)
    (target / "别的").unlink()
    copy_back(backup, target)
    assert (target / "loose/ba/scan").read_text() == "scan\n"
    assert (target / "loose/ba/scan").stat().st_mode & 0o777 == 0o444
    assert (target / "ledger/2015.jsonl").stat().st_mode & 0o200
    assert sorted(path.name for path in target.iterdir() if path.is_dir()) == [
        "fonds",
        "index",
        "items",
        "ledger",
        "loose",
        "quarantine",
        "staging",
    ]


def test_another_folder_is_no_backup(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="不是备份"):
        examine_backup(tmp_path)
