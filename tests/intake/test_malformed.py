"""No file makes the office fail: broken and hostile ones are read within limits, or kept with the reason."""

from __future__ import annotations

import dataclasses
import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from gongwen.intake import read
from tests.intake import samples
from tests.intake.malformed import PACKAGES, attacks, broken, mutated
from tests.proving import PROVING, figure

ROOT = Path(__file__).parents[2]
COUNT = 1_537 if PROVING else 20
BY_LIBREOFFICE = 100 if PROVING else 2
WRITES = re.compile(r'(?:openat\([^,]+|mkdir|creat|rename|symlink|link)[(,] ?"([^"]*)"(.*)= \d')


@dataclass(frozen=True)
class Outcome:
    """What became of the files: a row each, the largest child, what was left where it ran and written."""

    rows: dict[str, dict[str, Any]]
    kilobytes: int
    left: list[str]
    written: list[str]


def run(
    place: Path,
    files: dict[str, bytes],
    programs: tuple[str, ...] = (),
    traced: bool = False,
    ocr: bool = False,
) -> Outcome:
    """Read the files in a process of their own that may start no program but those named."""
    folders = {name: place / name for name in ("corpus", "home", "tmp", "cwd", "bin")}
    for folder in folders.values():
        folder.mkdir(parents=True)
    for name, content in files.items():
        (folders["corpus"] / name).write_bytes(content)
    for program in programs:
        (folders["bin"] / program).symlink_to(shutil.which(program) or program)
    environment = {"HOME": str(folders["home"]), "TMPDIR": str(folders["tmp"]), "PATH": str(folders["bin"])}
    environment |= {
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, "-m", "tests.intake.corpus", str(folders["corpus"]), *["ocr"] * ocr]
    log = place / "log"
    if traced:
        calls = "trace=openat,creat,mkdir,rename,symlink,link"
        command = [
            str(shutil.which("strace")),
            "-f",
            "-qq",
            "-s",
            "300",
            "-e",
            calls,
            "-o",
            str(log),
            *command,
        ]
    ran = subprocess.run(
        command, env=environment, cwd=folders["cwd"], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    *rows, last = map(json.loads, ran.stdout.splitlines())
    left = [str(path) for name in ("home", "tmp", "cwd") for path in folders[name].rglob("*")]
    return Outcome(
        {row["name"]: row for row in rows},
        last["kilobytes"],
        left,
        sorted(set(written(log))) if traced else [],
    )


def written(log: Path) -> Iterator[str]:
    """The paths that a traced process and its children made or opened for writing."""
    for line in log.read_text(errors="replace").splitlines():
        call = WRITES.search(line)
        if call and ("openat" not in line or re.search(r"O_(WRONLY|RDWR|CREAT)", call[2])):
            yield call[1]


@pytest.fixture(scope="session")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """What became of the mutations of each form and of the attacks; made once for all processes of a run."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    kept = shared / "malformed.json"
    with (shared / "malformed.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_text(json.dumps(dataclasses.asdict(all_read(tmp_path_factory.mktemp("malformed")))))
    return Outcome(**json.loads(kept.read_text()))


def all_read(place: Path) -> Outcome:
    """Read everything once, and say the figures."""
    files = {f"{each.kind}-{each.name}": each.content for each in broken(COUNT)}
    result = run(place, files, ("antiword",))
    assert set(result.rows) == set(files)
    slowest = max(row["seconds"] for row in result.rows.values())
    marked = sum(bool(row["trouble"]) for row in result.rows.values())
    figure(
        f"收件：{len(files)} 个坏文件，没有中断；最慢 {slowest:.1f} 秒，"
        f"子进程最大 {result.kilobytes // 1024} MB，"
        f"标明原因 {marked} 个，其余 {len(files) - marked} 个仍可读全"
    )
    return result


def test_there_are_twenty_of_every_form_and_two_hundred_in_all(outcome: Outcome) -> None:
    counts = Counter(name.rpartition(".")[2] for name in outcome.rows)
    assert [ending for ending in samples.ALL if counts[ending] < 20] == []
    assert len(outcome.rows) >= 200


def test_none_takes_longer_than_ten_seconds(outcome: Outcome) -> None:
    assert [name for name, row in outcome.rows.items() if row["seconds"] > 10] == []


def test_no_child_takes_more_than_512_megabytes(outcome: Outcome) -> None:
    assert 0 < outcome.kilobytes <= 512 * 1024


def test_nothing_is_left_where_they_were_read(outcome: Outcome) -> None:
    assert outcome.left == []


def test_a_file_cut_off_says_so(outcome: Outcome) -> None:
    silent = [name for name, row in outcome.rows.items() if name.startswith("cut") and not row["trouble"]]
    assert [name for name in silent if not name.endswith((".txt", ".csv"))] == []
    assert {outcome.rows[name]["whole"] for name in silent} <= {None}


def test_a_package_gives_its_own_text_or_says_what_is_wrong(outcome: Outcome) -> None:
    own = {ending: read(samples.ALL[ending]()).text for ending in PACKAGES}
    other = [
        name
        for name, row in outcome.rows.items()
        if name.startswith("flipped")
        and not row["trouble"]
        and row["text"] != own.get(row["form"].lower(), row["text"])
    ]
    assert other == []


def test_every_attack_is_called_hostile_and_hands_on_nothing(outcome: Outcome) -> None:
    rows = {name: outcome.rows[f"attack-{name}"] for name in attacks()}
    assert [name for name, row in rows.items() if not row["hostile"]] == []
    assert [name for name, row in rows.items() if not row["trouble"] or row["text"] or row["members"]] == []
    assert "root:" not in json.dumps(rows)


def test_scans_whole_and_broken_are_recognised_within_the_memory_allowed(tmp_path: Path) -> None:
    random = Random(2015)
    count = 40 if PROVING else 1
    files = {
        f"{number}.{ending}": mutated(ending, samples.ALL[ending](), 2, random).content
        for ending in (("jpg", "png", "tiff") if PROVING else ("jpg",))
        for number in range(count)
    }
    result = run(tmp_path, files | {"large.jpg": samples.jpeg(200)}, ocr=True)
    assert "各区、县（市）使用正版软件工作领导小组，各有关单位：" in result.rows["large.jpg"]["text"]
    assert 0 < result.kilobytes <= 512 * 1024
    assert result.left == []
    figure(f"收件：识别 {len(result.rows)} 份扫描件，识别的进程最大 {result.kilobytes // 1024} MB")


def test_nothing_is_written_outside_the_private_folder(tmp_path: Path) -> None:
    honest = {f"honest.{ending}": sample() for ending, sample in samples.ALL.items()}
    result = run(tmp_path, honest | attacks(), ("antiword",), traced=True)
    private = str(tmp_path / "tmp" / "gongwen-intake-")
    assert any(path.startswith(private) for path in result.written)
    tried = re.compile(re.escape(str(tmp_path / "tmp")) + "/[a-z0-9_]{8}")  # Python tries where it may write
    inside = (private, "/dev/", "/proc/")
    outside = [path for path in result.written if not path.startswith(inside) and not tried.fullmatch(path)]
    assert outside == []
    assert result.left == []


def test_old_word_files_that_antiword_cannot_read_are_left_to_libreoffice(tmp_path: Path) -> None:
    random = Random(1997)
    files = {
        f"{number}.doc": mutated("doc", samples.doc(), 2, random).content for number in range(BY_LIBREOFFICE)
    }
    result = run(tmp_path, {"0-honest.doc": samples.doc()} | files, PROGRAMS)
    assert "请于7月30日前报送调查表。" in result.rows["0-honest.doc"]["text"]
    assert result.rows["0-honest.doc"]["trouble"] == ""
    assert [name for name, row in result.rows.items() if row["seconds"] > 15] == []
    assert 0 < result.kilobytes <= 512 * 1024
    assert result.left == []


PROGRAMS = (
    "soffice",
    "dirname",
    "basename",
    "sed",
    "uname",
    "grep",
    "readlink",
    "ls",
    "cat",
    "sh",
    "rm",
    "mkdir",
    "expr",
)
"""LibreOffice and what its starting script calls; antiword is not among them."""


def test_without_a_program_for_old_word_files_the_reading_names_the_packages(tmp_path: Path) -> None:
    (row,) = run(tmp_path, {"a.doc": samples.doc()}).rows.values()
    assert row["trouble"].startswith("读旧版 Word（DOC）的程序没有装")
    assert "apt install antiword" in row["trouble"]
