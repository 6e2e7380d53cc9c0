"""The tables of ledger and log held against what their entries tell: a changed value is found and named."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from gongwen.model.finding import Finding, Level
from gongwen.records.keeping.models import Act
from gongwen.records.life.models import LogEntry, Paper, Person, Step, Version
from gongwen.records.models import Block, Entry, Item, JointPaper, Number, Revision, Series
from gongwen.records.retelling.ledger import LedgerTold
from gongwen.records.retelling.life import LifeTold
from gongwen.records.retelling.values import Hashed, Row

_K = TypeVar("_K", bound=Hashable)
_NAMES = {
    "title": "标题",
    "kind": "文种",
    "organs": "机关",
    "year": "年度",
    "date_of_issue": "成文日期",
    "reason": "原因",
    "signatory": "签发人",
    "signed_on": "签发日期",
    "operator": "经办人",
    "reserved_at": "预留时间",
    "decided_at": "办定时间",
    "state": "状态",
    "item_id": "件",
    "digest": "摘要",
    "block": "所属的一段",
    "request": "办理请求",
    "request_key": "办理请求的标识",
    "note": "备注",
    "lead_issuer": "主办机关",
    "closed_at": "封账时间",
    "closing_reason": "封账原因",
    "stage": "办到哪一步",
    "number": "字号",
    "at": "时间",
    "source": "所据的事实",
    "origin": "来由",
    "loose": "随稿的文件",
    "by": "拟稿、修改的人",
    "recorded_by": "记录的人",
}


def ledger_findings(fonds: str, told: LedgerTold, items: Mapping[str, Row]) -> Iterator[Finding]:
    """Yield where the tables of a fonds' ledger and catalogue are not what its entries and `items` tell.

    `items` maps an item id to the columns that the item's own metadata tell.
    """
    series = {(row.issuer_code, row.year): row for row in Series.objects.filter(fonds__code=fonds)}
    yield from _against(series, told.series, "登记条目", _series_name)
    blocks = Block.objects.filter(series__fonds__code=fonds).select_related("series")
    keyed = {(row.series.issuer_code, row.series.year, row.first): row for row in blocks}
    yield from _against(keyed, told.blocks, "登记条目", lambda key: f"{_number_name(key)}起的一段")
    numbers = Number.objects.filter(series__fonds__code=fonds).select_related("series", "block")
    known = {(row.series.issuer_code, row.series.year, row.serial): row for row in numbers}
    yield from _against(known, told.numbers, "登记条目", _number_name)
    yield from _revisions(fonds, told)
    joint = JointPaper.objects.filter(fonds__code=fonds)
    kept = {(row.issuer_code, row.year, row.serial): row for row in joint}
    yield from _against(kept, told.joint, "登记条目", _number_name)
    catalogue = {row.item_id: row for row in Item.objects.filter(fonds__code=fonds)}
    told_of = {item_id: row for item_id, row in items.items() if item_id in catalogue}
    yield from _against({key: catalogue[key] for key in told_of}, told_of, "件内的著录", str)


def life_findings(fonds: str, told: LifeTold) -> Iterator[Finding]:
    """Yield where papers, versions, steps and people are not what their log tells."""
    papers = {(row.year, row.serial): row for row in Paper.objects.filter(fonds__code=fonds)}
    yield from _against(papers, told.papers, "办理记录", _draft_name)
    versions = Version.objects.filter(paper__fonds__code=fonds).select_related("paper")
    kept = {((row.paper.year, row.paper.serial), row.ordinal): row for row in versions}
    yield from _against(kept, told.versions, "办理记录", lambda key: f"{_draft_name(key[0])} 第{key[1]}稿")
    steps = Step.objects.filter(paper__fonds__code=fonds).select_related("paper")
    taken = {((row.paper.year, row.paper.serial), row.ordinal): row for row in steps}
    yield from _against(taken, told.steps, "办理记录", lambda key: f"{_draft_name(key[0])} 第 {key[1]} 步")
    people = {row.name: row for row in Person.objects.filter(fonds__code=fonds)}
    yield from _against(people, told.people, "办理记录", str)


def mirror_findings(fonds: str) -> Iterator[Finding]:
    """Yield entries whose columns are not what their own lines say."""
    for row in Entry.objects.filter(fonds__code=fonds).order_by("year", "ordinal").iterator():
        yield from _mirrored(f"登记 {row.year} 年第 {row.ordinal} 条", row, {"number": row.subject})
    for act in Act.objects.filter(fonds__code=fonds).order_by("year", "ordinal").iterator():
        columns = {"verb": act.verb, "subject": act.subject}
        yield from _mirrored(f"归档记录 {act.year} 年第 {act.ordinal} 条", act, columns)
    for one in LogEntry.objects.filter(fonds__code=fonds).order_by("year", "ordinal").iterator():
        yield from _mirrored(f"办理记录 {one.year} 年第 {one.ordinal} 条", one, {})


def _mirrored(place: str, row: Entry | Act | LogEntry, columns: Mapping[str, str]) -> Iterator[Finding]:
    told = json.loads(row.line)
    wanted = {**columns, "hash": row.hash, "year": row.year, "ordinal": row.ordinal, "fonds": row.fonds.code}
    wrong = [name for name, value in wanted.items() if told.get(name) != value]
    if wrong:
        yield Finding(place, "存档格式 五", f"表里的栏（{'、'.join(wrong)}）与这一条写的不符，已被改动")


def _revisions(fonds: str, told: LedgerTold) -> Iterator[Finding]:
    rows = Revision.objects.filter(number__series__fonds__code=fonds).select_related("number__series")
    seen: dict[tuple[tuple[str, int, int], int], Revision] = {}
    counted: dict[tuple[str, int, int], int] = {}
    for row in rows.order_by("id"):
        key = (row.number.series.issuer_code, row.number.series.year, row.number.serial)
        counted[key] = counted.get(key, 0) + 1
        seen[key, counted[key]] = row
    wanted: dict[tuple[tuple[str, int, int], int], Row] = {}
    counted = {}
    for key, one in told.revisions:
        counted[key] = counted.get(key, 0) + 1
        wanted[key, counted[key]] = one
    yield from _against(
        seen, wanted, "登记条目", lambda key: f"{_number_name(key[0])} 改正前的第 {key[1]} 份"
    )


def _against(seen: Mapping[_K, Any], told: Mapping[_K, Row], by: str, name: Any) -> Iterator[Finding]:
    """Yield rows that are there and not told, told and not there, or otherwise than told."""
    for key in sorted(seen.keys() | told.keys(), key=str):
        if key not in told:
            yield Finding(name(key), by, f"{by}里没有，数据库里有")
        elif key not in seen:
            yield Finding(name(key), by, f"{by}里有，数据库里没有")
        else:
            unlike = [column for column, value in told[key].items() if not _meets(seen[key], column, value)]
            gone = [column for column in unlike if _is_gone(seen[key], column, told[key][column])]
            wrong = [column for column in unlike if column not in gone]
            if gone:
                sentence = f"数据库里没有{_named(gone)}了（重建时副本里没有），要由备份恢复"
                yield Finding(name(key), by, sentence, Level.WARNING)
            if wrong:
                yield Finding(name(key), by, f"数据库里的{_named(wrong)}与{by}不符，已被改动")


def _named(columns: Iterable[str]) -> str:
    return "、".join(_NAMES.get(column, column) for column in columns)


def _meets(row: Any, column: str, told: object) -> bool:
    seen = getattr(row, column)
    if column == "block":
        seen = seen.first if seen is not None else None
    if isinstance(told, Hashed):
        return told.meets(seen)
    if isinstance(seen, dt.datetime):
        return seen.replace(microsecond=0) == told
    return bool(seen == told)


def _is_gone(row: Any, column: str, told: object) -> bool:
    """Say whether a text that is told by its SHA-256 alone is not there at all, as after a rebuild."""
    return isinstance(told, Hashed) and bool(told.digest) and getattr(row, column) == ""


def _series_name(key: tuple[Any, ...]) -> str:
    return f"{key[0]}〔{key[1]}〕"


def _number_name(key: tuple[Any, ...]) -> str:
    return f"{key[0]}〔{key[1]}〕{key[2]}号"


def _draft_name(key: tuple[int, int]) -> str:
    return f"稿{key[0]}-{key[1]:04}"
