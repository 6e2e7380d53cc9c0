"""`gongwen register`: the books of a year, as typed."""

from __future__ import annotations

from pathlib import Path

from tests.archive.troubles import become_nobody, in_child, open_folder
from tests.cli.conftest import new_archive
from tests.cli.running import gongwen


def test_a_register_is_printed_from_an_archive_that_may_only_be_read(tmp_path: Path) -> None:
    with open_folder() as folder:
        archive = new_archive(folder / "archive")
        gongwen("number", "adopt", "绍市软件办〔2015〕1号", "--reason", "手工编号", "--archive", archive)
        gongwen("register", "发文", "--year", "2015", "--out", tmp_path, "--archive", archive)
        out = folder / "登记簿"
        out.mkdir(mode=0o777)
        out.chmod(0o777)

        def attempt() -> str:
            words = ("--year", "2015", "--out", out, "--archive", archive)
            return str([gongwen("register", book, *words).code for book in ("发文", "用印")])

        assert in_child(attempt, become_nobody) == "[0, 0]"
        assert sorted(path.name for path in out.iterdir()) == [
            "2015年度 发文登记簿.pdf",
            "2015年度 发文登记簿.xlsx",
            "2015年度 用印登记簿.pdf",
            "2015年度 用印登记簿.xlsx",
        ]
