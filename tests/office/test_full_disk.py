"""A disk that fills while a paper is issued: a sentence, nothing half done, and it works after freeing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from gongwen.errors import StorageError
from gongwen.office import archive
from gongwen.office.desk.database import connect
from gongwen.office.issue import issue
from gongwen.records.values import State
from tests.archive.troubles import in_child, limit_files_to, open_folder, small_disk
from tests.office.archives import make_archive, number, parts_of, reopen, request
from tests.proving import PROVING

DISK = 4_000_000


@dataclass(frozen=True)
class Filler:
    """Fills a disk but for some bytes; where none can be mounted, a limit on files stands in."""

    disk: Path | None

    def leave(self, free: int) -> Callable[[], None]:
        """Leave `free` bytes; return what the writing process must do first."""
        if self.disk is None:
            return limit_files_to(free)
        with suppress(OSError), (self.disk / "filler").open("wb", buffering=0) as file:
            while True:
                file.write(b"\xff" * 4096)
        with (self.disk / "filler").open("r+b") as file:
            file.truncate(max(0, (self.disk / "filler").stat().st_size - free))
        return lambda: None

    def release(self) -> None:
        """Free the disk again."""
        if self.disk is not None:
            (self.disk / "filler").unlink()


def attempt(root: Path) -> str:
    try:
        reopen(root)
        return str(issue(parts_of(root), request()))
    except StorageError as error:
        return f"{error.exit_code}：{error}"


FREE = range(0, 180_224, 4_096) if PROVING else (0, 4_096, 16_384, 40_960, 65_536, 81_920, 98_304, 131_072)


@pytest.mark.parametrize("free", FREE)
def test_a_disk_that_fills_leaves_nothing_half_done(free: int) -> None:
    with small_disk(DISK) as disk, open_folder() as folder:
        place = (disk or folder) / "archive"
        make_archive(place)
        connect(folder / "elsewhere.db")
        filler = Filler(disk)
        answer = in_child(lambda: attempt(place), filler.leave(free))
        filler.release()
        assert answer.startswith(("7：", "绍市软件办〔2015〕1号 已核发")), answer
        holdings = reopen(place)
        assert archive.verify(holdings).sound
        states = [record.state for record in holdings.ledger.listing()]
        assert states in ([], [State.RESERVED], [State.ISSUED])
        assert issue(parts_of(place), request()).number == number(1)
        assert archive.verify(holdings).findings == ()
        connect(folder / "elsewhere.db")


def test_a_disk_without_a_free_byte_is_named_as_full() -> None:
    with small_disk(DISK) as disk, open_folder() as folder:
        place = (disk or folder) / "archive"
        make_archive(place)
        connect(folder / "elsewhere.db")
        answer = in_child(lambda: attempt(place), Filler(disk).leave(0))
        assert answer.startswith("7：")
