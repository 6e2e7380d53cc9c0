"""Workers: papers are made on any `concurrent.futures.Executor` (design D9), in the caller's order.

Never more than a few papers are on their way, so that memory does not grow
with their number. A worker that dies is replaced and its papers are made
again, the first of them alone: one that kills its worker twice is named.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from gongwen.errors import GongwenError, StorageError
from gongwen.model import Document
from gongwen.office.filling.making.maker import Made, Maker, MakerSource, maker_of

if TYPE_CHECKING:
    from gongwen.office.wiring import Settings

Token = TypeVar("Token")
_AHEAD = 2
"""Papers on their way for each worker."""

_makers: list[Maker] = []


class SerialExecutor(Executor):
    """Does what is submitted at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Return a future that is done."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class Workers:
    """Makes papers of one template on `jobs` processes, on none but this one when it is 1.

    `on_death` is told, in Chinese, of each worker that died.
    """

    def __init__(
        self,
        settings: Settings,
        template: str,
        jobs: int,
        *,
        source: MakerSource = maker_of,
        on_death: Callable[[str], object] = lambda sentence: None,
    ) -> None:
        self._start = (source, settings, template)
        self._jobs = jobs
        self._on_death = on_death
        self._executor = self._new(jobs)

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)
        _makers.clear()

    def made(
        self, papers: Iterable[tuple[Token, Document]]
    ) -> Iterator[tuple[Token, Document, Made | GongwenError]]:
        """Yield each paper with its files, or with why they cannot be made, in the order they came in."""
        waiting: deque[tuple[Token, Document, Future[Made]]] = deque()
        for token, document in papers:
            waiting.append((token, document, _submitted(self._executor, document)))
            while len(waiting) > _AHEAD * self._jobs:
                yield self._first(waiting)
        while waiting:
            yield self._first(waiting)

    def _first(
        self, waiting: deque[tuple[Token, Document, Future[Made]]]
    ) -> tuple[Token, Document, Made | GongwenError]:
        token, document, future = waiting.popleft()
        try:
            return token, document, future.result()
        except GongwenError as error:
            return token, document, error
        except BrokenProcessPool:
            return token, document, self._again(document, waiting)

    def _again(
        self, document: Document, waiting: deque[tuple[Token, Document, Future[Made]]]
    ) -> Made | GongwenError:
        """Make a paper whose worker died alone; then let new workers make those that wait."""
        self._on_death(f"制作“{document.body.title}”前后，有一个工作进程意外结束，正在重做")
        self._executor.shutdown(wait=True, cancel_futures=True)
        made: Made | GongwenError
        with self._processes(1) as alone:
            try:
                made = _submitted(alone, document).result()
            except GongwenError as error:
                made = error
            except BrokenProcessPool:
                made = StorageError(
                    "制作这一份时，工作进程两次意外结束",
                    rule="多半是内存不够，系统结束了它",
                    advice="请关掉一些程序，或加 --jobs 1 再办",
                )
        self._executor = self._new(self._jobs)
        for place, (token, other, _) in enumerate(tuple(waiting)):
            waiting[place] = (token, other, _submitted(self._executor, other))
        return made

    def _new(self, jobs: int) -> Executor:
        if jobs > 1:
            return self._processes(jobs)
        _begin(*self._start)
        return SerialExecutor()

    def _processes(self, jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            jobs, mp_context=get_context("spawn"), initializer=_begin_worker, initargs=self._start
        )


def _submitted(executor: Executor, document: Document) -> Future[Made]:
    """Submit a paper; a worker that is started on the way never hears Ctrl-C, not even while it begins.

    Where a worker died unnoticed so far, the paper waits as one whose worker died.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return executor.submit(_make, document)
    except BrokenProcessPool as error:
        failed: Future[Made] = Future()
        failed.set_exception(error)
        return failed
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(source: MakerSource, settings: Settings, template: str) -> None:
    _makers[:] = [source(settings, template)]


def _begin_worker(source: MakerSource, settings: Settings, template: str) -> None:
    """Begin in a worker: it does not outlive whoever started it."""
    end_with_parent()
    _begin(source, settings, template)


def end_with_parent() -> None:
    """Let this process end when the one that started it does, even by kill -9."""
    Thread(target=_await_parent, daemon=True).start()


def _await_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _make(document: Document) -> Made:
    return _makers[0].make(document)
