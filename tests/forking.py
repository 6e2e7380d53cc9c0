"""Processes of their own for tests, forked from this one: warm at once, started together, killed at will."""

from __future__ import annotations

import os
import socket
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.db import connections

Say = Callable[[str], object]


@dataclass
class Forked:
    """A child process and what it says."""

    pid: int
    pipe: IO[str]

    def finish(self) -> tuple[int, str]:
        """Wait for its end; return its exit code (negative: the signal) and all it said."""
        said = self.pipe.read()
        self.pipe.close()
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1]), said


def fork(action: Callable[[Say], object]) -> Forked:
    """Run `action` in a child, with no database connection of ours; what it says comes line by line.

    An exception is said as well, and the child ends with 1. It says it by `send`, so that every
    `write` of the child is one to a file.
    """
    connections.close_all()
    reading, writing = socket.socketpair()
    pid = os.fork()
    if pid:
        writing.close()
        with reading:
            return Forked(pid, reading.makefile(encoding="utf-8"))
    code = 0
    try:
        reading.close()
        action(lambda line: writing.sendall(f"{line}\n".encode()))
    except BaseException:
        code = 1
        writing.sendall(traceback.format_exc().encode())
    os._exit(code)


@contextmanager
def starting_line() -> Iterator[tuple[Callable[[], None], Callable[[], None]]]:
    """Yield what children call to wait for the start, and what starts them all."""
    reading, writing = os.pipe()

    def wait() -> None:
        os.close(writing)
        os.read(reading, 1)

    def start() -> None:
        os.close(writing)

    yield wait, start
    os.close(reading)


def alive(pid: int) -> bool:
    """Say whether this process still runs."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False
