"""Write an archive out as a bag: each file copied, brought to the disk, read back."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from gongwen.archive.bag import BAGIT, DECLARATION, INFO, MANIFEST, TAG_MANIFEST, TAGS, manifest, oxum, sha256
from gongwen.archive.durable import copy_file, digest_of, make_folder, sync_folders, sync_path, write_durably
from gongwen.archive.home import DATABASE, MARKER
from gongwen.errors import RefusedError, disk_errors

KEPT = (MARKER, "items", "ledger", "fonds", "loose", "quarantine")
"""What of an archive goes into a backup, beside the database; staging and index can be made anew."""

PART = ".part"
"""How the name of a bag ends that is not whole yet."""

_MARKS = (".lock", PART)


@dataclass(frozen=True, slots=True)
class Standing:
    """The files of an archive at one moment: path below its root → size in bytes.

    Taken while nobody can commit, it names all that the database speaks of.
    """

    files: Mapping[str, int]


def standing_of(root: Path) -> Standing:
    """Return what stands in the archive `root` now, locks and half-written files left out."""
    found: dict[str, int] = {}
    with disk_errors("查看存档"):
        for name in KEPT:
            path = root / name
            for file in (path,) if path.is_file() else sorted(path.rglob("*")):
                if file.is_file() and not file.is_symlink() and not file.name.endswith(_MARKS):
                    found[file.relative_to(root).as_posix()] = file.stat().st_size
    return Standing(found)


def copy_out(
    root: Path,
    standing: Standing,
    database: Path,
    target: Path,
    info: Mapping[str, str],
    on_file: Callable[[str], object] = lambda name: None,
) -> str:
    """Write the bag `target` of the archive `root` as it was at `standing`; return its digest.

    The digest is the SHA-256 of its tag manifest. Of a file that grew since,
    as much is copied as there was: ledgers are only ever added to. `database`
    is a copy made at the same moment, and goes into the bag. The bag appears
    under its name when it is whole and on the disk. RefusedError when `target`
    exists, IntegrityError when a file is shorter than it was, or reads back
    otherwise than it was written.
    """
    if target.exists():
        raise RefusedError(f"{target} 已经有了", rule="备份不盖掉别的备份", advice="请换一个文件夹")
    part = target.with_name(f"{target.name}{PART}")
    with disk_errors("写备份"):
        shutil.rmtree(part, ignore_errors=True)
        make_folder(part / "data")
        digests = {f"data/{DATABASE}": copy_file(database, part / "data" / DATABASE)}
        for name, size in standing.files.items():
            digests[f"data/{name}"] = copy_file(root / name, part / "data" / name, size)
            on_file(name)
        sizes = [(part / name).stat().st_size for name in digests]
        fields = {**info, "Payload-Oxum": oxum(sizes)}
        write_durably(part / BAGIT, DECLARATION)
        write_durably(part / INFO, "".join(f"{key}: {value}\n" for key, value in fields.items()).encode())
        write_durably(part / MANIFEST, manifest(digests))
        tags = manifest({name: digest_of(part / name) for name in TAGS})
        write_durably(part / TAG_MANIFEST, tags)
        sync_folders(part)
        part.rename(target)
        sync_path(target.parent)
    return sha256(tags)
