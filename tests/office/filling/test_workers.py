"""Papers are made on one core or on all: the same files, and a worker that dies loses none."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterator
from pathlib import Path

from gongwen.errors import FactsError, GongwenError, StorageError
from gongwen.model import Document, notation
from gongwen.office.filling.making import Made, Workers
from gongwen.office.wiring import Settings
from tests.office.archives import paper
from tests.office.filling.filled import DIES, DIES_ONCE, FAILS, mortal, workshop


def made(folder: Path, titles: list[str], jobs: int) -> tuple[list[object], list[str]]:
    """Return what became of each title, and what was told of deaths."""
    deaths: list[str] = []
    settings = Settings.of(os.environ, folder)
    with Workers(settings, "x", jobs, source=mortal, on_death=deaths.append) as workers:
        papers = [(title, paper(title)) for title in titles]
        return [
            (token, type(result) if isinstance(result, GongwenError) else result)
            for token, _, result in workers.made(papers)
        ], deaths


def whole(title: str) -> tuple[str, Made]:
    return title, Made((("txt", notation.write(paper(title)).encode()),), 1)


def test_papers_come_in_their_order_and_one_that_fails_stops_no_other(tmp_path: Path) -> None:
    titles = ["一", FAILS, "二", *(f"第{number}份" for number in range(5))]
    wanted = [(FAILS, FactsError) if title == FAILS else whole(title) for title in titles]
    assert made(tmp_path, titles, 1) == made(tmp_path, titles, 2) == (wanted, [])


def test_a_worker_that_dies_loses_no_paper_and_one_that_always_kills_it_is_named(tmp_path: Path) -> None:
    titles = ["一", DIES_ONCE, "二", DIES, "三", "四", "五", "六"]
    done, deaths = made(tmp_path, titles, 2)
    assert done == [(DIES, StorageError) if title == DIES else whole(title) for title in titles]
    assert any("工作进程意外结束，正在重做" in sentence for sentence in deaths)


def test_a_paper_that_comes_when_the_workers_have_died_already_is_made_too(tmp_path: Path) -> None:
    def coming() -> Iterator[tuple[str, Document]]:
        yield DIES_ONCE, paper(DIES_ONCE)
        while multiprocessing.active_children():
            time.sleep(0.02)
        yield "后来的", paper("后来的")

    with Workers(Settings.of(os.environ, tmp_path), "x", 2, source=mortal) as workers:
        done = [(token, result) for token, _, result in workers.made(coming())]
    assert done == [whole(DIES_ONCE), whole("后来的")]


def test_the_presses_make_the_same_bytes_on_one_core_and_on_two() -> None:
    settings = workshop().settings
    papers = [(number, paper(f"关于第{number}件事的通知")) for number in range(2)]
    results = []
    for jobs in (1, 2):
        with Workers(settings, "notice", jobs) as workers:
            results.append([result for _, _, result in workers.made(papers)])
    assert results[0] == results[1]
    assert all(isinstance(result, Made) and result.pages == 2 for result in results[0])
