"""The description (元数据) of a paper in a package against its files and its line in the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gongwen.archive.durable import digest_of
from gongwen.errors import trouble_of
from gongwen.model.finding import Finding, Level
from gongwen.model.metadata import JSON_NAME, XML_NAME, Node, Stage, from_json, lacking
from gongwen.model.transfer import Entry

_LINKED, _DESCRIBED = "DA/T 70-2018 元数据与内容关联", "DA/T 70-2018 元数据完整性"
_OWN = ("metadata.json", JSON_NAME, XML_NAME)
_DATA = "data"


def described_wrong(place: Path, entry: Entry) -> Iterator[Finding]:
    """Yield what is wrong with the description of the paper in the folder `place`."""
    found = sorted(place.glob(f"*.*/{_DATA}/{JSON_NAME}"))
    if not found:
        yield Finding(entry.code, _DESCRIBED, "没有元数据")
        return
    try:
        node = from_json(found[-1].read_bytes())
    except (OSError, ValueError) as error:
        why = trouble_of(error)[0] if isinstance(error, OSError) else str(error)
        yield Finding(entry.code, _DESCRIBED, f"元数据读不出来：{why}")
        return
    for one in lacking(node, Stage.FILED):
        if one.level is Level.ERROR:
            yield Finding(f"{entry.code} {one.place}", one.rule, one.sentence)
    yield from _against_catalogue(node, entry)
    yield from _against_files(node, place, entry)


def _against_catalogue(node: Node, entry: Entry) -> Iterator[Finding]:
    code = next((one.code for one in node.all("档号")), "")
    if code != entry.code:
        yield Finding(entry.code, _LINKED, f"元数据里的档号是「{code}」")
    if node.first("题名") != entry.title:
        yield Finding(entry.code, _LINKED, f"元数据里的题名是「{node.first('题名')}」，与文件目录不同")


def _against_files(node: Node, place: Path, entry: Entry) -> Iterator[Finding]:
    told = {one.first("计算机文件名"): one for one in node.all("编码")}
    there = {
        path.relative_to(place).as_posix(): path
        for path in sorted(place.glob(f"*/{_DATA}/*"))
        if path.is_file() and path.name not in _OWN
    }
    for name in sorted(told.keys() - there.keys()):
        yield Finding(f"{entry.code} {name}", _LINKED, "元数据写了这个文件，包里没有")
    for name in sorted(there.keys() - told.keys()):
        yield Finding(f"{entry.code} {name}", _LINKED, "包里有这个文件，元数据没有写")
    for name in sorted(told.keys() & there.keys()):
        size, digest = told[name].first("计算机文件大小"), told[name].first("数字摘要")
        if size != str(there[name].stat().st_size) or digest != f"SHA-256 {digest_of(there[name])}":
            yield Finding(f"{entry.code} {name}", _LINKED, "大小或摘要与元数据不符")
