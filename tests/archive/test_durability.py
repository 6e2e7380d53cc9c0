"""What is placed has reached the disk before its name appears, and the name before anyone is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gongwen.archive import Journal
from tests.archive.test_stores import THREE, bag, folder_store

Events = list[tuple[str, str]]


@pytest.fixture
def events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Events:
    """Every fsync and rename below the test's folder, in order, as they reach the system."""
    told: Events = []
    fsync, rename = os.fsync, os.rename

    def recorded_fsync(descriptor: int) -> None:
        told.append(("fsync", os.path.relpath(os.readlink(f"/proc/self/fd/{descriptor}"), tmp_path)))
        fsync(descriptor)

    def recorded_rename(source: Path, target: Path) -> None:
        told.append(("rename", os.path.relpath(target, tmp_path)))
        rename(source, target)

    monkeypatch.setattr(os, "fsync", recorded_fsync)
    monkeypatch.setattr(os, "rename", recorded_rename)
    return told


def test_every_file_and_folder_is_on_the_disk_before_the_item_appears(tmp_path: Path, events: Events) -> None:
    store = folder_store(tmp_path)
    store.stage(bag())
    store.sync(THREE)
    store.place(THREE)
    before = events[: events.index(("rename", f"items/2015/{THREE}"))]
    staged = f"staging/{THREE}"
    names = ["", "/bag-info.txt", "/bagit.txt", "/data", "/manifest-sha256.txt", "/tagmanifest-sha256.txt"]
    for name in [*names, "/data/document.txt", "/data/original.pdf"]:
        assert ("fsync", f"{staged}{name}") in before
    assert before.index(("fsync", f"{staged}/data/original.pdf")) < before.index(("fsync", f"{staged}/data"))
    assert before.index(("fsync", f"{staged}/data")) < before.index(("fsync", staged))


def test_the_new_name_is_on_the_disk_before_the_store_says_so(tmp_path: Path, events: Events) -> None:
    store = folder_store(tmp_path)
    store.stage(bag())
    store.sync(THREE)
    store.place(THREE)
    after = events[events.index(("rename", f"items/2015/{THREE}")) + 1 :]
    assert after == [("fsync", "items/2015"), ("fsync", "staging")]
    assert {("fsync", "."), ("fsync", "items")} <= set(events)


def test_a_ledger_line_and_a_new_file_of_the_ledger_reach_the_disk(tmp_path: Path, events: Events) -> None:
    journal = Journal(tmp_path / "ledger")
    journal.extend(2015, lambda mark: ['{"hash":"x","ordinal":1}'])
    assert events == [("fsync", "."), ("fsync", "ledger/2015.jsonl"), ("fsync", "ledger")]
    events.clear()
    journal.extend(2015, lambda mark: ['{"hash":"y","ordinal":2}'])
    assert events == [("fsync", "ledger/2015.jsonl")]


def test_quarantine_is_on_the_disk_with_its_reason_first(tmp_path: Path, events: Events) -> None:
    store = folder_store(tmp_path)
    store.stage(bag())
    events.clear()
    store.quarantine(THREE, "错号")
    moved = events.index(("rename", f"quarantine/{THREE}"))
    assert ("fsync", f"quarantine/.{THREE}.json.part") in events[:moved]
    assert events[moved + 1 :] == [("fsync", "quarantine"), ("fsync", "staging")]
