"""A table of enterprises becomes a folder of forms, each with its name, code and QR code."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pypdfium2
import pytest

from gongwen.errors import StorageError
from gongwen.office.filling import FillRequest, How, Progress, opened
from gongwen.office.forms import stamp_forms
from gongwen.office.wiring import Settings, Workshop
from tests.forking import alive
from tests.layout.papers import HOUSE
from tests.proving import PROVING, figure
from tests.render.stamping.forms import TOO_LONG

GONGWEN = str(Path(sys.executable).with_name("gongwen"))
COMMON = HOUSE / "examples" / "调查表共同.toml"
TITLE = "绍兴市国有企业使用软件情况调查表"


def table(folder: Path, *rows: str) -> Path:
    path = folder / "企业.csv"
    path.write_text("\n".join(["企业编号,企业名称", *rows]) + "\n", encoding="utf-8")
    return path


def fill(table: Path, out: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [GONGWEN, "fill", "survey_form", "--table", str(table), "--facts", str(COMMON)]
    return subprocess.run([*command, "--out", str(out), *more], capture_output=True, text=True, check=False)


def said(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's eight enterprises and one with a long name, filled."""
    folder = tmp_path_factory.mktemp("forms")
    rows = (HOUSE / "examples" / "企业2015.csv").read_text(encoding="utf-8").splitlines()[1:]
    run = fill(table(folder, *rows, f"330600-0099,{TOO_LONG}"), folder / "out", "--merged")
    assert (run.returncode, run.stdout.splitlines()[0]) == (0, "共 9 份：已拟 9；这次做了 9 份。"), run.stderr
    return folder


def test_each_row_has_its_form(filled: Path) -> None:
    path = filled / "out" / f"330624-0001 {TITLE}.pdf"
    assert "编号：330624-0001" in said(path)
    assert "企业名称（盖章）：示例喆文化传媒有限公司" in said(path)


def test_the_print_file_holds_them_all_in_their_order(filled: Path) -> None:
    text = said(filled / "out" / "合订打印 00001-00009.pdf")
    codes = [part[:11] for part in text.split("编号：")[1:]]
    expected = (filled / "企业.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert codes == [row.partition(",")[0] for row in expected]


def test_the_manifest_tells_of_the_form_that_was_set_in_full(filled: Path) -> None:
    manifest = json.loads((filled / "out" / "清单.json").read_text(encoding="utf-8"))
    told = {row["key"]: row["findings"] for row in manifest["rows"] if row["findings"]}
    assert list(told) == ["330600-0099"]
    assert told["330600-0099"][0]["sentence"] == (
        "填的字一行放不下，没有套印，整页排出，共2面；请看是否合适，可改用简称"
    )


def test_a_second_run_writes_nothing_anew_and_leaves_alone_what_was_changed(filled: Path) -> None:
    changed = filled / "out" / f"330600-0001 {TITLE}.pdf"
    original = changed.read_bytes()
    changed.write_bytes(original + b"%\n")
    run = fill(filled / "企业.csv", filled / "out")
    assert "这次做了 1 份" in run.stdout
    assert "手工改过，没有动它" in run.stdout + run.stderr
    assert changed.read_bytes() == original + b"%\n"
    beside = changed.with_name(f"{changed.stem} (2).pdf")
    assert beside.read_bytes() == original
    changed.write_bytes(original)
    beside.unlink()


def test_all_that_is_wrong_is_told_and_nothing_is_made(tmp_path: Path) -> None:
    rows = ("330600-1,甲公司", "330600-1,乙公司", "三三,丙公司", ",丁公司", "330600-2,戊\ue000公司")
    run = fill(table(tmp_path, *rows), tmp_path / "out")
    assert run.returncode == 3
    for words in ("「330600-1」写了两行", "编号「三三」应由大写字母", "这一格没有填", "U+E000"):
        assert words in run.stderr
    assert not (tmp_path / "out").exists()


def test_good_rows_can_go_ahead_without_the_bad_ones(tmp_path: Path) -> None:
    run = fill(table(tmp_path, "330600-1,甲公司", "三三,丙公司"), tmp_path / "out", "--skip-bad")
    assert run.returncode == 6
    assert [path.name for path in (tmp_path / "out").glob("*.pdf")] == [f"330600-1 {TITLE}.pdf"]


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    run = fill(table(tmp_path, "330600-1,甲公司", "三三,丙公司"), tmp_path / "out", "--dry-run")
    assert run.returncode == 6
    assert "编号「三三」应由大写字母" in run.stdout + run.stderr
    assert not (tmp_path / "out").exists()


def test_a_form_is_no_paper_and_is_not_issued(tmp_path: Path) -> None:
    more = ("--issue", "--signatory", "张三", "--signed-on", "2015-06-23", "--dry-run")
    run = fill(table(tmp_path, "330600-1,甲公司"), tmp_path / "out", *more)
    assert run.returncode == 2
    assert "是单独发出的表，不编号" in run.stderr


def test_two_processes_make_the_files_that_one_makes(tmp_path: Path) -> None:
    count, sheaf = (600, 100) if PROVING else (6, 3)
    rows = [f"330600-{number:04},绍兴市第{number}水务有限公司" for number in range(count)]
    workshop = Workshop(Settings.of(os.environ))
    source = opened(workshop, FillRequest("survey_form", (table(tmp_path, *rows),), COMMON))
    made = []
    for jobs in (1, 2):
        out = tmp_path / str(jobs)
        stamp_forms(workshop, source, How(out, merged=True, jobs=jobs), sheaf=sheaf)
        made.append({path.name: path.read_bytes() for path in out.glob("*.pdf")})
    assert made[0] == made[1]
    assert len(made[0]) == count + count // sheaf
    figure(f"套印 {count} 张，一个进程与两个进程的 {len(made[0])} 个文件相同")


def test_a_worker_that_dies_is_told_and_the_next_run_goes_on(tmp_path: Path) -> None:
    rows = [f"330600-{number:04},绍兴市第{number}水务有限公司" for number in range(8)]
    workshop = Workshop(Settings.of(os.environ))
    source = opened(workshop, FillRequest("survey_form", (table(tmp_path, *rows),), COMMON))
    how = How(tmp_path / "out", merged=True, jobs=2)

    def kill(key: str) -> None:
        for worker in multiprocessing.active_children():
            worker.kill()

    with pytest.raises(StorageError, match="有一个工作进程意外结束"):
        stamp_forms(workshop, source, how, Progress(made=kill), sheaf=1)
    report = stamp_forms(workshop, source, how, sheaf=1)
    assert [outcome.state.value for outcome in report.outcomes] == ["已拟"] * 8
    assert len(list((tmp_path / "out").glob("330600-*.pdf"))) == 8


def test_after_kill_9_no_worker_is_left_and_the_next_run_makes_the_rest(tmp_path: Path) -> None:
    rows = [f"330600-{number:04},绍兴市第{number}水务有限公司" for number in range(8)]
    path, out = table(tmp_path, *rows), tmp_path / "out"
    command = [sys.executable, "-m", "tests.office.forms.killed", str(path), str(out)]
    killed = subprocess.run(command, capture_output=True, cwd=HOUSE, check=False)
    assert killed.returncode == -signal.SIGKILL
    workers = [int(pid) for pid in killed.stdout.split()]
    assert len(workers) == 2
    deadline = time.monotonic() + 60
    while any(map(alive, workers)):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert fill(path, out).returncode == 0
    assert len(list(out.glob("330600-*.pdf"))) == 8
