"""The workers from the outside: started warm, asked, watched, ended when they misbehave, and replaced.

Each worker has a private folder, its home, temp and working directory in
one, removed when it ends. It is given no name, no path and no setting of
the caller.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongwen.intake.worker import HEAD, write

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOOT = (
    "import sys; sys.path.insert(0, sys.argv[1]); from gongwen.intake.worker import main; main(sys.argv[2])"
)
_SOURCE = str(Path(__file__).resolve().parents[2])
_WATCH = 0.05
_FAT = 0.75
_START_SECONDS = 60.0
_CHUNK = 1 << 20
_MOST_ANSWER = 1 << 30
_LEAN = {"MALLOC_ARENA_MAX": "2", "MALLOC_MMAP_THRESHOLD_": "4194304", "MALLOC_TRIM_THRESHOLD_": "67108864"}
"""The C library gives freed memory back to the system: OCR of a page then takes 350 MB instead of 500."""

_PASSED_ON = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH")


class WorkerLost(Exception):
    """The worker ended or was ended; `reason` is `time`, `memory` or `crash`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Worker:
    """One worker process of a kind (`plain` or `sight`)."""

    def __init__(self, kind: str) -> None:
        self.folder = tempfile.mkdtemp(prefix="gongwen-intake-")
        environment = {key: os.environ[key] for key in _PASSED_ON if key in os.environ}
        environment |= {"HOME": self.folder, "TMPDIR": self.folder, "OMP_NUM_THREADS": "1"}
        environment |= _LEAN
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-c", _BOOT, _SOURCE, kind],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            env=environment,
            start_new_session=True,
        )
        self._buffer = bytearray()
        self._ready = False

    def ask(
        self, head: dict[str, Any], content: bytes, seconds: float, memory: int
    ) -> Iterator[tuple[dict[str, Any], bytes]]:
        """Send a request and give its answers; `seconds` is the time for each, `memory` for each process.

        Raises WorkerLost, after which the worker is gone for good.
        """
        try:
            if not self._ready:
                self._receive(_START_SECONDS, memory)
                self._ready = True
            write(self._pipe_in(), head | {"seconds": seconds}, content)
            while True:
                answer = self._receive(seconds, memory)
                yield answer
                if "page" not in answer[0]:
                    break
        except BrokenPipeError as error:
            self.end()
            raise WorkerLost("crash") from error
        except BaseException:
            self.end()
            raise
        if answer[0].get("failed") == "memory":
            self.end()
            raise WorkerLost("memory")

    def is_alive(self) -> bool:
        """Return whether the worker still runs; one found dead is cleared away."""
        if self._process.poll() is None:
            return True
        self.end()
        return False

    def disown(self) -> None:
        """Let go of a worker that another process started: its pipes are closed here, it runs on there."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.returncode = 0

    def resident(self) -> int:
        """Return the resident memory of the process in bytes."""
        return _resident(self._process.pid)

    def _pipe_in(self) -> Any:
        assert self._process.stdin is not None
        return self._process.stdin

    def _receive(self, seconds: float, memory: int) -> tuple[dict[str, Any], bytes]:
        """Return the next answer; raise WorkerLost when it does not come in time or memory runs over."""
        until = time.monotonic() + seconds
        packed, body = HEAD.unpack(self._take(HEAD.size, until, memory))
        if packed + body > _MOST_ANSWER:
            raise WorkerLost("memory")
        head = self._take(packed, until, memory)
        return json.loads(head.decode("utf-8", "surrogatepass")), self._take(body, until, memory)

    def _take(self, size: int, until: float, memory: int) -> bytes:
        """Return the next bytes of the worker's answers; what comes after them stays for the next call."""
        while len(self._buffer) < size:
            self._fill(until, memory)
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    def _fill(self, until: float, memory: int) -> None:
        """Take in what the worker has written, waiting at most one watch."""
        assert self._process.stdout is not None
        if time.monotonic() > until:
            raise WorkerLost("time")
        if _resident(self._process.pid) > memory:
            raise WorkerLost("memory")
        number = self._process.stdout.fileno()
        if not select.select([number], [], [], _WATCH)[0]:
            return
        chunk = os.read(number, _CHUNK)
        if not chunk:
            raise WorkerLost("crash")
        self._buffer += chunk

    def end(self) -> None:
        """End the worker and everything it started, and remove its folder."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        with suppress(BrokenPipeError, OSError):
            self._pipe_in().close()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def _resident(pid: int) -> int:
    """Return the resident memory in bytes of a process, or of the largest process under it."""
    sizes = [0]
    with suppress(OSError, ValueError, IndexError):
        pages = Path(f"/proc/{pid}/statm").read_text().split()[1]
        sizes.append(int(pages) * os.sysconf("SC_PAGE_SIZE"))
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        sizes += [_resident(int(child)) for child in children]
    return max(sizes)


_locks = {"plain": threading.Lock(), "sight": threading.Lock()}
_workers: dict[str, Worker] = {}


def answers(
    kind: str, head: dict[str, Any], content: bytes, seconds: float, memory: int
) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Give the answers of the warm worker of a kind; one lost or grown fat is replaced at the next.

    Raises WorkerLost. A caller in another thread waits for its turn.
    """
    with _locks[kind]:
        if kind not in _workers or not _workers[kind].is_alive():
            _workers[kind] = Worker(kind)
        worker = _workers.pop(kind)
        yield from worker.ask(head, content, seconds, memory)
        if worker.resident() > _FAT * memory:
            worker.end()
        else:
            _workers[kind] = worker


def close() -> None:
    """End the warm workers; the next reading starts new ones."""
    while _workers:
        _workers.popitem()[1].end()


def _forget() -> None:
    """Begin anew in a forked process: the workers, and locks held by other threads, are the parent's."""
    for worker in _workers.values():
        worker.disown()
    _workers.clear()
    for kind in _locks:
        _locks[kind] = threading.Lock()


atexit.register(close)
os.register_at_fork(after_in_child=_forget)
