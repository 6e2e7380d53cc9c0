"""Writers queue for their turn; readers do not wait for it, and a killed writer holds nobody up."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from django.db import connection, transaction

from gongwen.office.desk.database import connect, connect_existing
from gongwen.records.ledger import enrol_fonds, enrolled_fonds
from gongwen.records.models import Fonds
from gongwen.records.transactions import writing
from tests.forking import Forked, Say, fork
from tests.office.archives import reopen


def holder(root: Path) -> Forked:
    """A process in the middle of a write transaction, which lasts until it is killed."""

    def hold(say: Say) -> None:
        reopen(root)
        with transaction.atomic():
            Fonds.objects.create(code="other", name="没有写完")
            say("holding")
            signal.pause()

    process = fork(hold)
    assert process.pipe.readline() == "holding\n"
    return process


def test_a_reader_does_not_wait_for_a_writer_and_a_killed_one_leaves_its_turn(root: Path) -> None:
    writer = holder(root)
    try:
        connect_existing(root / "gongwen.db", writing=False)
        assert enrolled_fonds() == ("own",)
        with transaction.atomic():
            assert enrolled_fonds() == ("own",)
    finally:
        os.kill(writer.pid, signal.SIGKILL)
    assert writer.finish() == (-signal.SIGKILL, "")
    connect(root / "gongwen.db")
    enrol_fonds("yuecheng", "越城区软件办")
    assert enrolled_fonds() == ("own", "yuecheng")


def test_the_turn_is_left_after_a_commit_a_rollback_and_a_refusal(root: Path) -> None:
    def write(say: Say) -> None:
        reopen(root)
        enrol_fonds("two", "又一个")
        say("written")

    enrol_fonds("one", "一个")
    try:
        with writing():
            Fonds.objects.create(code="three", name="不要了")
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass
    with writing():
        enrol_fonds("four", "套在里面的")
    assert fork(write).finish() == (0, "written\n")
    connect(root / "gongwen.db")
    assert enrolled_fonds() == ("own", "one", "four", "two")
    assert connection.in_atomic_block is False
