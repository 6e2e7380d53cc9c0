"""The Whoosh index on disk: believed by its digest, replaced only as a whole.

    DIRECTORY/index/      the index, mode 700
    DIRECTORY/index.new/  one being built
    DIRECTORY/feed.lock   held by the process that feeds

Whoosh keeps Python pickles in its files, and reading a stranger's pickle runs
his code; so files of another user, or writable by one, are never opened. Whoosh
never calls fsync; it is done here before the database is told.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import stat
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from whoosh import fields, formats, index, query

from gongwen.search.evaluate import AllOf, Holds
from gongwen.search.pairs import SCHEME, needed_pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from gongwen.search.evaluate import Need

_COMMITTED = (".toc", ".seg")
"""What a commit leaves; a writer at work, or one that died, leaves others besides."""

_Signature = tuple[tuple[str, int, int, int], ...]


class PairField(fields.FieldType):  # type: ignore[misc]
    """Indexes a ready set of pairs: no tokens, no positions, no counts."""

    def __init__(self) -> None:
        super().__init__(format=formats.Existence(), analyzer=None)

    def index(self, value: Iterable[str], **kwargs: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield each pair as Whoosh stores it: term, frequency, weight, nothing."""
        return ((pair.encode(), 1, 1.0, b"") for pair in value)


SCHEMA = fields.Schema(key=fields.ID(unique=True, sortable=True), pairs=PairField())


@dataclass(frozen=True, slots=True)
class _Opened:
    """One state of the index, open for reading."""

    signature: _Signature
    digest: str
    searcher: Any


class IndexFiles:
    """The files of one Whoosh index; what is not as the database knows it counts as not there."""

    def __init__(self, directory: Path) -> None:
        self._root = directory
        self._index = directory / "index"
        self._opened: _Opened | None = None
        self._digested: tuple[_Signature, str] = ((), "")

    def foreign(self) -> bool:
        """Tell whether there is an index that is not safely ours."""
        return os.path.lexists(self._index) and not _ours(self._index)

    def believed(self, digest: str) -> bool:
        """Tell whether the index is ours and has this digest."""
        return self._open(digest) is not None

    def holders(self, needed: Need, digest: str) -> list[int] | None:
        """Return the keys of the papers that meet `needed`; None unless the index is believed."""
        opened = self._open(digest)
        if opened is None:
            return None
        keys = opened.searcher.reader().column_reader("key")
        return [int(keys[number]) for number in opened.searcher.docs_for_query(_whoosh_query(needed))]

    def keys(self, digest: str) -> list[int] | None:
        """Return the keys of all papers in the index; None unless the index is believed."""
        opened = self._open(digest)
        if opened is None:
            return None
        reader = opened.searcher.reader()
        column = reader.column_reader("key")
        return [int(column[number]) for number in reader.all_doc_ids()]

    def _open(self, digest: str) -> _Opened | None:
        with suppress(OSError, index.IndexError):
            signature = self._signature()
            if self._opened and self._opened.signature != signature:
                self._opened.searcher.close()
                self._opened = None
            if not self._opened and signature and self.digest() == digest:
                searcher = index.open_dir(str(self._index), schema=SCHEMA).searcher()
                self._opened = _Opened(signature, digest, searcher)
            return self._opened if self._opened and self._opened.digest == digest else None
        return None

    def digest(self) -> str:
        """Return what tells this state of the index, to the bit, from every other."""
        signature = self._signature()
        if self._digested[0] != signature:
            whole = hashlib.sha256()
            for name, *_ in signature:
                with (self._index / name).open("rb") as file:
                    whole.update(name.encode() + hashlib.file_digest(file, "sha256").digest())
            self._digested = (signature, f"{SCHEME}:{whole.hexdigest()}")
        return self._digested[1]

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

    def build(self, papers: Iterable[tuple[int, set[str]]]) -> int:
        """Put a new index of `papers` (key, pairs) in place of whatever is there."""
        fresh, old = self._root / "index.new", self._root / "index.old"
        for leftover in (fresh, old):
            _discard(leftover)
        fresh.mkdir(mode=0o700)
        taken = _write(index.create_in(str(fresh), SCHEMA), papers, ())
        _sync(fresh)
        if os.path.lexists(self._index):
            self._index.rename(old)
        fresh.rename(self._index)
        _sync(self._root)
        _discard(old)
        return taken

    def update(self, papers: Iterable[tuple[int, set[str]]], forget: Iterable[int]) -> int:
        """Drop the keys `forget` and add `papers` in one commit of the index.

        Raises whoosh.index.LockError when something else is writing it.
        """
        taken = _write(index.open_dir(str(self._index), schema=SCHEMA), papers, forget)
        _sync(self._index)
        return taken

    def _signature(self) -> _Signature:
        """Return the files of the index with all that changes when they do; () when not ours."""
        if not os.path.lexists(self._index) or not _ours(self._index):
            return ()
        files = [path for path in self._index.iterdir() if path.suffix in _COMMITTED]
        infos = [(path.name, path.lstat()) for path in sorted(files)]
        return tuple((name, info.st_ino, info.st_size, info.st_mtime_ns) for name, info in infos)


def _write(files: Any, papers: Iterable[tuple[int, set[str]]], forget: Iterable[int]) -> int:
    """Write one commit; return how many papers it brought."""
    taken = 0
    writer = files.writer()
    try:
        for key in forget:
            writer.delete_by_term("key", str(key))
        for key, pairs in papers:
            writer.add_document(key=str(key), pairs=pairs)
            taken += 1
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


def _discard(path: Path) -> None:
    """Remove a folder or link, as far as it can be removed."""
    if path.is_symlink():
        path.unlink()
    else:
        shutil.rmtree(path, ignore_errors=True)


def _locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _sync(folder: Path) -> None:
    """Bring the files of `folder` and their names to the disk."""
    for path in [*filter(os.path.isfile, folder.iterdir()), folder]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
