"""The Whoosh index on disk: opened only when it is ours, replaced only as a whole.

    DIRECTORY/index/      the index, mode 700
    DIRECTORY/index.new/  one being built
    DIRECTORY/feed.lock   held by the process that feeds

Whoosh keeps Python pickles in its files, and reading a stranger's pickle runs
his code; so files of another user, or writable by one, are never opened. Whoosh
never calls fsync; it is done here before the database is told.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from whoosh import fields, formats, index, query

from gongwen.search.evaluate import AllOf, Holds
from gongwen.search.pairs import needed_pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from gongwen.search.evaluate import Need

_STAMP = "stamp"


class PairField(fields.FieldType):  # type: ignore[misc]
    """Indexes a ready set of pairs: no tokens, no positions, no counts."""

    def __init__(self) -> None:
        super().__init__(format=formats.Existence(), analyzer=None)

    def index(self, value: Iterable[str], **kwargs: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield each pair as Whoosh stores it: term, frequency, weight, nothing."""
        return ((pair.encode(), 1, 1.0, b"") for pair in value)


SCHEMA = fields.Schema(key=fields.ID(unique=True, sortable=True), stamp=fields.STORED(), pairs=PairField())


@dataclass(frozen=True, slots=True)
class Opened:
    """One state of the index, open for reading."""

    signature: tuple[object, ...]
    stamp: str
    searcher: Any

    def holders(self, needed: Need) -> list[int]:
        """Return the keys of the papers that meet `needed`."""
        keys = self.searcher.reader().column_reader("key")
        return [int(keys[number]) for number in self.searcher.docs_for_query(_whoosh_query(needed))]


class IndexFiles:
    """The files of one Whoosh index; what cannot be read counts as not there."""

    def __init__(self, directory: Path) -> None:
        self._root = directory
        self._index = directory / "index"
        self._opened: Opened | None = None
        self._unreadable: tuple[object, ...] | None = None

    def foreign(self) -> bool:
        """Tell whether there is an index that is not safely ours."""
        return os.path.lexists(self._index) and not _ours(self._index)

    def current(self) -> Opened | None:
        """Return the newest state, or None when there is none that can be read."""
        signature = self._signature()
        if self._opened and self._opened.signature != signature:
            self._opened.searcher.close()
            self._opened = None
        if signature and not self._opened and signature != self._unreadable:
            self._opened = self._open(signature)
            self._unreadable = None if self._opened else signature
        return self._opened

    @contextmanager
    def exclusive(self) -> Iterator[bool]:
        """Hold the feeding of this index; False when another process holds it.

        The system lets go of it when the process dies, however it dies.
        """
        self._root.mkdir(parents=True, exist_ok=True)
        lock = os.open(self._root / "feed.lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        try:
            yield _locked(lock)
        finally:
            os.close(lock)

    def build(self, papers: Iterable[tuple[int, set[str]]], stamp: str) -> int:
        """Put a new index of `papers` (key, pairs) in place of whatever is there."""
        fresh = self._root / "index.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        taken = _write(index.create_in(str(fresh), SCHEMA), papers, (), stamp)
        _sync(fresh)
        old = self._root / f"index.{stamp}"
        if os.path.lexists(self._index):
            self._index.rename(old)
        fresh.rename(self._index)
        _sync(self._root)
        old.unlink() if old.is_symlink() else shutil.rmtree(old, ignore_errors=True)
        return taken

    def update(self, papers: Iterable[tuple[int, set[str]]], forget: Iterable[int], stamp: str) -> int:
        """Add `papers` and drop the keys `forget` in one commit of the index.

        Raises whoosh.index.LockError when something else is writing it.
        """
        taken = _write(index.open_dir(str(self._index), schema=SCHEMA), papers, forget, stamp)
        _sync(self._index)
        return taken

    def _signature(self) -> tuple[object, ...] | None:
        """Return what changes with every state of the index; None without one that is ours."""
        try:
            if not _ours(self._index):
                return None
            tables = [(path.name, path.stat().st_mtime_ns) for path in self._index.glob("*.toc")]
            return (self._index.stat().st_ino, *sorted(tables)) if tables else None
        except OSError:
            return None

    def _open(self, signature: tuple[object, ...]) -> Opened | None:
        # A damaged index fails in as many ways as there are bytes in it, and
        # each means the same: do not use it.
        try:
            searcher = index.open_dir(str(self._index), schema=SCHEMA).searcher()
            found = searcher.document(key=_STAMP)
        except Exception:
            return None
        return Opened(signature, found[_STAMP], searcher) if found else None


def _locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _write(files: Any, papers: Iterable[tuple[int, set[str]]], forget: Iterable[int], stamp: str) -> int:
    """Write one commit; return how many papers it brought. Nothing is changed when it fails."""
    taken = 0
    writer = files.writer()
    try:
        for key in forget:
            writer.delete_by_term("key", str(key))
        for key, pairs in papers:
            writer.update_document(key=str(key), pairs=pairs)
            taken += 1
        writer.update_document(key=_STAMP, stamp=stamp)
        writer.commit()
    except BaseException:
        with suppress(Exception):
            writer.cancel()
        raise
    return taken


def _whoosh_query(needed: Need) -> Any:
    if isinstance(needed, Holds):
        return query.And([query.Term("pairs", pair) for pair in needed_pairs(needed.term)])
    parts = [_whoosh_query(part) for part in needed.needs]
    return query.And(parts) if isinstance(needed, AllOf) else query.Or(parts)


def _ours(folder: Path) -> bool:
    """Tell whether `folder` is this user's, with all in it, and no other user may write there."""
    info = folder.lstat()
    if not stat.S_ISDIR(info.st_mode) or info.st_mode & 0o022:
        return False
    return all(each.st_uid == os.geteuid() for each in (info, *(path.lstat() for path in folder.rglob("*"))))


def _sync(folder: Path) -> None:
    """Bring the files of `folder` and their names to the disk."""
    for path in [*filter(os.path.isfile, folder.iterdir()), folder]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
