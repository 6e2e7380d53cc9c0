"""Killed, interrupted or without disk on the way: nothing half there, and done again all is there once."""

from __future__ import annotations

import os
import signal
import tempfile
from pathlib import Path

import pytest

from gongwen.errors import StorageError
from gongwen.intake import child
from gongwen.office import archive
from gongwen.office.desk.database import connect
from gongwen.office.keeping.adding import STEPS, Fate, Wishes, add
from tests.archive.troubles import in_child, limit_files_to, open_folder
from tests.forking import Say, fork, starting_line
from tests.office.archives import holdings_of, make_archive, reopen
from tests.office.keeping.taking import NOTICE, came, found, packed, parts_in, taken

MEMBERS = {"一.txt": NOTICE.encode(), "二.txt": "另一份说明，联系人赵六。".encode()}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return came(tmp_path, "包.zip", packed(MEMBERS))


def killed_at(root: Path, path: Path, step: str, time: int) -> None:
    """Take a file in and die the `time`-th time that `step` is done."""
    seen = 0

    def die(at: str) -> None:
        nonlocal seen
        seen += at == step
        if seen == time:
            os.kill(os.getpid(), signal.SIGKILL)

    def act(say: Say) -> None:
        tempfile.tempdir = str(root.parent)
        connect(root / "gongwen.db")
        taken(root, path, on_step=die)

    connect(root.with_name("elsewhere.db"))
    assert fork(act).finish() == (-signal.SIGKILL, "")


def all_is_there_once(root: Path) -> None:
    assert len(holdings_of(root).store.ids()) == 3
    assert len(holdings_of(root).keeping.all_received()) == 3
    assert archive.verify(holdings_of(root)).findings == ()
    assert len(found("报送检查方案")) == len(found("联系人赵六")) == 1
    assert not [name for name in os.listdir(root / "staging" / "own") if not name.endswith(".lock")]


@pytest.mark.parametrize(("step", "time"), [*((step, 1) for step in STEPS), ("placed", 2), ("entered", 2)])
def test_killed_at_any_step_all_is_there_once_when_done_again(
    root: Path, package: Path, step: str, time: int
) -> None:
    killed_at(root, package, step, time)
    holdings = reopen(root)
    entered = {record.item_id for record in holdings.keeping.all_received()}
    assert len(entered) == time - (step in ("staged", "synced", "placed"))
    for item_id in entered:
        assert holdings.store.verify(item_id) == ()
        assert found(holdings.keeping.received(item_id).name) >= {item_id}
    taken(root, package)
    all_is_there_once(root)


@pytest.mark.parametrize("step", STEPS)
def test_an_error_at_any_step_leaves_what_can_be_gone_on_with(root: Path, package: Path, step: str) -> None:
    def stop(at: str) -> None:
        if at == step:
            raise StorageError("磁盘已满")

    with pytest.raises(StorageError):
        taken(root, package, on_step=stop)
    reopen(root)
    taken(root, package)
    all_is_there_once(root)


def test_what_was_done_before_an_interruption_stays_done(root: Path, tmp_path: Path) -> None:
    paths = [came(tmp_path, f"{count}.txt", f"第{count}份来文。") for count in range(3)]
    working = add(parts_in(root), paths, Wishes())
    assert next(working).fate is Fate.KEPT
    del working
    assert len(holdings_of(root).store.ids()) == 1
    assert [one.fate for one in taken(root, *paths)] == [Fate.AGAIN, Fate.KEPT, Fate.KEPT]


def test_two_processes_with_the_same_files_make_each_item_once(root: Path, tmp_path: Path) -> None:
    paths = [came(tmp_path, f"{count}.txt", f"第{count}份来文。") for count in range(4)]
    connect(tmp_path / "elsewhere.db")
    with starting_line() as (wait, start):

        def act(say: Say) -> None:
            connect(root / "gongwen.db")
            wait()
            for one in add(parts_in(root), paths, Wishes()):
                say(f"{one.name} {one.fate.name}")
            child.close()

        workers = [fork(act), fork(act)]
        start()
        ended = [worker.finish() for worker in workers]
    assert [code for code, _ in ended] == [0, 0], ended
    said = sorted(line for _, text in ended for line in text.splitlines())
    assert said == [f"{n}.txt {fate}" for n in range(4) for fate in ("AGAIN", "KEPT")]
    holdings = reopen(root)
    assert len(holdings.store.ids()) == len(holdings.keeping.all_received()) == 4
    assert all(len(holdings.keeping.receipts(item_id)) == 2 for item_id in holdings.store.ids())
    assert archive.verify(holdings).findings == ()


@pytest.mark.parametrize("room", [0, 40_960, 131_072])
def test_a_disk_that_fills_is_named_and_leaves_nothing_half_visible(room: int) -> None:
    with open_folder() as folder:
        root = folder / "archive"
        make_archive(root)
        connect(folder / "elsewhere.db")
        path = came(folder, "大.txt", "来文。\n" * 20_000)

        def attempt() -> str:
            tempfile.tempdir = str(folder)
            try:
                reopen(root)
                return taken(root, path)[0].fate.name
            except StorageError as error:
                return f"{error.exit_code}：{error}"

        answer = in_child(attempt, limit_files_to(room))
        assert answer.startswith("7："), answer
        holdings = reopen(root)
        assert holdings.store.ids() == ()
        assert holdings.keeping.all_received() == ()
        assert archive.verify(holdings).sound
        assert taken(root, path)[0].fate is Fate.KEPT
        assert archive.verify(holdings_of(root)).findings == ()
        connect(folder / "elsewhere.db")
