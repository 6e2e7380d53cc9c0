"""What commands write for people: tables and hits on standard output, progress on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from gongwen.cli.outcome import tell

if TYPE_CHECKING:
    from rich.console import Console

    from gongwen.search import Snippet

_UNWRAPPED = 2000

Step = Callable[[str], object]
"""Told one Chinese phrase when a step is done."""


def say(*lines: str) -> None:
    """Write lines to standard output."""
    for line in lines:
        click.echo(line)


def say_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write a table: wrapped to the terminal, one line a row where the output goes elsewhere."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in columns:
        table.add_column(name, overflow="fold", no_wrap=not sys.stdout.isatty())
    for row in rows:
        table.add_row(*row)
    console = _console()
    with console.capture() as captured:
        console.print(table)
    say(*(line.rstrip() for line in captured.get().splitlines()))


def highlighted(snippet: Snippet, around: int = 0) -> str:
    """Return a snippet with its hits in reverse on a terminal, in 【】 elsewhere.

    With `around` only so many characters before and after the first hit.
    """
    if around and snippet.marks:
        start, end = snippet.marks[0]
        first = max(start - around, 0)
        snippet = replace(
            snippet, text=snippet.text[first : end + around], marks=((start - first, end - first),)
        )
    if sys.stdout.isatty():
        return snippet.marked("\x1b[1;7m", "\x1b[0m")
    return snippet.marked()


@contextmanager
def progress(total: int, what: str) -> Iterator[Step]:
    """Yield a function to be told of each of `total` steps: a bar on a terminal, lines elsewhere."""
    if sys.stderr.isatty():
        with _bar(total, what) as step:
            yield step
    else:
        tell(f"{what}……")
        yield lambda done: tell(f"  {done}") if done else None


@contextmanager
def _bar(total: int, what: str) -> Iterator[Step]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    shown = (
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*shown, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)

        def step(done: str) -> None:
            bar.update(task, advance=1, description=f"{what}：{done}" if done else None)
            bar.refresh()

        yield step


def _console() -> Console:
    from rich.console import Console

    if sys.stdout.isatty():
        return Console(highlight=False, markup=False, emoji=False)
    return Console(highlight=False, markup=False, emoji=False, width=_UNWRAPPED, color_system=None)
