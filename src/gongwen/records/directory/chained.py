"""The hash chain of the editions: an edition that was changed afterwards is found."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping

from gongwen.model.finding import Finding
from gongwen.records.chain import GENESIS, broken_links, canonical, seal, stamp
from gongwen.records.directory.models import Edition, RowChange
from gongwen.records.directory.values import Change, Source

_RULE = "名录版次"


def sealed(
    number: int, at: dt.datetime, operator: str, source: Source, changes: Iterable[Change]
) -> tuple[str, str]:
    """Return the line and the hash of a new edition, chained to the last one."""
    last = Edition.objects.order_by("-number").first()
    rows = [_row(one.list, one.key, one.verb.value, one.position, one.after) for one in changes]
    entry = _entry(number, at, operator, source, _digest(rows))
    return seal(entry, last.hash if last else GENESIS)


def findings() -> Iterator[Finding]:
    """Yield where the chain is broken, and where an edition is no longer what its entry says."""
    editions = list(Edition.objects.order_by("number"))
    yield from broken_links([edition.line for edition in editions], "名录")
    for edition in editions:
        rows = [
            _row(row.list, row.key, row.verb, row.position, row.cells)
            for row in RowChange.objects.filter(edition=edition)
        ]
        source = Source(edition.source_name, edition.source_sha256, edition.reason)
        wanted = _entry(edition.number, edition.at, edition.operator, source, _digest(rows))
        if not _tells(edition.line, {**wanted, "hash": edition.hash}):
            yield Finding(f"名录 第{edition.number}版", _RULE, "版次或它的变动与散列链里的记录不符，已被改动")


def _tells(line: str, wanted: Mapping[str, object]) -> bool:
    try:
        entry = json.loads(line)
        return {name: entry.get(name) for name in wanted} == dict(wanted)
    except (ValueError, AttributeError):
        return False


def _row(list_: str, key: str, verb: str, position: int, cells: Mapping[str, str] | None) -> str:
    return canonical(
        {
            "list": list_,
            "key": key,
            "verb": verb,
            "position": position,
            "cells": None if cells is None else dict(cells),
        }
    )


def _digest(rows: list[str]) -> str:
    return hashlib.sha256("\n".join(sorted(rows)).encode()).hexdigest()


def _entry(number: int, at: dt.datetime, operator: str, source: Source, digest: str) -> dict[str, object]:
    return {
        "ordinal": number,
        "at": stamp(at),
        "operator": operator,
        "verb": "directory",
        "source": source.name,
        "sha256": source.sha256,
        "reason": source.reason,
        "changes": digest,
    }
