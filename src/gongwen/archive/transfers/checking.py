"""Check a transfer package by what is in it: every file, every digest, what it says against what it holds.

After DA/T 70-2018 移交与接收: 归档信息包规范性, 数据总量, 元数据与内容的关联,
元数据完整性. What needs other means (viruses, the medium) is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongwen.archive.bag import examine
from gongwen.archive.durable import digest_of
from gongwen.archive.folder import FolderReader
from gongwen.archive.identity import is_bag_id, is_item_id, item_of
from gongwen.archive.transfers.describing import described_wrong
from gongwen.archive.transfers.writing import MANIFEST
from gongwen.errors import FactsError, NotFoundError, trouble_of
from gongwen.model.arrangement import ReferenceCode
from gongwen.model.finding import Finding
from gongwen.model.transfer import (
    CATALOGUE_FILE,
    FORM_FILE,
    MEDIUM_FILE,
    OTHER_FOLDER,
    RECORDS,
    Entry,
    Totals,
    read_catalogue,
    read_totals,
    record_folder,
)

_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")
_PACKAGE, _COUNT, _CODE = "DA/T 70-2018 信息包规范性", "DA/T 70-2018 数据总量", "DA/T 13-2022"
CHAIN_MARK = "归档记录"
"""What the line of 说明文件.TXT begins with that tells the count and head of the chain."""


@dataclass(frozen=True, slots=True)
class PackageReport:
    """What a package holds, as counted, and all that is wrong with it."""

    totals: Totals
    findings: tuple[Finding, ...]


def check_package(folder: Path, on_paper: Callable[[str], object] = lambda code: None) -> PackageReport:
    """Return what is wrong with the package in `folder`, changing nothing; NotFoundError without one."""
    if not (folder / CATALOGUE_FILE).is_file() and not (folder / MANIFEST).is_file():
        raise NotFoundError(
            f"{folder} 不是移交包（没有 {CATALOGUE_FILE}）", advice="请给出 gongwen archive export 写的文件夹"
        )
    findings = list(_files(folder))
    try:
        entries = read_catalogue((folder / CATALOGUE_FILE).read_bytes())
    except (OSError, FactsError) as error:
        why = trouble_of(error)[0] if isinstance(error, OSError) else error.sentence()
        return PackageReport(Totals(0, 0, 0), (*findings, Finding(CATALOGUE_FILE, _PACKAGE, why)))
    findings += _entries(folder, entries)
    for entry in entries:
        findings += _paper(folder, entry)
        on_paper(entry.code)
    totals = Totals.of(_sizes(place) for place in _places(folder))
    return PackageReport(totals, (*findings, *_counts(folder, totals)))


def _places(folder: Path) -> list[Path]:
    """Return the folders in which papers lie."""
    return sorted(path for path in (folder / RECORDS).glob("*/*/*") if path.is_dir())


def _sizes(place: Path) -> list[int]:
    return [path.lstat().st_size for path in sorted(place.rglob("*")) if not path.is_dir()]


def _files(folder: Path) -> Iterator[Finding]:
    """Yield files that are changed, missing, extra, or no files at all."""
    listed: dict[str, str] = {}
    try:
        text = (folder / MANIFEST).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        yield Finding(MANIFEST, _PACKAGE, "缺失，或读不出来")
        text = ""
    for line in text.splitlines():
        if match := _LINE.fullmatch(line):
            listed[match[2]] = match[1]
        else:
            yield Finding(MANIFEST, _PACKAGE, f"有一行不完整：「{line[:40]}」")
    there = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*"))}
    for name, path in there.items():
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            yield Finding(name, _PACKAGE, "不是普通文件")
        elif path.is_file() and name not in listed and name != MANIFEST:
            yield Finding(name, _PACKAGE, "多出来的，清单里没有")
    for name, digest in sorted(listed.items()):
        yield from _file(folder / name, name, digest)


def _file(path: Path, name: str, digest: str) -> Iterator[Finding]:
    within = not Path(name).is_absolute() and ".." not in Path(name).parts
    if not within or not path.is_file() or path.is_symlink():
        yield Finding(name, _PACKAGE, "缺失")
        return
    try:
        if digest_of(path) != digest:
            yield Finding(name, _PACKAGE, "内容已被改动")
    except OSError as error:
        yield Finding(name, _PACKAGE, f"读不出来：{trouble_of(error)[0]}")


def _entries(folder: Path, entries: Sequence[Entry]) -> Iterator[Finding]:
    """Yield what is wrong with the catalogue itself, and folders that it does not list."""
    if [entry.ordinal for entry in entries] != list(range(1, len(entries) + 1)):
        yield Finding(CATALOGUE_FILE, _PACKAGE, "顺序号不是从 1 起逐个排下来的")
    codes = [entry.code for entry in entries]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield Finding(code, _CODE, "档号在文件目录里有两行")
    listed = {entry.folder for entry in entries}
    for place in _places(folder):
        if (name := place.relative_to(folder).as_posix()) not in listed:
            yield Finding(name, _PACKAGE, "文件目录里没有这一件")


def _paper(folder: Path, entry: Entry) -> Iterator[Finding]:
    try:
        code = ReferenceCode.parse(entry.code)
    except ValueError as error:
        yield Finding(entry.code, _CODE, str(error))
        return
    if entry.folder != record_folder(code):
        yield Finding(entry.code, _PACKAGE, f"应放在 {record_folder(code)}，文件目录写的是 {entry.folder}")
        return
    place = folder / entry.folder
    bags = sorted(path for path in place.glob("*") if path.is_dir())
    items = [bag for bag in bags if is_item_id(bag.name)]
    if len(items) != 1:
        yield Finding(entry.code, _PACKAGE, f"应有一件，有 {len(items)} 件")
        return
    for path in sorted(place.glob("*")):
        if not is_bag_id(path.name) or item_of(path.name) != items[0].name:
            yield Finding(f"{entry.code}/{path.name}", _PACKAGE, "不属于这一件")
    for bag in bags:
        for found in examine(bag.name, FolderReader(bag)):
            yield Finding(f"{entry.code} {found.place}", found.rule, found.sentence)
    yield from described_wrong(place, entry)


def _counts(folder: Path, totals: Totals) -> Iterator[Finding]:
    """Yield where the number of papers, files or bytes told is not what is there, or no chain is told."""
    form, medium = f"{OTHER_FOLDER}/{FORM_FILE}", folder / MEDIUM_FILE
    try:
        told = read_totals((folder / form).read_bytes())
        if told != totals:
            yield Finding(form, _COUNT, f"登记的是 {told}，实有 {totals}")
    except (OSError, FactsError):
        yield Finding(form, _COUNT, "缺失，或读不出来")
    try:
        lines = medium.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        yield Finding(MEDIUM_FILE, _PACKAGE, "缺失，或读不出来")
        return
    if not _tells(lines, str(totals)):
        yield Finding(MEDIUM_FILE, _COUNT, f"写的数量不是实有的 {totals}")
    if not _tells(lines, CHAIN_MARK):
        yield Finding(MEDIUM_FILE, _PACKAGE, "没有写归档记录的条数和末条")


def _tells(lines: Iterable[str], text: str) -> bool:
    return any(text in line for line in lines)
