"""Measure build, size, opening, queries by class, one add, and queries while another process writes.

    python -m benchmarks.search [--passages 10000 100000] [--whole 3000] [--engines fts5 bare …]

GONGWEN_CORPUS names a folder that `benchmarks.search.prepare` made of real
texts; without it a corpus is made up, and the report says so. Of a question
counts the processor time, the least of ROUNDS in which each engine has its
turn, so that neighbours on a shared machine do not: all engines here work in
this process, from files that the system has in memory. Opening is measured in
a process of its own, as wall time.

No figure is asserted: machines differ and are shared, the ratios to the
rivals of the same run are what carries over.
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import inf
from pathlib import Path

from benchmarks.search.engines import Engine, Ours, rivals
from benchmarks.search.papers import Collection, passages, questions, whole

EACH, ROUNDS, ADDS = 25, 3, 50
_OPENER = """
import sys, time
from pathlib import Path
from benchmarks.search.engines import rivals
engine = rivals(Path(sys.argv[1]))[sys.argv[2]]()
started = time.perf_counter()
engine.open()
engine.ask((sys.argv[3],))
print((time.perf_counter() - started) * 1000)
"""
_WRITER = """
import sys, time
from pathlib import Path
from gongwen.office.desk.database import connect
connect(Path(sys.argv[1]))
from gongwen.search import Fts5Index
from tests.search.corpus import Corpus
for doc in Corpus(7, 130).papers(1_000_000):
    Fts5Index().add([doc])
"""


def main(words: Sequence[str]) -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search")
    parser.add_argument("--passages", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--whole", type=int, nargs="*", default=[3_000])
    parser.add_argument("--engines", nargs="*")
    chosen = parser.parse_args(words)
    for collection in (*map(passages, chosen.passages), *map(whole, chosen.whole)):
        with tempfile.TemporaryDirectory() as folder:
            _measure(collection, Path(folder), chosen.engines)


def _measure(collection: Collection, folder: Path, names: Sequence[str] | None) -> None:
    print(f"\n〔{collection.name}〕{collection.source}，{collection.megabytes:.1f} MB", flush=True)
    asked = questions(collection.docs, EACH)
    engines = {name: make() for name, make in rivals(folder).items() if not names or name in names}
    for name, engine in engines.items():
        _building(engine, name, folder, collection, asked)
    least = {name: {kind: [inf] * len(each) for kind, each in asked.items()} for name in engines}
    for _ in range(ROUNDS):
        for name, engine in engines.items():
            engine.open()
            for kind, each in asked.items():
                taken = (_timed(engine.ask, words)[1] * 1000 for words in each)
                least[name][kind] = list(map(min, least[name][kind], taken))
    for name, engine in engines.items():
        print(f"{engine.name}：")
        for kind, figures in (*least[name].items(), ("全部", _all(least[name]))):
            print(f"    {kind}：{_figures(figures)}", flush=True)
        if isinstance(engine, Ours):
            engine.open()
            _adding(engine, folder, collection)
    first = next(iter(engines))
    ratios = (
        f"{engine.name} {_p95(_all(least[first])) / _p95(_all(least[name])):.2f}"
        for name, engine in engines.items()
        if name != first
    )
    print(f"{engines[first].name} 的 p95 与各家之比：{'，'.join(ratios)}", flush=True)


def _building(
    engine: Engine, name: str, folder: Path, collection: Collection, asked: dict[str, list[tuple[str, ...]]]
) -> None:
    """Build an engine; print the rate, the size, and what opening it takes."""
    before = _size(folder)
    wall, cpu = _timed(engine.build, collection.docs)
    engine.open()
    size = (_size(folder) - before) / 1e6 / collection.megabytes
    print(
        f"{engine.name}：建 {wall:.1f} 秒（CPU {cpu:.1f}），{collection.megabytes / cpu:.2f} MB/CPU秒，"
        f"占原文 {size:.2f} 倍，另开进程打开并查第一次 {_opening(folder, name, asked):.1f} 毫秒",
        flush=True,
    )


def _all(figures: dict[str, list[float]]) -> list[float]:
    return [figure for each in figures.values() for figure in each]


def _adding(engine: Ours, folder: Path, collection: Collection) -> None:
    """Print what adding one paper costs beside a bare fsynced insert; queries while another process adds."""
    docs = [replace(doc, item_id=f"new-{place}") for place, doc in enumerate(collection.docs[:ADDS])]
    times = [_timed(engine.index.add, [doc]) for doc in docs]
    bare = sqlite3.connect(folder / "plain.db", isolation_level=None)
    bare.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS t(x TEXT)"
    )
    plain = [_timed(bare.execute, "INSERT INTO t VALUES (?)", (doc.text,))[0] for doc in docs]
    wall, cpu = (statistics.median(column) * 1000 for column in zip(*times, strict=True))
    print(
        f"    加一件：{wall:.1f} 毫秒（CPU {cpu:.1f}），只插一行 {statistics.median(plain) * 1000:.1f} 毫秒"
    )
    if engine.name.endswith("fts5"):
        path = str(folder / "ours-fts5.db")
        writer = subprocess.Popen([sys.executable, "-c", _WRITER, path])
        time.sleep(1.5)
        words = questions(collection.docs, EACH)["四字词"]
        taken = [_timed(engine.ask, word)[0] * 1000 for word in words]
        writer.kill()
        writer.wait()
        print(f"    另一进程不停地加时，四字词：{_figures(taken)}")


def _opening(folder: Path, name: str, asked: dict[str, list[tuple[str, ...]]]) -> float:
    """Return the milliseconds that opening and the first question take in a new process, imports apart."""
    words = [sys.executable, "-c", _OPENER, str(folder), name, asked["四字词"][0][0]]
    runs = (subprocess.run(words, check=True, capture_output=True, text=True) for _ in range(ROUNDS))
    return min(float(run.stdout) for run in runs)


def _timed(action: Callable[..., object], *given: object) -> tuple[float, float]:
    """Return wall and CPU seconds."""
    wall, cpu = time.perf_counter(), time.process_time()
    action(*given)
    return time.perf_counter() - wall, time.process_time() - cpu


def _figures(taken: Sequence[float]) -> str:
    return f"p50 {statistics.median(taken):.2f}，p95 {_p95(taken):.2f}，最长 {max(taken):.2f} 毫秒"


def _p95(taken: Sequence[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.95)]


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main(sys.argv[1:])
