"""rebuild: a new database from the files of an archive, in its place or, with all files, in a new one."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gongwen.archive.backups import standing_of
from gongwen.archive.durable import copy_file, make_folder, sync_folders, sync_path
from gongwen.archive.home import (
    DATABASE,
    FOLDERS,
    MARKER,
    ArchiveFolder,
    open_archive_folder,
    refuse_inside_archive,
)
from gongwen.errors import GongwenError, IntegrityError, RefusedError, disk_errors
from gongwen.model.finding import Finding
from gongwen.office.desk import database
from gongwen.office.keeping.rebuilding.copies import FondsCopies, copies_of
from gongwen.office.keeping.rebuilding.filling import fill
from gongwen.office.upgrade import FOLDER as ASIDE
from gongwen.records.transactions import database_errors

if TYPE_CHECKING:
    from gongwen.office.desk.settings import Settings

Told = Callable[[str], object]

LEFT_TO_BACKUPS = "草稿的文字（没有核发的）、名录、保存的检索不在副本里，由备份恢复"


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """A database that was made anew: where, how many fonds, entries and items, what was not told.

    `aside` is where the damaged database was put; `findings` are items that could not be indexed.
    """

    root: Path
    fonds: int
    entries: int
    items: int
    untold: tuple[str, ...]
    aside: Path | None
    findings: tuple[Finding, ...]


def rebuild(settings: Settings, to: Path | None, now: dt.datetime, on_step: Told) -> RebuildReport:
    """Make the database of the archive of `settings` anew, in its place, or in `to` with all its files.

    It comes to its place when it is whole and can be searched. Raises
    RefusedError where the database is whole or `to` is not empty,
    IntegrityError where a copy of a chain is broken. Stopped anywhere, it can
    be done again: what was begun in `to` is taken away.
    """
    folder = open_archive_folder(settings.archive, writing=to is None)
    if to is None:
        _refuse_whole(folder.database)
        return _rebuilt(settings, folder, now, on_step)
    with _new_place(to):
        _copy_files(folder.root, to, on_step)
        done = _rebuilt(replace(settings, archive=to), replace(folder, root=to), now, on_step)
        with disk_errors("重建存档"):
            sync_folders(to)
    return done


def _rebuilt(settings: Settings, folder: ArchiveFolder, now: dt.datetime, on_step: Told) -> RebuildReport:
    copies = copies_of(folder)
    made = folder.root / "staging" / "rebuilt.db"
    untold = _made(folder, copies, made)
    on_step("已由件和副本做成数据库")
    items, findings = _indexed(settings, made, on_step)
    aside = _put_in_place(folder, made, now)
    notes = tuple(note for one in copies for note in one.notes)
    return RebuildReport(
        folder.root,
        len(copies),
        sum(one.entries for one in copies),
        items,
        (*notes, *untold, LEFT_TO_BACKUPS),
        aside,
        findings,
    )


@database_errors()
def _made(folder: ArchiveFolder, copies: tuple[FondsCopies, ...], made: Path) -> tuple[str, ...]:
    with disk_errors("重建数据库"):
        make_folder(made.parent)
        for leftover in made.parent.glob(f"{made.name}*"):
            leftover.unlink()
        database.connect_empty(made)
        untold = tuple(sentence for one in copies for sentence in fill(one, folder.store(one.code)))
        database.disconnect()
        sync_path(made)
    return untold


def _put_in_place(folder: ArchiveFolder, made: Path, now: dt.datetime) -> Path | None:
    """Put the new database where the archive looks for it, the damaged one aside; return where that is."""
    aside = None
    with disk_errors("重建数据库"):
        if folder.database.exists():
            make_folder(folder.root / ASIDE)
            name = f"damaged-{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}.db"
            aside = folder.root / ASIDE / name
            folder.database.rename(aside)
        for suffix in ("-wal", "-shm"):
            beside = folder.database.with_name(f"{DATABASE}{suffix}")
            if beside.exists() and aside is not None:
                beside.rename(aside.with_name(f"{aside.name}{suffix}"))
            else:
                beside.unlink(missing_ok=True)
        made.rename(folder.database)
        sync_path(folder.root)
    return aside


def _indexed(settings: Settings, made: Path, on_step: Told) -> tuple[int, tuple[Finding, ...]]:
    """Make what is searched in the new database, and bring all of it to the disk."""
    from gongwen.office.search import reindex
    from gongwen.office.wiring import ENGINES, Office

    done = reindex(Office(settings, made=made), ENGINES, lambda name: None)
    database.disconnect()
    with disk_errors("重建数据库"):
        sync_path(made)
    on_step("已重建检索")
    return done.items, done.findings


@contextmanager
def _new_place(to: Path) -> Iterator[None]:
    """Make a new archive in `to`, missing or empty; as it was before, should that be stopped anywhere."""
    refuse_inside_archive(to.parent)
    with disk_errors("重建存档"):
        if to.exists() and (not to.is_dir() or any(to.iterdir())):
            raise RefusedError(f"{to} 不是空的", rule="重建到空的地方", advice="请另指定一个新文件夹")
    there = to.exists()
    try:
        yield
    except BaseException:
        database.disconnect()
        for name in FOLDERS:
            shutil.rmtree(to / name, ignore_errors=True)
        with suppress(OSError):
            for name in (MARKER, DATABASE):
                (to / name).unlink(missing_ok=True)
            if not there:
                to.rmdir()
        raise


def _copy_files(root: Path, to: Path, on_step: Told) -> None:
    with disk_errors("重建存档"):
        make_folder(to)
        names = sorted(standing_of(root).files)
        for name in names:
            make_folder((to / name).parent)
            copy_file(root / name, to / name)
            (to / name).chmod((root / name).stat().st_mode & 0o777)
        for name in FOLDERS:
            make_folder(to / name)
    on_step(f"已复制 {len(names)} 个文件")


def _refuse_whole(path: Path) -> None:
    """Raise RefusedError when the database at `path` is there and whole."""
    if not path.exists():
        return
    try:
        database.connect_existing(path, writing=False)
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as reading:
            (verdict,) = reading.execute("PRAGMA integrity_check").fetchone()
    except (IntegrityError, sqlite3.DatabaseError):
        return
    except GongwenError as error:
        raise RefusedError(error.seen, rule=error.rule, advice=error.advice) from error
    finally:
        database.disconnect()
    if verdict == "ok":
        raise RefusedError(
            f"{path} 是好的，没有动它",
            rule="只在数据库不见了或损坏时就地重建",
            advice="要比较请用 --to 重建到别处；确要换掉它，请先备份，把它移到别处，再办一次",
        )
