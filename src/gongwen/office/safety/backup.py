"""backup, restore (备份、恢复): a whole archive into a verified bag, and back into an empty place."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gongwen.archive.backups import PART, copy_back, copy_out, examine_backup
from gongwen.archive.durable import locked, make_folder
from gongwen.archive.home import refuse_inside_archive
from gongwen.errors import IntegrityError, disk_errors
from gongwen.model.finding import Finding
from gongwen.office.archive import verify
from gongwen.office.keeping.proving.heads import chain_heads
from gongwen.office.safety.snapshot import snapshot

if TYPE_CHECKING:
    from gongwen.office.desk.settings import Settings
    from gongwen.office.wiring import Office

_BAGGED = "gongwen"
_LOCK = ".gongwen-backup.lock"
Told = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class BackupReport:
    """A backup that was written: where, its digest, its size, the heads of the chains, what is wrong.

    `findings` are about the archive itself: a damaged archive is backed up as
    it is, and that is said.
    """

    path: Path
    digest: str
    files: int
    bytes: int
    heads: tuple[str, ...]
    findings: tuple[Finding, ...]


def backup(office: Office, folder: Path, now: dt.datetime, on_file: Told = lambda name: None) -> BackupReport:
    """Write the backup `gongwen-TIME` into `folder`, outside every archive, while others work.

    One backup after the other is written into a folder; what a killed one left half done is removed.
    Raises RefusedError for a place inside an archive, StorageError when the
    disk refuses: then nothing stands there under its name.
    """
    refuse_inside_archive(folder)
    with disk_errors("写备份"):
        make_folder(folder)
    with disk_errors("写备份"), locked(folder / _LOCK):
        for half in folder.glob(f"{_BAGGED}-*{PART}"):
            shutil.rmtree(half)
        return _written(office, _unused(folder, now), now, on_file)


def _unused(folder: Path, now: dt.datetime) -> Path:
    name = f"{_BAGGED}-{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    names = (name, *(f"{name}-{count}" for count in range(2, 1000)))
    return next(path for one in names if not (path := folder / one).exists())


def _written(office: Office, target: Path, now: dt.datetime, on_file: Told) -> BackupReport:
    archive, folder = office.folder, target.parent
    heads = heads_of(office)
    info = {
        "External-Identifier": target.name,
        "Source-Organization": archive.name,
        "Bagging-Date": f"{now.astimezone(dt.UTC):%Y-%m-%d}",
        "External-Description": "；".join(heads) or "还没有登记",
    }
    with snapshot(archive.root, archive.database, folder) as (database, standing):
        digest = copy_out(archive.root, standing, database, target, info, on_file)
        size = database.stat().st_size + sum(standing.files.values())
    findings = tuple(finding for one in office.all_holdings() for finding in verify(one).findings)
    return BackupReport(target, digest, len(standing.files) + 1, size, heads, findings)


def restore(backup_folder: Path, root: Path, on_file: Told = lambda name: None) -> int:
    """Make the archive `root`, an empty place, from a backup; return how many files it has.

    Raises NotFoundError where there is no backup, IntegrityError for one that
    is not whole, RefusedError for a place that is not empty: nothing is made.
    """
    refuse_inside_archive(root.parent)
    findings = examine_backup(backup_folder)
    if findings:
        first = f"{findings[0].place}：{findings[0].sentence}"
        raise IntegrityError(
            f"备份 {backup_folder} 有 {len(findings)} 处不对（如 {first}），没有恢复",
            rule="只从完整的备份恢复",
            advice="请换一份备份；各处可用 gongwen backup --check 查看",
        )
    return len(copy_back(backup_folder, root, on_file))


def heads_of(office: Office) -> tuple[str, ...]:
    """Return, for each organ, chain and year, how many entries there are and the last one's hash."""
    return tuple(str(head) for holdings in office.all_holdings() for head in chain_heads(holdings))


def verified(settings: Settings, root: Path) -> tuple[Finding, ...]:
    """Return what verifying the archive `root` finds, every organ of it."""
    from gongwen.office.wiring import Office as Opened

    office = Opened(replace(settings, archive=root))
    return tuple(finding for one in office.all_holdings() for finding in verify(one).findings)
