"""An archive of an older program: told so, copied, upgraded, everything still there."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
from collections import Counter
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections

from gongwen.archive import create_archive
from gongwen.errors import IntegrityError, RefusedError, StorageError
from gongwen.office import archive, numbers
from gongwen.office.desk.database import connect, connect_existing
from gongwen.office.issue import issue
from gongwen.office.upgrade import upgrade
from gongwen.records.ledger import enrol_fonds
from tests.archive.troubles import become_nobody, in_child, open_folder
from tests.forking import Say
from tests.office.archives import OFFICE, holdings_of, number, parts_of, request
from tests.office.tracing import CHANGING, under_strace
from tests.proving import PROVING, figure
from tests.records.opening import NOW

KEPT = Path(__file__).parents[1] / "damaged" / "gongwen-0001.db"
"""The database of an office that the first program made: one number adopted, one reserved, one void."""


def make_old(root: Path) -> Path:
    """Make an archive whose database is that of the first program."""
    folder = create_archive(root, OFFICE)
    shutil.copy(KEPT, folder.database)
    return root


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return make_old(tmp_path / "old")


def refused(root: Path, *, writing: bool = True) -> str:
    with pytest.raises(RefusedError) as caught:
        connect_existing(root / "gongwen.db", writing=writing)
    return str(caught.value)


@pytest.mark.parametrize("writing", [True, False])
def test_an_older_database_is_not_opened_and_the_way_out_is_told(old: Path, writing: bool) -> None:
    before = (old / "gongwen.db").read_bytes()
    said = refused(old, writing=writing)
    assert said.startswith("数据库是旧版程序建的，还差 ")
    assert "records.0002_blocks_and_years" in said
    assert said.endswith("；先备份并核对，再升级，然后使用；请运行 gongwen upgrade。")
    assert (old / "gongwen.db").read_bytes() == before


def test_after_upgrading_every_number_is_there_and_the_next_one_follows(old: Path) -> None:
    report = upgrade(old, NOW)
    assert "records.0002_blocks_and_years" in report.steps
    holdings = holdings_of(old)
    assert [str(record) for record in numbers.listing(holdings)] == [
        "绍市软件办〔2015〕1号　补登：（无标题）（手工编号）",
        "绍市软件办〔2015〕2号　预留，未办完：第一份；请续办或作废",
        "绍市软件办〔2015〕3号　作废：领导决定不发",
    ]
    holdings.catch_up()
    assert archive.verify(holdings).sound
    assert issue(parts_of(old), request("第三份")).number == number(4)


def test_the_copy_from_before_is_whole_and_still_old(old: Path) -> None:
    report = upgrade(old, NOW)
    assert report.backup == old / "upgrades" / "gongwen-20260105T013000Z.db"
    with closing(sqlite3.connect(report.backup)) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copy.execute("SELECT count(*) FROM records_number").fetchone() == (3,)
        steps = {name for (name,) in copy.execute("SELECT name FROM django_migrations WHERE app = 'records'")}
    assert steps == {"0001_initial"}


def test_upgrading_again_changes_nothing(old: Path) -> None:
    upgrade(old, NOW)
    again = upgrade(old, NOW)
    assert (again.steps, again.backup) == ((), None)
    assert len(list((old / "upgrades").iterdir())) == 1


def test_an_upgrade_that_was_stopped_after_its_copy_is_done_again_with_another(old: Path) -> None:
    (old / "upgrades").mkdir()
    (old / "upgrades" / "gongwen-20260105T013000Z.db").write_bytes(b"half a copy")
    assert upgrade(old, NOW).backup == old / "upgrades" / "gongwen-20260105T013000Z-2.db"


def test_an_upgrade_that_was_stopped_between_two_steps_goes_on(old: Path) -> None:
    connect(old / "gongwen.db")
    call_command("migrate", "records", "0002", verbosity=0)
    connections.close_all()
    assert "records.0002_blocks_and_years" not in upgrade(old, NOW).steps
    assert len(numbers.listing(holdings_of(old))) == 3


def test_a_database_newer_than_the_program_is_refused_and_left_alone(root: Path) -> None:
    connections.close_all()
    with closing(sqlite3.connect(root / "gongwen.db")) as database, database:
        database.execute(
            "INSERT INTO django_migrations(app, name, applied) VALUES ('records', '0999_x', '2030-01-01')"
        )
    sentence = (
        "数据库比这个程序新（records.0999_x）；旧程序不打开新的数据库；"
        "请升级 gongwen 后再打开；数据库没有改动。"
    )
    assert refused(root) == refused(root, writing=False) == sentence
    with pytest.raises(RefusedError, match="数据库比这个程序新"):
        upgrade(root, NOW)
    assert not (root / "upgrades").exists()


def test_a_damaged_database_is_not_upgraded(old: Path) -> None:
    connections.close_all()
    path = old / "gongwen.db"
    content = bytearray(path.read_bytes())
    content[8192:16384] = b"\xff" * 8192
    path.write_bytes(content)
    with pytest.raises(IntegrityError):
        upgrade(old, NOW)


def test_without_permission_nothing_is_upgraded() -> None:
    connections.close_all()

    def attempt() -> str:
        try:
            return str(upgrade(root, NOW))
        except StorageError as error:
            return str(error.exit_code)

    with open_folder() as folder:
        root = make_old(folder / "old")
        before = (root / "gongwen.db").read_bytes()
        assert in_child(attempt, become_nobody) == "7"
        assert (root / "gongwen.db").read_bytes() == before


def test_a_new_archive_has_nothing_to_upgrade(root: Path) -> None:
    enrol_fonds("own", OFFICE)
    assert str(upgrade(root, NOW)) == "数据库已是这个程序的版本，没有改动"


def test_an_upgrade_killed_at_any_call_is_done_again_and_loses_nothing(tmp_path: Path) -> None:
    log, root = tmp_path / "calls", make_old(tmp_path / "counted")
    run = partial(_upgrade, root)
    assert under_strace(["-e", f"trace={CHANGING}"], run, log) == (0, "done\n")
    names = [line.split(maxsplit=1)[1].partition("(")[0] for line in log.read_text().splitlines()]
    counted = Counter(name for name in names if name in ("write", "pwrite64", "fsync", "fdatasync", "unlink"))
    points = [(name, when) for name, count in sorted(counted.items()) for when in range(1, count + 1)]
    chosen = points if PROVING else random.Random(1).sample(points, 4)
    for place, (name, when) in enumerate(chosen):
        root = make_old(tmp_path / f"killed-{place}")
        kill = ["-e", f"trace={name}", "-e", f"inject={name}:signal=KILL:when={when}"]
        assert under_strace(kill, partial(_upgrade, root), log) == (-signal.SIGKILL, "")
        upgrade(root, NOW)
        assert len(numbers.listing(holdings_of(root))) == 3, (name, when)
        holdings_of(root).catch_up()
        assert archive.verify(holdings_of(root)).sound, (name, when)
        connections.close_all()
    figure(f"upgrade killed at {len(chosen)} of its {len(points)} calls: done again, nothing lost")


def _upgrade(root: Path, say: Say) -> None:
    upgrade(root, NOW)
    say("done")
