"""The Whoosh index may die, lie, rot or belong to someone else: no paper is missed."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connections, transaction
from whoosh import index as whoosh_index
from whoosh.writing import SegmentWriter

from gongwen.errors import StorageError
from gongwen.office.desk.database import connect
from gongwen.search import WhooshIndex
from gongwen.search.engines.whoosh_files import SCHEMA
from tests.search.papers import NOTICE, PAPERS, by_reading, ids, paper

NEW = paper("2018-0001", "新来的通知", "黑名单上没有新来的企业。", day="2018-01-01")
ALL = (*PAPERS, NEW)


@pytest.fixture
def folder(database: Path) -> Path:
    return database.parent / "index"


@pytest.fixture
def index(folder: Path) -> WhooshIndex:
    """An index fed with PAPERS."""
    made = WhooshIndex(folder)
    made.add(PAPERS)
    assert made.feed() == len(PAPERS)
    return made


def feed_elsewhere(database: Path, folder: Path, moment: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.search.feeder", str(database), str(folder), moment]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def files_of(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "index").iterdir() if path.stat().st_size)


def test_a_feed_takes_each_paper_once(index: WhooshIndex) -> None:
    assert index.feed() == 0
    index.add([NEW])
    assert (index.feed(), index.feed()) == (1, 0)


def test_a_fed_index_is_used(index: WhooshIndex, database: Path) -> None:
    with sqlite3.connect(database) as behind_its_back:
        behind_its_back.execute("UPDATE search_entry SET text_folded = text_folded || '从未见过'")
    assert ids(index, "从未见过") == []


@pytest.mark.parametrize("moment", ["handing over", "before the commit", "after the commit"])
@pytest.mark.parametrize("fed", [0, len(PAPERS)])
def test_a_feeder_killed_at_any_moment_loses_nothing(
    database: Path, folder: Path, moment: str, fed: int
) -> None:
    index = WhooshIndex(folder)
    index.add(PAPERS)
    if fed:
        index.feed()
    index.add([NEW])
    killed = feed_elsewhere(database, folder, moment)
    assert (killed.returncode, killed.stdout) == (-signal.SIGKILL, "")
    for _ in range(2):
        assert ids(index, "黑名单") == by_reading(ALL, "黑名单")
        assert ids(index, "NOT 黑名单") == [
            doc for doc in ids(index, "年度:[0001 TO 9999]") if doc not in by_reading(ALL, "黑名单")
        ]
        assert ids(WhooshIndex(folder), "新来的") == [NEW.item_id]
        assert index.feed() in (1, len(ALL), 0)


def test_what_another_process_fed_is_seen_here(index: WhooshIndex, database: Path, folder: Path) -> None:
    assert ids(index, "新来的") == []
    index.add([NEW])
    assert feed_elsewhere(database, folder).stdout == "1\n"
    assert (ids(index, "新来的"), index.feed()) == ([NEW.item_id], 0)


@pytest.mark.parametrize("damage", ["cut off", "one bit", "emptied", "removed"])
def test_a_damaged_file_is_noticed_and_mended(index: WhooshIndex, folder: Path, damage: str) -> None:
    for place in range(len(files_of(folder))):
        path = files_of(folder)[place]
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        changed = {"cut off": bytes(content[: len(content) // 2]), "one bit": bytes(content), "emptied": b""}
        path.unlink()
        if damage in changed:
            path.write_bytes(changed[damage])
        for fresh in (index, WhooshIndex(folder)):
            assert ids(fresh, "黑名单") == by_reading(PAPERS, "黑名单")
        assert WhooshIndex(folder).feed() == len(PAPERS)
        assert (ids(index, "黑名单"), index.feed()) == (by_reading(PAPERS, "黑名单"), 0)


def test_an_index_put_back_from_an_older_copy_is_not_believed(index: WhooshIndex, folder: Path) -> None:
    shutil.copytree(folder / "index", folder / "copy")
    index.add([NEW])
    index.feed()
    shutil.rmtree(folder / "index")
    (folder / "copy").rename(folder / "index")
    assert ids(index, "新来的") == [NEW.item_id]
    assert index.feed() == len(ALL)


def test_a_database_put_back_from_an_older_copy_finds_what_it_held(
    index: WhooshIndex, database: Path
) -> None:
    connections.close_all()
    copy = shutil.copy(database, database.with_suffix(".copy"))
    connect(database)
    index.delete([NOTICE.item_id])
    index.feed()
    connections.close_all()
    shutil.copy(copy, database)
    connect(database)
    assert ids(index, "资产管理") == by_reading(PAPERS, "资产管理")


class Trap:
    """Read back from a pickle, it makes a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.folder),)


