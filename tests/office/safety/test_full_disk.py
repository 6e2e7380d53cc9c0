"""A disk too small for a backup: a sentence, no backup under a name, and it works after freeing."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from gongwen.archive.backups import examine_backup
from gongwen.errors import StorageError
from gongwen.office.issue import issue
from gongwen.office.safety import backup
from gongwen.office.wiring import Office, Settings
from tests.archive.troubles import in_child, open_folder, small_disk
from tests.office.archives import parts_of, request
from tests.office.test_full_disk import Filler

NOW = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)
DISK = 4_000_000


def attempt(root: Path, out: Path) -> str:
    try:
        return f"0：{backup(Office(Settings.of(os.environ, root)), out, NOW).files}"
    except StorageError as error:
        return f"{error.exit_code}：{error}"


@pytest.mark.parametrize(
    ("free", "said"),
    [(61_440, "7：放数据库副本的磁盘满了，写不下；请腾出空间，或换一块盘"), (520_192, "7：")],
)
def test_a_disk_that_fills_keeps_no_half_backup_under_a_name(root: Path, free: int, said: str) -> None:
    issue(parts_of(root), request())
    with small_disk(DISK) as disk, open_folder() as folder:
        out = (disk or folder) / "out"
        filler = Filler(disk)
        answer = in_child(lambda: attempt(root, out), filler.leave(free))
        filler.release()
        assert answer.startswith(said if disk else "7："), answer
        assert [path.name for path in out.glob("gongwen-*") if path.suffix != ".part"] == []
        assert attempt(root, out).startswith("0：")
        (path,) = out.glob("gongwen-*")
        assert examine_backup(path) == ()
