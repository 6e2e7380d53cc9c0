"""Write a transfer package: into a folder beside it first, which gets its name when all is on the disk."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongwen.archive.backups.copying import PART
from gongwen.archive.bag import manifest, sha256
from gongwen.archive.durable import copy_file, make_folder, sync_folders, sync_path, write_durably
from gongwen.errors import GongwenError, IntegrityError, RefusedError, disk_errors
from gongwen.model.arrangement import ReferenceCode
from gongwen.model.finding import Finding
from gongwen.model.transfer import OTHER_FOLDER, Totals, record_folder

MANIFEST = f"{OTHER_FOLDER}/manifest-sha256.txt"
"""Where a package holds the SHA-256 of each of its other files, as `sha256sum -c` reads it."""


@dataclass(frozen=True, slots=True)
class PackagedPaper:
    """A paper on its way into a package: its 档号 and the folders of its bags."""

    code: ReferenceCode
    bags: tuple[Path, ...]

    def files(self) -> dict[str, Path]:
        """Return its files by their path in the package."""
        top = record_folder(self.code)
        return {
            f"{top}/{bag.name}/{path.relative_to(bag).as_posix()}": path
            for bag in self.bags
            for path in sorted(bag.rglob("*"))
            if path.is_file()
        }


def totals_of(papers: Iterable[PackagedPaper]) -> Totals:
    """Return how much the papers of a package are."""
    return Totals.of([path.stat().st_size for path in paper.files().values()] for paper in papers)


def write_package(
    target: Path,
    papers: Sequence[PackagedPaper],
    about: Mapping[str, bytes],
    check: Callable[[Path], Sequence[Finding]],
    on_paper: Callable[[str], object] = lambda code: None,
) -> str:
    """Write the package `target`, read it back, give it its name; return the SHA-256 of its manifest.

    `about` are the files that tell of the papers, by path in the package;
    `check` returns what is wrong with what was written. RefusedError when
    `target` is there already, IntegrityError when it does not read back as it
    should, StorageError when the disk refuses; no package is there then.
    """
    if target.exists():
        raise RefusedError(f"{target} 已经有了", rule="移交包写在新的文件夹里", advice="请换一个名字")
    part = target.with_name(f"{target.name}{PART}")
    try:
        with disk_errors("写移交包"):
            shutil.rmtree(part, ignore_errors=True)
            make_folder(part)
            tags = _fill(part, papers, about, on_paper)
            sync_folders(part)
        wrong = check(part)
        if wrong:
            raise IntegrityError(
                f"移交包读回来不对：{wrong[0]}（共 {len(wrong)} 处），没有写成",
                rule="移交包写完要读回核对",
                advice="请运行 gongwen archive verify，再换一块盘试",
            )
        with disk_errors("写移交包"):
            part.rename(target)
            sync_path(target.parent)
    except (GongwenError, KeyboardInterrupt):
        shutil.rmtree(part, ignore_errors=True)
        raise
    return sha256(tags)


def _fill(
    part: Path,
    papers: Sequence[PackagedPaper],
    about: Mapping[str, bytes],
    on_paper: Callable[[str], object],
) -> bytes:
    digests: dict[str, str] = {}
    for paper in papers:
        for name, path in paper.files().items():
            digests[name] = copy_file(path, part / name)
        on_paper(str(paper.code))
    for name, content in about.items():
        make_folder((part / name).parent)
        write_durably(part / name, content)
        digests[name] = sha256(content)
    tags = manifest(digests)
    write_durably(part / MANIFEST, tags)
    return tags