def set_trap(folder: Path, trap: Path) -> None:
    storage = whoosh_index.open_dir(str(folder), schema=SCHEMA).storage
    whoosh_index.TOC(SCHEMA, [Trap(trap)], 99).write(storage, "MAIN")


def test_pickles_of_an_index_that_others_may_write_are_never_read(index: WhooshIndex, folder: Path) -> None:
    trap = folder / "trapped"
    set_trap(folder / "index", trap)
    (folder / "index").chmod(0o777)
    for fresh in (index, WhooshIndex(folder)):
        assert ids(fresh, "黑名单") == by_reading(PAPERS, "黑名单")
        assert fresh.feed() == 0
    assert not trap.exists()
    index.rebuild(ALL)
    assert (ids(index, "黑名单"), index.feed()) == (by_reading(ALL, "黑名单"), 0)
    assert not trap.exists()
    assert (folder / "index").stat().st_mode & 0o777 == 0o700


def test_the_trap_snaps_when_its_pickle_is_read(index: WhooshIndex, folder: Path) -> None:
    set_trap(folder / "index", folder / "trapped")
    whoosh_index.open_dir(str(folder / "index"), schema=SCHEMA)
    assert (folder / "trapped").exists()


def test_a_link_in_place_of_the_index_is_not_followed(index: WhooshIndex, folder: Path) -> None:
    (folder / "index").rename(folder / "elsewhere")
    (folder / "index").symlink_to(folder / "elsewhere")
    assert ids(index, "黑名单") == by_reading(PAPERS, "黑名单")
    assert index.feed() == 0
    index.rebuild(PAPERS)
    assert (folder / "elsewhere").exists()
    assert (ids(index, "黑名单"), index.feed()) == (by_reading(PAPERS, "黑名单"), 0)


def test_while_another_writes_the_index_papers_wait_and_are_found(index: WhooshIndex, folder: Path) -> None:
    index.add([NEW])
    other = whoosh_index.open_dir(str(folder / "index"), schema=SCHEMA).writer()
    assert (index.feed(), ids(index, "新来的")) == (0, [NEW.item_id])
    other.cancel()
    assert ids(index, "新来的") == [NEW.item_id]
    assert index.feed() == 1
    assert (ids(index, "新来的"), index.feed()) == ([NEW.item_id], 0)


def test_a_paper_committed_while_a_feed_runs_is_found_and_fed_next(
    index: WhooshIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = SegmentWriter.commit

    def commit_late(writer: SegmentWriter) -> None:
        index.add([NEW])
        commit(writer)

    index.add([paper("2018-0002", "先来的", "")])
    with monkeypatch.context() as patched:
        patched.setattr(SegmentWriter, "commit", commit_late)
        assert index.feed() == 1
    assert ids(index, "新来的") == [NEW.item_id]
    assert (index.feed(), ids(index, "新来的"), index.feed()) == (1, [NEW.item_id], 0)


def test_a_disk_that_refuses_loses_nothing(database: Path) -> None:
    blocked = database.parent / "file"
    blocked.write_text("not a folder")
    index = WhooshIndex(blocked / "index")
    index.add(PAPERS)
    with pytest.raises(StorageError, match="检索索引写不进磁盘") as caught:
        index.feed()
    assert caught.value.exit_code == 7
    assert ids(index, "黑名单") == by_reading(PAPERS, "黑名单")


def test_feeding_within_a_transaction_is_a_mistake_of_the_caller(index: WhooshIndex) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="transaction"):
        index.feed()


def test_words_of_a_paper_forgotten_leave_the_index_with_a_rebuild(index: WhooshIndex, folder: Path) -> None:
    index.rebuild([NEW])
    assert "𬱖".encode() not in b"".join(path.read_bytes() for path in files_of(folder))
