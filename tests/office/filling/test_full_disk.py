"""A disk that fills while a folder is filled: a sentence, whole files only, and it goes on after freeing."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.errors import StorageError
from gongwen.office.filling import FillRequest, How, fill, opened
from gongwen.office.wiring import Workshop
from tests.archive.troubles import in_child, open_folder, small_disk
from tests.cli.running import everything_in
from tests.office.filling.filled import COMMON, plain_maker, table
from tests.office.test_full_disk import Filler

DISK = 1_000_000


def attempt(desk: Workshop, path: Path, folder: Path) -> str:
    source = opened(desk, FillRequest("yearly_letter", (path,), COMMON))
    try:
        report = fill(desk, source, How(folder, maker=plain_maker))
    except StorageError as error:
        return f"{error.exit_code}：{error}"
    return f"0：{len(report.outcomes)}"


@pytest.mark.parametrize("free", [0, 8_192, 32_768, 61_440, 90_112])
def test_a_disk_that_fills_leaves_whole_files_only(desk: Workshop, free: int) -> None:
    with small_disk(DISK) as disk, open_folder() as folder:
        path = table(folder / "表.csv", 6)
        whole = folder / "whole"
        assert attempt(desk, path, whole) == "0：6"
        out = (disk or folder) / "out"
        filler = Filler(disk)
        answer = in_child(lambda: attempt(desk, path, out), filler.leave(free))
        filler.release()
        assert answer.startswith(("7：", "0：6") if free else "7："), answer
        left = everything_in(out) if out.exists() else {}
        papers = {name: content for name, content in left.items() if name.endswith((".docx", ".pdf"))}
        assert papers.items() <= everything_in(whole).items()
        assert attempt(desk, path, out) == "0：6"
        assert everything_in(out) == everything_in(whole)
