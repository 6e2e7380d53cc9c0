"""A file that misbehaves costs its worker, never the office; the next file is read by a new one."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
import time
from pathlib import Path

import pytest

from gongwen.intake import Limits, Reading, child, read
from gongwen.intake.limits import MIB
from tests.intake import malformed, samples

TEXT = samples.LETTER.encode()


@pytest.fixture(autouse=True)
def own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Workers of this test make their folders here."""
    child.close()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def worker() -> child.Worker:
    """The warm worker that reads."""
    return child._workers["plain"]


def test_one_worker_reads_file_after_file(own_place: Path) -> None:
    assert read(TEXT).trouble == ""
    first = worker()
    assert read(samples.xlsx()).text == samples.TABLE_TEXT
    assert worker() is first
    assert [path.name for path in own_place.iterdir()] == [Path(first.folder).name]
    child.close()
    assert list(own_place.iterdir()) == []


def test_a_reading_that_takes_too_long_is_ended_and_the_next_file_is_read(own_place: Path) -> None:
    read(TEXT)
    os.kill(worker()._process.pid, signal.SIGSTOP)
    reading = read(samples.small_docx(), limits=Limits(seconds=0.5))
    assert reading.trouble.startswith("读取超过了时间限度，已停止")
    assert (reading.text, reading.hostile) == ("", False)
    assert list(own_place.iterdir()) == []
    assert read(TEXT).trouble == ""


def test_a_reading_that_takes_too_much_memory_is_ended_and_called_hostile() -> None:
    reading = read(samples.small_docx(), limits=Limits(memory=4 * MIB))
    assert reading.trouble.startswith("读取要用的内存超过了限度")
    assert reading.hostile
    assert read(samples.small_docx()).trouble == ""


def test_a_part_too_large_for_the_memory_allowed_ends_in_a_trouble() -> None:
    noise = bytes(range(256)) * (160 * 4096)
    packed = malformed.with_part(samples.xlsx(), "xl/media/a.bin", noise)
    reading = read(packed, limits=Limits(memory=128 * MIB, part=1 << 30, total=1 << 30, ratio=1 << 30))
    assert reading.trouble.startswith("读取要用的内存超过了限度")
    assert read(TEXT).trouble == ""


def test_a_worker_that_dies_of_a_file_is_replaced_and_the_file_blamed(own_place: Path) -> None:
    read(TEXT)
    victim = worker()._process.pid
    os.kill(victim, signal.SIGSTOP)
    readings: list[Reading] = []
    thread = threading.Thread(target=lambda: readings.append(read(samples.small_docx())))
    thread.start()
    while "plain" in child._workers:
        time.sleep(0.01)
    os.kill(victim, signal.SIGKILL)
    thread.join()
    assert readings[0].trouble.startswith("读取程序读到一半中断了")
    assert list(own_place.iterdir()) == []
    assert read(samples.small_docx()).trouble == ""


def test_a_worker_that_died_between_two_files_is_replaced_and_no_file_blamed(own_place: Path) -> None:
    read(TEXT)
    first = worker()
    os.kill(first._process.pid, signal.SIGKILL)
    first._process.wait()
    assert read(samples.small_docx()).trouble == ""
    assert [path.name for path in own_place.iterdir()] == [Path(worker().folder).name]


def test_a_worker_whose_office_is_gone_ends_itself(own_place: Path) -> None:
    read(TEXT)
    mine = worker()
    mine._pipe_in().close()
    assert mine._process.wait(timeout=20) == 0
    child._workers.clear()
    mine.end()
    assert list(own_place.iterdir()) == []


def test_files_read_from_two_threads_are_read_in_turn() -> None:
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(read(samples.xlsx()).text)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [samples.TABLE_TEXT] * 4


def test_a_forked_process_starts_a_worker_of_its_own() -> None:
    read(TEXT)
    mine = worker()
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        os.write(writing, read(samples.xlsx()).text.encode() or b"?")
        child.close()
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as said:
        assert said.read() == samples.TABLE_TEXT
    assert os.waitpid(pid, 0)[1] == 0
    assert worker() is mine
    assert read(TEXT).trouble == ""


@pytest.mark.parametrize(
    ("limits", "content", "said"),
    [
        (Limits(content=10), TEXT, "这个 TXT 文件有 0 MB，超过能读取的限度"),
        (Limits(letters=10), TEXT, "这个 TXT 文件有 36 个字，超过能读取的限度"),
        (Limits(members=2), samples.packed({"a": b"", "b": b"", "c": b""}), "这个 ZIP 文件里有 3 个部件"),
    ],
    ids=["file", "letters", "members"],
)
def test_what_is_beyond_a_limit_says_so(limits: Limits, content: bytes, said: str) -> None:
    assert read(content, limits=limits).trouble.startswith(said)


def test_a_package_in_a_package_is_handed_on_unopened() -> None:
    inner = samples.packed({"说明.txt": TEXT})
    for _ in range(12):
        inner = samples.packed({"内层.zip": inner})
    reading = read(inner)
    assert [member.name for member in reading.members] == ["内层.zip"]
    assert reading.trouble == ""


HEAVY = {
    "cycle": [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000>>"],
    "deep": [b"<</Type/Catalog/Pages 2 0 R/A " + b"[" * 200_000 + b">>", b"<</Type/Pages/Kids[]/Count 0>>"],
    "many": [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + b"3 0 R " * 200_000 + b"]/Count 200000>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    ],
}


@pytest.mark.parametrize("name", HEAVY)
def test_a_pdf_of_cycles_depths_and_masses_ends_in_a_trouble(name: str) -> None:
    reading = read(malformed.pdf_of(HEAVY[name]), ocr=False)
    assert reading.trouble
    assert read(TEXT).trouble == ""


def test_a_mail_of_mails_in_mails_ends_in_a_reading() -> None:
    deep = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(3_000))
    reading = read(f"From: a@example.invalid\nSubject: x\n{deep}".encode())
    assert reading.trouble
