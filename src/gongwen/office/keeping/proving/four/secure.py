"""安全性: nothing extra, read-only, no links; what needs other means is 未检测, never 通过."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from gongwen.model.finding import Level
from gongwen.office.keeping.proving.four.material import Material
from gongwen.office.keeping.proving.values import Check, Kind, Property, Verdict, result

_P = Property.SECURE
ANTIVIRUS = Kind("GD-4-1", _P, "杀毒软件")
SCANNED = Kind("GD-4-2", _P, "病毒检测")
NOTHING_EXTRA = Kind("GD-4-3", _P, "没有多余的文件、文件夹和链接", confirmed=True)
READ_ONLY = Kind("GD-4-4", _P, "文件只读", level=Level.WARNING)
MEDIUM = Kind("GD-4-5", _P, "载体的外观和读取速度")
PROCESS = Kind("GD-4-7", _P, "操作过程有记录")


def _by_other_means(kind: Kind, reason: str) -> Callable[[Material], Check]:
    def check(one: Material) -> Check:
        return Check(kind, Verdict.UNTESTED, reason)

    return check


def _nothing_extra(one: Material) -> Check:
    odd = [found for found in one.damages if "多出来" in found.sentence or "没有列在" in found.sentence]
    return result(NOTHING_EXTRA, [*(found.sentence for found in odd), *_links(one)])


def _links(one: Material) -> Iterator[str]:
    for path in _paths(one):
        if path.is_symlink():
            yield f"{path.name} 是链接"


def _read_only(one: Material) -> Check:
    writable = [
        path.name
        for path in _paths(one)
        if stat.S_ISREG(mode := path.lstat().st_mode) and mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    ]
    return result(READ_ONLY, [f"{'、'.join(writable)} 可写，应是只读（0444）"] if writable else [])


def _process(one: Material) -> Check:
    known = one.item.issued is not None or bool(one.holdings.keeping.receipts(one.item.item_id))
    return result(PROCESS, [] if known else ["没有登记它是怎样进来的"], "登记、归档记录都在散列链里")


def _paths(one: Material) -> Iterator[Path]:
    """Yield all that lies in the folders of the item and its further bags."""
    for bag_id in (one.item.item_id, *(further.bag_id for further in one.further)):
        yield from sorted(Path(one.holdings.store.location(bag_id)).rglob("*"))


CHECKS: tuple[tuple[Kind, Callable[[Material], Check]], ...] = (
    (ANTIVIRUS, _by_other_means(ANTIVIRUS, "本程序不带杀毒软件，请用本单位的检测")),
    (SCANNED, _by_other_means(SCANNED, "本程序不查病毒，请用本单位的杀毒软件检测")),
    (NOTHING_EXTRA, _nothing_extra),
    (READ_ONLY, _read_only),
    (MEDIUM, _by_other_means(MEDIUM, "要看实物")),
    (PROCESS, _process),
)
