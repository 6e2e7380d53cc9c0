"""The hash chain of a ledger's entries; the form is `archive/README.md`, 五. Pure."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence

from gongwen.model.finding import Finding

GENESIS = "0" * 64
_RULE = "存档格式 五"


def canonical(entry: Mapping[str, object]) -> str:
    """Return `entry` as JSON: sorted keys, no spaces, Chinese as it is."""
    return json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seal(entry: Mapping[str, object], previous: str) -> tuple[str, str]:
    """Return the line of an entry chained to the hash `previous`, and its own hash."""
    body = {**entry, "previous": previous}
    digest = _digest(body)
    return canonical({**body, "hash": digest}), digest


def stamp(at: dt.datetime) -> str:
    """Return a time as entries write it: UTC, to the second."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def hash_of(line: str) -> str:
    """Return the hash that a line claims for itself."""
    return str(json.loads(line)["hash"])


def broken_links(lines: Sequence[str], place: str) -> Iterator[Finding]:
    """Yield what is wrong with the chain of one year; `place` names it for people."""
    previous = GENESIS
    for ordinal, line in enumerate(lines, start=1):
        here = f"{place} 第 {ordinal} 条"
        try:
            entry = json.loads(line)
            claimed = str(entry.pop("hash"))
        except (ValueError, KeyError, AttributeError):
            yield Finding(here, _RULE, "读不懂，可能被改动或截断")
            previous = ""
            continue
        if _digest(entry) != claimed:
            yield Finding(here, _RULE, "内容与它的摘要不符，已被改动")
        if previous and entry.get("previous") != previous:
            yield Finding(here, _RULE, "与上一条接不上，有条目被改动、插入或删去")
        if entry.get("ordinal") != ordinal:
            yield Finding(here, _RULE, f"序号写的是 {entry.get('ordinal')}，有条目缺失或多出")
        previous = claimed


def _digest(body: Mapping[str, object]) -> str:
    return hashlib.sha256(canonical(body).encode()).hexdigest()
