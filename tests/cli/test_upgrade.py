"""`gongwen upgrade`: an archive of an older program is refused with the way out, upgraded, and works."""

from __future__ import annotations

import shutil
from pathlib import Path

from gongwen.office.wiring import Office, Settings
from tests.cli.running import ROOT, gongwen


def test_an_old_archive_is_refused_upgraded_and_used(empty: Path) -> None:
    for path in empty.glob("gongwen.db*"):
        path.unlink()
    shutil.copy(ROOT / "tests" / "damaged" / "gongwen-0001.db", empty / "gongwen.db")
    refused = gongwen("number", "list", "--archive", empty)
    assert (refused.code, "请运行 gongwen upgrade" in refused.err) == (5, True)
    upgraded = gongwen("upgrade", "--archive", empty)
    assert (upgraded.code, upgraded.out.startswith("已升级数据库（")) == (0, True)
    assert len(gongwen("number", "list", "--json", "--archive", empty).json) == 3
    again = gongwen("upgrade", "--json", "--archive", empty)
    assert again.json == {"steps": [], "backup": None}


def test_what_is_no_archive_cannot_be_upgraded(tmp_path: Path) -> None:
    assert gongwen("upgrade", "--archive", tmp_path).code == 4


def test_an_archive_that_does_not_name_its_other_organs_names_them_when_it_is_next_written_to(
    empty: Path,
) -> None:
    office = Office(Settings.of({}, empty))
    office.enrol("yuecheng", "越城区软件办", sample=True)
    said = empty / "fonds" / "yuecheng" / "fonds.json"
    wanted = said.read_bytes()
    said.unlink()
    Office(Settings.of({}, empty), writing=False)
    assert not said.exists()
    Office(Settings.of({}, empty))
    assert said.read_bytes() == wanted
