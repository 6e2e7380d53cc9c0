"""drill (演练): back up, restore elsewhere, compare every file, verify what was restored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from gongwen.archive.backups import standing_of
from gongwen.archive.durable import digest_of, make_folder
from gongwen.errors import disk_errors
from gongwen.model.finding import Finding
from gongwen.office.archive import Verification, verify
from gongwen.office.safety.backup import backup, restore

if TYPE_CHECKING:
    from gongwen.office.wiring import Office

_RULE = "恢复出来的要和原来的一样"


@dataclass(frozen=True, slots=True)
class DrillReport:
    """A drill: how many files, items and entries were compared, and what differed or was found wrong."""

    files: int
    items: int
    entries: int
    findings: tuple[Finding, ...]


def drill(
    office: Office, work: Path, now: dt.datetime, on_step: Callable[[str], object] = lambda step: None
) -> DrillReport:
    """Back the archive up below `work`, restore it there, compare the two, and leave nothing behind.

    Afterwards the database is that of the restored archive: open the office
    anew to go on. Raises what `backup` and `restore` raise.
    """
    from gongwen.office.wiring import Office as Opened

    with disk_errors("演练"):
        make_folder(work)
    with TemporaryDirectory(prefix="gongwen-drill-", dir=work, ignore_cleanup_errors=True) as name:
        restored = Path(name) / "restored"
        made = backup(office, Path(name), now)
        on_step(f"已备份 {made.files} 个文件")
        restore(made.path, restored)
        on_step("已恢复到空的地方")
        differing = tuple(_differing(office.folder.root, made.path / "data", restored))
        on_step("已逐个文件比较")
        opened = Opened(replace(office.settings, archive=restored))
        seen = [verify(holdings) for holdings in opened.all_holdings()]
        on_step("已核对恢复出来的存档")
    return _report(made.files, seen, made.findings + differing)


def _report(files: int, seen: list[Verification], before: tuple[Finding, ...]) -> DrillReport:
    found = tuple(finding for one in seen for finding in one.findings)
    return DrillReport(
        files,
        sum(one.items for one in seen),
        sum(one.entries for one in seen),
        tuple(dict.fromkeys(before + found)),
    )


def _differing(root: Path, bagged: Path, restored: Path) -> Iterator[Finding]:
    """Yield what differs between backup and restored archive, and which item is not as in the living one."""
    names = {path.relative_to(bagged).as_posix() for path in bagged.rglob("*") if path.is_file()}
    extra = set(standing_of(restored).files) - names
    for name in sorted(names | extra):
        if name in extra or not (restored / name).is_file():
            yield Finding(name, _RULE, "备份和恢复的只有一边有")
        elif digest_of(bagged / name) != digest_of(restored / name):
            yield Finding(name, _RULE, "备份和恢复的不同")
        elif _kept(root / name, name) and digest_of(root / name) != digest_of(restored / name):
            yield Finding(name, _RULE, "与现在存档里的不同")


def _kept(path: Path, name: str) -> bool:
    """Say whether the living archive still has this file of an item, which never changes."""
    return name.startswith("items/") and path.is_file()
