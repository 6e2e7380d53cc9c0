"""The progress of a fill: how many are done and how much time is left."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from gongwen.cli.outcome import tell
from gongwen.office.filling import Progress

_LINES = 20


@contextmanager
def shown_progress(what: str) -> Iterator[Progress]:
    """Yield what is told of a fill: a bar with the time left on a terminal, some lines elsewhere."""
    if not sys.stderr.isatty():
        yield _Lines(what).progress()
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import (
        Progress as Bar,
    )

    shown = (
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TextColumn("剩"),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.description}", markup=False),
    )
    with Bar(*shown, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("查表", total=None)

        def step(done: str) -> None:
            bar.update(task, advance=1, description=done)

        def total(count: int) -> None:
            bar.reset(task, total=count, description=what)

        yield Progress(step, total, step, tell)


@dataclass
class _Lines:
    """Tells how far it is, at most some twenty times."""

    what: str
    count: int = 0
    done: int = 0
    clock: Callable[[], float] = time.monotonic
    began: float = 0.0

    def progress(self) -> Progress:
        return Progress(total=self.total, made=self.made, trouble=tell)

    def total(self, count: int) -> None:
        self.count, self.began = count, self.clock()
        tell(f"{self.what}，要做 {count} 份……" if count else f"{self.what}，没有要做的")

    def made(self, key: str) -> None:
        self.done += 1
        if self.done % max(1, self.count // _LINES) == 0 or self.done == self.count:
            left = (self.clock() - self.began) / self.done * (self.count - self.done)
            tell(f"  {key}（{self.done}/{self.count}{_left(left)}）")


def _left(seconds: float) -> str:
    if seconds < 1:
        return ""
    minutes, rest = divmod(round(seconds), 60)
    return f"，约剩 {minutes} 分 {rest} 秒" if minutes else f"，约剩 {rest} 秒"
