"""A fill leaves a folder: what is made stays, what a person changed stays, what changed is made again."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from gongwen.errors import FactsError, IntegrityError, RefusedError
from gongwen.office.filling import FillReport, FillRequest, How, Progress, fill, opened, survey
from gongwen.office.filling.results import RowState
from gongwen.office.wiring import Settings, Workshop
from tests.cli.running import everything_in
from tests.forking import alive
from tests.office.filling.filled import COMMON, HEADS, HOME, plain_maker
from tests.proving import PROVING, figure

SMALL = """文种：通知
发文机关：{{ 发函机关 }}
机关代字：{{ 机关代字 }}
署名：{{ 发函机关 }}
成文日期：{{ 成文日期 }}
印发机关：{{ 发函机关 }}
印发日期：{{ 成文日期 }}

【正文】{{ 地名 }}

{{ 年度 }}{{ 范围 }}{{ 上报期限 }}{{ 经办人 }}{{ 电话 }}
"""
SMALL_FIELDS = "\n".join(
    f'[字段.{name}]\n类型 = "{kind}"'
    for name, kind in {
        "发函机关": "文字",
        "机关代字": "代字",
        "成文日期": "日期",
        "地名": "文字",
        "年度": "文字",
        "范围": "文字",
        "上报期限": "日期",
        "经办人": "文字",
        "电话": "文字",
    }.items()
)
ROW = "{},2015,本级,2015-11-10,2015-12-10\n"


def rows(path: Path, *places: str, year: str = "2015") -> Path:
    lines = (ROW.format(place).replace("2015,", f"{year},", 1) for place in places)
    path.write_text(HEADS + "".join(lines), encoding="utf-8")
    return path


def run(desk: Workshop, path: Path, *, skip_bad: bool = False, template: str = "yearly_letter") -> FillReport:
    source = opened(desk, FillRequest(template, (path,), COMMON))
    return fill(desk, source, How(path.parent / "out", skip_bad=skip_bad, maker=plain_maker))


def states(report: FillReport) -> list[tuple[str, str, bool]]:
    return [(outcome.key, outcome.state.value, outcome.made) for outcome in report.outcomes]


def told(report: FillReport) -> list[str]:
    return [one.sentence for outcome in report.outcomes for one in outcome.findings]


def test_a_second_run_makes_nothing_and_leaves_every_byte(desk: Workshop, tmp_path: Path) -> None:
    path = rows(tmp_path / "表.csv", "甲县", "乙县")
    assert states(run(desk, path)) == [("甲县", "已拟", True), ("乙县", "已拟", True)]
    before = everything_in(tmp_path / "out")
    assert states(run(desk, path)) == [("甲县", "已拟", False), ("乙县", "已拟", False)]
    assert everything_in(tmp_path / "out") == before


def test_only_a_changed_row_is_made_again(desk: Workshop, tmp_path: Path) -> None:
    path = rows(tmp_path / "表.csv", "甲县", "乙县")
    run(desk, path)
    path.write_text(path.read_text().replace("乙县,2015,本级", "乙县,2015,全部"), encoding="utf-8")
    assert states(run(desk, path)) == [("甲县", "已拟", False), ("乙县", "已拟", True)]
    (paper,) = (tmp_path / "out").glob("乙县 *.docx")
    assert "全部" in paper.read_text()


def test_a_changed_title_leaves_no_old_draft_behind(desk: Workshop, tmp_path: Path) -> None:
    run(desk, rows(tmp_path / "表.csv", "甲县"))
    run(desk, rows(tmp_path / "表.csv", "甲县", year="2016"))
    assert [path.name for path in (tmp_path / "out").glob("*.docx")] == [
        "甲县 草稿 关于报送甲县2016年度国有企业使用正版软件情况的函.docx"
    ]


def test_a_lost_file_is_made_again(desk: Workshop, tmp_path: Path) -> None:
    path = rows(tmp_path / "表.csv", "甲县", "乙县")
    run(desk, path)
    whole = everything_in(tmp_path / "out")
    next((tmp_path / "out").glob("乙县*.pdf")).unlink()
    assert states(run(desk, path))[1] == ("乙县", "已拟", True)
    assert everything_in(tmp_path / "out") == whole


def test_a_file_a_person_changed_is_never_written_over(desk: Workshop, tmp_path: Path) -> None:
    path = rows(tmp_path / "表.csv", "甲县")
    run(desk, path)
    (edited,) = (tmp_path / "out").glob("甲县*.docx")
    edited.write_text("手工改过")
    report = run(desk, path)
    assert states(report) == [("甲县", "手工改过", False)]
    assert told(report) == [f"{edited.name} 手工改过，没有动它"]
    path.write_text(path.read_text().replace("本级", "全部"), encoding="utf-8")
    report = run(desk, path)
    assert states(report) == [("甲县", "已拟", True)]
    assert told(report) == [f"{edited.name} 手工改过，没有动它；这次做的是 {edited.stem} (2).docx"]
    assert edited.read_text() == "手工改过"


def test_a_row_that_left_the_table_is_reported_and_kept(desk: Workshop, tmp_path: Path) -> None:
    path = rows(tmp_path / "表.csv", "甲县", "乙县")
    run(desk, path)
    report = run(desk, rows(path, "甲县"))
    assert states(report) == [("甲县", "已拟", False), ("乙县", "表里已没有", False)]
    assert len(list((tmp_path / "out").glob("乙县*"))) == 2


def test_one_bad_row_stops_all_unless_the_good_may_go_ahead(desk: Workshop, tmp_path: Path) -> None:
    path = rows(tmp_path / "表.csv", "甲县", "乙县")
    path.write_text(path.read_text() + "丙县,1999,本级,2015-13-10,2015-12-10\n", encoding="utf-8")
    with pytest.raises(FactsError) as caught:
        run(desk, path)
    assert caught.value.seen == "表.csv 3份里有1份不能用"
    assert [(one.place, one.rule) for one in caught.value.findings] == [
        ("表.csv B4格", "类型“选项”"),
        ("表.csv D4格", "类型“日期”"),
    ]
    assert not (tmp_path / "out").exists()
    report = run(desk, path, skip_bad=True)
    assert states(report) == [("甲县", "已拟", True), ("乙县", "已拟", True), ("丙县", "有错", False)]
    assert report.attention


def test_when_every_row_is_bad_skipping_them_makes_nothing(desk: Workshop, tmp_path: Path) -> None:
    path = rows(tmp_path / "表.csv", "甲县", year="1999")
    with pytest.raises(FactsError):
        run(desk, path, skip_bad=True)
    assert not (tmp_path / "out").exists()


def test_a_survey_says_what_would_be_done_and_writes_nothing(desk: Workshop, tmp_path: Path) -> None:
    path = rows(tmp_path / "表.csv", "甲县", "乙县")
    source = opened(desk, FillRequest("yearly_letter", (path,), COMMON))
    assert [plan.make for plan in survey(desk, source, tmp_path / "out")] == [True, True]
    assert not (tmp_path / "out").exists()
    run(desk, path)
    assert [plan.make for plan in survey(desk, source, tmp_path / "out")] == [False, False]


def test_keys_that_make_the_same_file_name_are_told_apart(desk: Workshop, tmp_path: Path) -> None:
    long = "示例甲乙丙丁戊己庚辛壬癸子丑"
    path = rows(tmp_path / "表.csv", f"{long}/一", f"{long}:一", "CON.x县", "con.X县")
    report = run(desk, path)
    names = [mark.name for outcome in report.outcomes for mark in outcome.files if mark.suffix == "docx"]
    assert names[0].startswith(f"{long}_一 草稿")
    assert names[1].endswith("（第2份）.docx")
    assert names[2].startswith("_CON.x县")
    assert len({name.casefold() for name in names}) == 4
    assert all(len(name) <= 65 for name in names)


def test_two_rows_that_are_called_alike_only_together_are_told_apart(desk: Workshop, tmp_path: Path) -> None:
    first, second = tmp_path / "一.csv", tmp_path / "二.csv"
    first.write_text("地名\n甲\n甲 乙\n", encoding="utf-8")
    dates = "本级,2015-11-10,2015-12-10\n"
    second.write_text(
        f"主送机关,年度,范围,成文日期,上报期限\n乙 丙,2015,{dates}丙,2015,{dates}", encoding="utf-8"
    )
    source = opened(desk, FillRequest("yearly_letter", (first, second), COMMON))
    report = fill(desk, source, How(tmp_path / "out", skip_bad=True, maker=plain_maker))
    assert [(outcome.key, outcome.state.value) for outcome in report.outcomes] == [
        ("甲 乙 丙", "已拟"),
        ("甲 丙", "已拟"),
        ("甲 乙 乙 丙", "已拟"),
        ("甲 乙 丙", "有错"),
    ]


@pytest.mark.parametrize("changed", ["frames/general/page.css", "yearly_letter/text.txt"])
def test_a_changed_frame_or_text_makes_every_row_again(tmp_path: Path, changed: str) -> None:
    shutil.copytree(HOME / "templates", tmp_path / "templates")
    settings = Settings(tmp_path / "none", tmp_path / "templates", (), "王芳")
    path = rows(tmp_path / "表.csv", "甲县", "乙县")
    run(Workshop(settings), path)
    assert [made for _, _, made in states(run(Workshop(settings), path))] == [False, False]
    file = tmp_path / "templates" / changed
    file.write_text(file.read_text().replace("请予支持", "请予大力支持") + "\n")
    assert [made for _, _, made in states(run(Workshop(settings), path))] == [True, True]


def test_a_folder_of_another_template_is_refused(desk: Workshop, tmp_path: Path) -> None:
    run(desk, rows(tmp_path / "表.csv", "甲县"))
    path = tmp_path / "信.csv"
    path.write_text(
        "标题,正文,主送机关,成文日期,发文机关1,机关代字\n关于甲的函,一句话。,某单位,2015-11-10,示例办,示办\n"
    )
    with pytest.raises(RefusedError, match="一个文件夹只放一种模板的一批"):
        fill(desk, opened(desk, FillRequest("blank_letter", (path,))), How(tmp_path / "out"))


def test_a_torn_last_line_of_the_record_costs_one_row_only(desk: Workshop, tmp_path: Path) -> None:
    path = rows(tmp_path / "表.csv", "甲县", "乙县", "丙县")
    run(desk, path)
    whole = everything_in(tmp_path / "out")
    record = tmp_path / "out" / ".gongwen-fill.jsonl"
    record.write_bytes(record.read_bytes()[:-20])
    assert states(run(desk, path)) == [
        ("甲县", "已拟", False),
        ("乙县", "已拟", False),
        ("丙县", "已拟", True),
    ]
    assert everything_in(tmp_path / "out") == whole


def test_a_record_that_cannot_be_read_is_no_riddle(desk: Workshop, tmp_path: Path) -> None:
    path = rows(tmp_path / "表.csv", "甲县")
    run(desk, path)
    (tmp_path / "out" / ".gongwen-fill.jsonl").write_text("{}\n")
    with pytest.raises(IntegrityError, match="读不懂"):
        run(desk, path)


class Stopped(BaseException):
    """What ends a run in the middle."""


@pytest.mark.parametrize("after", [1, 2, 3])
def test_a_stopped_run_goes_on_where_it_was(desk: Workshop, tmp_path: Path, after: int) -> None:
    path = rows(tmp_path / "表.csv", "甲县", "乙县", "丙县", "丁县")
    done: list[str] = []

    def made(key: str) -> None:
        done.append(key)
        if len(done) == after:
            raise Stopped

    source = opened(desk, FillRequest("yearly_letter", (path,), COMMON))
    with pytest.raises(Stopped):
        fill(desk, source, How(tmp_path / "out", maker=plain_maker), Progress(made=made))
    assert [made for _, _, made in states(run(desk, path))] == [number >= after for number in range(4)]
    run(desk, path)
    (tmp_path / "other").mkdir()
    run(desk, rows(tmp_path / "other" / "表.csv", "甲县", "乙县", "丙县", "丁县"))
    assert everything_in(tmp_path / "out") == everything_in(tmp_path / "other" / "out")


def test_after_kill_9_no_worker_is_left_and_the_next_run_makes_the_rest(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "tests.office.filling.filled",
        str(tmp_path),
        "8",
        "yearly_letter",
        "plain",
    ]
    killed = subprocess.run([*command, "2", "3"], capture_output=True, cwd=HOME, check=False)
    assert killed.returncode == -signal.SIGKILL
    workers = [int(pid) for pid in killed.stdout.split()]
    assert len(workers) == 2
    deadline = time.monotonic() + 60
    while any(map(alive, workers)):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    record = tmp_path / "out" / ".gongwen-fill.jsonl"
    assert [json.loads(line)["row"]["key"] for line in record.read_text().splitlines()[1:]] == [
        f"示例{number}县" for number in (1, 2, 3)
    ]
    (tmp_path / "out" / ".半份.docx.part").write_bytes(b"half")
    (tmp_path / "out" / ".合订打印x.part").mkdir()
    (tmp_path / "out" / ".合订打印x.part" / "0.pdf").write_bytes(b"half")
    subprocess.run([*command, "1"], capture_output=True, cwd=HOME, check=True)
    assert not list((tmp_path / "out").glob(".*.part"))
    rows = json.loads((tmp_path / "out" / "清单.json").read_text())["rows"]
    assert [row["state"] for row in rows] == ["已拟"] * 8


def test_the_manifest_holds_every_row_for_people_and_programs(desk: Workshop, tmp_path: Path) -> None:
    path = rows(tmp_path / "表.csv", "甲县", "=乙县")
    path.write_text(path.read_text() + "丙县,1999,本级,2015-11-10,2015-12-10\n", encoding="utf-8")
    report = run(desk, path, skip_bad=True)
    data = json.loads((tmp_path / "out" / "清单.json").read_text())
    assert (data["format"], data["template"], data["tables"]) == (1, "yearly_letter", ["表.csv"])
    assert [(row["row"], row["key"], row["state"], row["pages"]) for row in data["rows"]] == [
        (1, "甲县", "已拟", 1),
        (2, "=乙县", "已拟", 1),
        (3, "丙县", "有错", 0),
    ]
    for row in data["rows"]:
        for file in row["files"]:
            content = (tmp_path / "out" / file["name"]).read_bytes()
            assert file["sha256"] == hashlib.sha256(content).hexdigest()
    sheet = openpyxl.load_workbook(report.manifest).worksheets[0]
    assert [cell.value for cell in sheet["B"]] == ["标识", "甲县", "=乙县", "丙县"]
    assert [cell.value for cell in sheet["C"]][1:] == ["已拟", "已拟", "有错"]
    assert "1999" in str(sheet["G4"].value)


def test_two_rows_of_one_wording_are_noticed(desk: Workshop, tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text(
        "序号,地名,年度,范围,成文日期,上报期限\n"
        "1,甲县,2015,本级,2015-11-10,2015-12-10\n"
        "2,甲县,2015,本级,2015-11-10,2015-12-10\n"
    )
    source = opened(desk, FillRequest("yearly_letter", (path,), COMMON, keys=("序号",)))
    report = fill(desk, source, How(tmp_path / "out", maker=plain_maker))
    assert [outcome.state for outcome in report.outcomes] == [RowState.DRAFTED] * 2
    assert any("与「1」的公文一字不差" in sentence for sentence in told(report))


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    """The papers are of a few words and not set; `make prove` sets real ones with two workers."""
    small = tmp_path / "templates" / "small"
    small.mkdir(parents=True)
    (small / "text.txt").write_text(SMALL, encoding="utf-8")
    (small / "fields.toml").write_text(SMALL_FIELDS, encoding="utf-8")
    words = ("yearly_letter", "pressed", "2") if PROVING else ("small", "plain", "1")
    templates = {} if PROVING else {"GONGWEN_TEMPLATES": str(small.parent)}
    peaks = []
    for count in ("50", "400"):
        (tmp_path / count).mkdir()
        command = [sys.executable, "-m", "tests.office.filling.filled", str(tmp_path / count), count, *words]
        done = subprocess.run(
            command, capture_output=True, check=True, cwd=HOME, env={**os.environ, **templates}
        )
        peaks.append([int(peak) for peak in done.stdout.split()])
    if PROVING:
        figure(f"批量拟稿：50 行、400 行时本进程和工作进程的内存峰值（KiB）{peaks}")
    assert all(later <= 1.1 * before for before, later in zip(*peaks, strict=True))
