"""Fill a folder in a process of its own and tell its memory: `python -m tests.office.filling.filled …`.

Words: the folder, how many rows, the template, `pressed` or `plain` (files
without any setting), how many jobs, and after how many papers it dies.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from multiprocessing import active_children
from pathlib import Path

from gongwen.errors import FactsError
from gongwen.model import Document, notation
from gongwen.office.filling import FillRequest, How, Progress, fill, opened
from gongwen.office.filling.making import Made, Maker, maker_of
from gongwen.office.wiring import Settings, Workshop

HOME = Path(__file__).parents[3]
COMMON = HOME / "examples" / "批量" / "共同.toml"
DIES_ONCE, DIES, FAILS = "这里断一次", "这里总断", "这里有错"
HEADS = "地名,年度,范围,成文日期,上报期限\n"


class PlainMaker:
    """Makes files that hold the words of a paper only."""

    def make(self, document: Document) -> Made:
        """Return the notation twice."""
        data = notation.write(document).encode()
        return Made((("docx", data), ("pdf", data[::-1])), 1)


def plain_maker(settings: Settings, template: str) -> Maker:
    """Return a maker that sets nothing."""
    return PlainMaker()


class MortalMaker:
    """Makes the words of a paper, or dies, as its title says; a mark in `folder` says that it died once."""

    def __init__(self, folder: Path) -> None:
        self.mark = folder / "died"

    def make(self, document: Document) -> Made:
        """Return one file; the process ends without a word for some titles."""
        title = document.body.title
        if title == FAILS:
            raise FactsError("这份做不成", rule="试验", advice="请改正")
        if title == DIES or (title == DIES_ONCE and not self.mark.exists()):
            self.mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return Made((("txt", notation.write(document).encode()),), 1)


def mortal(settings: Settings, template: str) -> Maker:
    """Return a maker that may die; it works in the archive's folder."""
    return MortalMaker(settings.archive)


def table(path: Path, rows: int) -> Path:
    """Write a table of so many places."""
    lines = (f"示例{number}县,2015,本级,2015-11-10,2015-12-10\n" for number in range(1, rows + 1))
    path.write_text(HEADS + "".join(lines), encoding="utf-8")
    return path


def workshop() -> Workshop:
    """A workshop without lists of names."""
    return Workshop(Settings.of(os.environ, Path("/nonexistent")))


def main(folder: str, rows: str, template: str, kind: str, jobs: str, deadly: str = "0") -> None:
    """Fill, and print the most memory this process and its workers had, in KiB."""
    desk = workshop()
    request = FillRequest(template, (table(Path(folder) / "表.csv", int(rows)),), COMMON)
    maker = maker_of if kind == "pressed" else plain_maker
    how = How(Path(folder) / "out", jobs=int(jobs), maker=maker)
    done: list[str] = []

    def made(key: str) -> None:
        done.append(key)
        if len(done) == int(deadly):
            print(*(child.pid for child in active_children()), flush=True)
            os.kill(os.getpid(), signal.SIGKILL)

    report = fill(desk, opened(desk, request), how, Progress(made=made))
    assert len(report.outcomes) == int(rows)
    print(*(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


if __name__ == "__main__":
    main(*sys.argv[1:])
