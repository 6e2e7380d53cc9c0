"""`gongwen demo`: what a newcomer sees, from facts to findable paper."""

from __future__ import annotations

import shlex
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from django.db import connections

from tests.cli.running import OFFICE, PROGRAM, everything_in, gongwen, program
from tests.stories.conftest import Demo

COUNTIES = {
    "越城区": "越软件办",
    "柯桥区": "柯软件办",
    "上虞区": "虞软件办",
    "诸暨市": "诸软件办",
    "嵊州市": "嵊软件办",
    "新昌县": "新软件办",
}
QUERIES = ("黑名单", "〔2015〕3号", "[2015]3号", "软件资产管理 年度:2015")


def seen(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file below `folder` with the time of its last change and its content."""
    return {name: ((folder / name).stat().st_mtime_ns, data) for name, data in everything_in(folder).items()}


def test_our_notice_lies_there_as_docx_and_pdf(demo: Demo) -> None:
    assert sorted(path.name for path in demo.out.iterdir()) == [
        "示例",
        "绍市软件办〔2015〕3号.docx",
        "绍市软件办〔2015〕3号.pdf",
    ]


def test_each_county_has_its_own_paper_apart_from_ours(demo: Demo) -> None:
    found = sorted(str(path.relative_to(demo.out)) for path in demo.out.glob("示例/*/*"))
    assert found == sorted(
        f"示例/{place}/{code}〔2015〕1号.{suffix}"
        for place, code in COUNTIES.items()
        for suffix in ("docx", "pdf")
    )


def test_the_number_list_explains_ours_first_and_the_samples_apart(demo: Demo) -> None:
    listed = demo.run("number", "list", "--json").json
    assert [(record["number"], record["state"], record["sample"]) for record in listed[:3]] == [
        ("绍市软件办〔2015〕1号", "补登", False),
        ("绍市软件办〔2015〕2号", "补登", False),
        ("绍市软件办〔2015〕3号", "核发", False),
    ]
    assert {record["number"] for record in listed[3:]} == {f"{code}〔2015〕1号" for code in COUNTIES.values()}
    assert all(record["sample"] and record["state"] == "核发" for record in listed[3:])


def test_the_archive_is_sound(demo: Demo) -> None:
    verified = program("archive", "verify", "--archive", demo.archive)
    assert (verified.code, verified.out.count("完好")) == (0, 7)


@pytest.mark.parametrize("query", QUERIES)
def test_three_engines_find_all_seven_papers(demo: Demo, query: str) -> None:
    assert f"查「{query}」：fts5、whoosh、scan 三种引擎都查到 7 件" in demo.said.out
    answers = [
        gongwen("search", query, "--engine", engine, "--json", "--archive", demo.archive).json["hits"]
        for engine in ("fts5", "whoosh", "scan")
    ]
    assert answers[0] == answers[1] == answers[2]
    assert len({hit["number"] for hit in answers[0]}) == 7


def test_hits_are_shown_with_number_highlight_and_path(demo: Demo) -> None:
    lines = demo.said.out.splitlines()
    place = lines.index(
        "  绍市软件办〔2015〕3号　……对问题突出的企业，建立“【黑名单】”制度进行曝光，对情节严……"
    )
    assert lines[place + 1] == f"    {demo.archive}/items/2015/2015-6c1e8f00-0003"


def test_progress_is_shown_and_each_warning_once(demo: Demo) -> None:
    lines = [line for line in demo.said.err.splitlines() if line]
    assert lines[:3] == ["演示……", "  已建立演示存档，补登 1、2 号", "  已核发 绍市软件办〔2015〕3号"]
    assert sum("两个名称不同" in line for line in lines) == 1
    assert len(set(lines)) == len(lines)


def test_the_three_commands_to_try_next_work(demo: Demo) -> None:
    head, tail = demo.said.out.split("接下来可以试：\n")
    assert f"公文：{demo.out}" in head
    assert f"存档：{demo.archive}" in head
    commands = [shlex.split(line) for line in tail.splitlines()]
    assert len(commands) == 3
    for program_name, *words in commands:
        assert Path(program_name).name == "gongwen"
        assert program(*words).code == 0


def test_a_second_run_says_what_exists_and_changes_nothing(demo: Demo) -> None:
    connections.close_all()  # SQLite brings its log home when the last one lets go
    assert program("archive", "list", "--archive", demo.archive).code == 0
    before = seen(demo.archive), seen(demo.out)
    again = program("demo", "--archive", demo.archive)
    assert (again.code, again.err) == (0, "")
    assert again.out.startswith("演示早已做完，什么也没有改动；要重做请加 --fresh。\n")
    assert f"公文：{demo.out}（" in again.out
    assert "绍市软件办〔2015〕3号" in again.out
    assert (seen(demo.archive), seen(demo.out)) == before


def test_an_archive_that_is_no_demo_is_refused(tmp_path: Path) -> None:
    gongwen("init", OFFICE, "--archive", tmp_path / "archive")
    before = seen(tmp_path)
    for words in ((), ("--fresh",)):
        refused = gongwen("demo", *words, "--archive", tmp_path / "archive", "--out", tmp_path / "out")
        assert (refused.code, "是正式存档" in refused.err) == (5, True)
    assert seen(tmp_path) == before


def test_a_folder_with_something_else_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "信.txt").write_text("别的东西")
    for words in ((), ("--fresh",)):
        refused = gongwen("demo", *words, "--archive", tmp_path, "--out", tmp_path / "out")
        assert (refused.code, "里已有别的东西（信.txt）" in refused.err) == (5, True)
    assert [path.name for path in tmp_path.iterdir()] == ["信.txt"]


def test_a_fresh_demo_that_is_interrupted_says_so_and_the_next_run_makes_it_anew(
    demo: Demo, tmp_path: Path
) -> None:
    archive = shutil.copytree(demo.archive, tmp_path / "archive")
    words = ["demo", "--archive", str(archive), "--out", str(tmp_path / "out")]
    fresh = [str(PROGRAM), *words, "--fresh"]
    with subprocess.Popen(fresh, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        while "补登" not in running.stderr.readline():
            assert running.poll() is None
        running.send_signal(signal.SIGINT)
        out, err = running.communicate()
    assert (running.returncode, out) == (130, "")
    assert err.endswith("已中断。演示没有做完；再运行一次会自动从头重做，不必收拾。\n")
    assert "Traceback" not in err
    assert numbers_in(archive) != numbers_in(demo.archive)

    anew = program(*words)
    assert anew.code == 0
    assert anew.err.startswith("上次的演示没有做完，现在从头重做。\n演示……\n")
    assert (tmp_path / "out" / "绍市软件办〔2015〕3号.pdf").exists()
    assert numbers_in(archive) == numbers_in(demo.archive)


def numbers_in(archive: Path) -> list[tuple[str, str]]:
    """The numbers of an archive and what became of them."""
    listed = gongwen("number", "list", "--json", "--archive", archive).json
    return [(record["number"], record["state"]) for record in listed]


def test_a_fresh_start_beside_foreign_files_is_refused_before_anything_is_removed(
    demo: Demo, tmp_path: Path
) -> None:
    demo.run("number", "list")
    archive = Path(shutil.copytree(demo.archive, tmp_path / "archive"))
    (archive / "照片.jpg").write_bytes(b"x")
    before = everything_in(archive)
    refused = gongwen("demo", "--fresh", "--archive", archive, "--out", tmp_path / "out")
    assert refused.code == 5
    assert f"{archive} 里有别的东西（照片.jpg）" in refused.err
    assert "现在什么也没有删" in refused.err
    assert everything_in(archive) == before
