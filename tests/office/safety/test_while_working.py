"""A backup made while others issue papers is whole, of one moment, and verifies when restored."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from gongwen.archive.backups import examine_backup
from gongwen.office import archive
from gongwen.office.issue import issue
from gongwen.office.safety import backup, drill, restore
from gongwen.office.wiring import Office, Settings
from gongwen.records.values import State
from tests.forking import fork
from tests.office.archives import TITLE, parts_of, reopen, request

NOW = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)
PAPERS = 12


def office_of(root: Path) -> Office:
    return Office(Settings.of(os.environ, root))


def test_a_backup_made_while_others_issue_is_of_one_moment(root: Path, tmp_path: Path) -> None:
    def work(say: object) -> None:
        assert callable(say)
        reopen(root)
        for ordinal in range(PAPERS):
            issue(parts_of(root), request(f"{TITLE}之{ordinal}"))
            say(f"{ordinal}")

    working = fork(work)
    backups = []
    for ordinal in range(3):
        working.pipe.readline()
        made = backup(office_of(root), tmp_path / "backups", NOW + dt.timedelta(seconds=ordinal))
        backups.append(made.path)
    assert working.finish()[0] == 0
    counts = []
    for ordinal, path in enumerate(backups):
        target = tmp_path / f"restored-{ordinal}"
        restore(path, target)
        (holdings,) = office_of(target).all_holdings()
        verified = archive.verify(holdings)
        assert [finding.sentence for finding in verified.findings if "预留" not in finding.sentence] == []
        records = holdings.ledger.listing()
        assert [record.number.serial for record in records] == list(range(1, len(records) + 1))
        issued = [record for record in records if record.state is State.ISSUED]
        assert len(records) - len(issued) <= 1
        counts.append(len(issued))
    assert counts == sorted(counts)
    assert 1 <= counts[0] <= counts[-1] <= PAPERS


def test_backups_into_one_folder_at_one_moment_come_one_after_the_other(root: Path, tmp_path: Path) -> None:
    issue(parts_of(root), request())
    folder = tmp_path / "backups"
    (folder / "gongwen-20261123T070000Z.part").mkdir(parents=True)
    running = [fork(lambda say: backup(office_of(root), folder, NOW)) for _ in range(3)]
    assert [one.finish()[0] for one in running] == [0, 0, 0]
    name = "gongwen-20261123T080000Z"
    assert sorted(path.name for path in folder.iterdir()) == [name, f"{name}-2", f"{name}-3"]
    assert [examine_backup(path) for path in folder.iterdir()] == [(), (), ()]


def test_a_drill_compares_and_leaves_nothing_behind(root: Path, tmp_path: Path) -> None:
    issue(parts_of(root), request())
    report = drill(office_of(root), tmp_path / "work", NOW)
    assert (report.items, report.entries, report.findings) == (1, 2, ())
    assert report.files >= 9
    assert list((tmp_path / "work").iterdir()) == []


def test_a_drill_names_a_damaged_item(root: Path, tmp_path: Path) -> None:
    issue(parts_of(root), request())
    (original,) = (root / "items").rglob("original.pdf")
    original.chmod(0o644)
    original.write_bytes(original.read_bytes() + b"x")
    report = drill(office_of(root), tmp_path / "work", NOW)
    assert any("original.pdf" in finding.place for finding in report.findings)
