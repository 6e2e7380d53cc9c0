"""What must hold of an archive after any crash, checked without trusting the program alone.

The rows, the items on the disk and the ledger copy are each read by
themselves and compared: every acknowledged number exists once with its item
and right digest; no number twice; every integer up to the highest is
accounted for; ledger copy, database and audit agree.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from gongwen.office import archive
from gongwen.office.desk.holdings import Holdings
from gongwen.office.issue import IssueParts, resume
from gongwen.records import audit
from gongwen.records.values import State

_REASONED = ("void", "adopted")


@dataclass(frozen=True)
class Acknowledged:
    """What the program said was done: a number, the digest of its item and the title of its paper."""

    number: str
    digest: str
    title: str


def violations(root: Path, holdings: Holdings, said: list[Acknowledged]) -> list[str]:
    """Return one sentence for each thing that must not be, in an archive opened and caught up."""
    rows = _rows()
    items = _items(root)
    return [
        *_kept(said, rows, items),
        *_once(rows, items, said),
        *_without_gap(rows),
        *_agreeing(root, rows),
        *(str(finding) for finding in archive.verify(holdings).findings if finding.level.name == "ERROR"),
    ]


def finished(parts: IssueParts) -> list[str]:
    """Resume every number that a paper has; return what archive verify finds then, warnings too."""
    holdings = parts.holdings
    for record in holdings.ledger.listing():
        if record.state is State.RESERVED and record.request:
            resume(parts, record.number)
    waiting = {str(record.number) for record in holdings.ledger.listing() if record.untaken}
    return [str(one) for one in archive.verify(holdings).findings if one.place not in waiting]


def _rows() -> list[dict[str, str]]:
    """Return the numbers as they stand in the table, read without the program's models."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.issuer_code, s.year, n.serial, n.state, n.reason, n.item_id, n.digest "
            "FROM records_number n JOIN records_series s ON s.id = n.series_id"
        )
        names = ("code", "year", "serial", "state", "reason", "item_id", "digest")
        return [dict(zip(names, map(str, row), strict=True)) for row in cursor.fetchall()]


def _number(row: Mapping[str, str]) -> str:
    return f"{row['code']}〔{row['year']}〕{row['serial']}号"


def _items(root: Path) -> list[dict[str, str]]:
    """Return number, title and digest of every item on the disk."""
    found = []
    for path in sorted(root.glob("items/*/*/data/metadata.json")):
        try:
            metadata = json.loads(path.read_bytes())
        except ValueError:
            metadata = {"number": f"unreadable: {path.parents[1].name}", "title": ""}
        digest = hashlib.sha256((path.parents[1] / "tagmanifest-sha256.txt").read_bytes()).hexdigest()
        found.append({"number": metadata["number"], "title": metadata["title"], "digest": digest})
    return found


def _kept(said: list[Acknowledged], rows: list[dict[str, str]], items: list[dict[str, str]]) -> Iterator[str]:
    for one in said:
        standing = [row for row in rows if _number(row) == one.number]
        if [(row["state"], row["digest"]) for row in standing] != [("issued", one.digest)]:
            yield f"{one.number} was acknowledged; the table has {standing}"
        lying = [item for item in items if item["number"] == one.number]
        if [(item["digest"], item["title"]) for item in lying] != [(one.digest, one.title)]:
            yield f"{one.number} was acknowledged for {one.title}; on the disk lies {lying}"


def _once(rows: list[dict[str, str]], items: list[dict[str, str]], said: list[Acknowledged]) -> Iterator[str]:
    numbers = (("row", map(_number, rows)), ("item", (item["number"] for item in items)))
    for what, listed in (*numbers, ("title", (item["title"] for item in items))):
        yield from (f"{one} has {count} of: {what}" for one, count in Counter(listed).items() if count > 1)
    told = Counter(number for number, _ in {(one.number, one.title) for one in said})
    yield from (f"{number} was given to {count} papers" for number, count in told.items() if count > 1)


def _without_gap(rows: list[dict[str, str]]) -> Iterator[str]:
    series: dict[str, list[int]] = {}
    for row in rows:
        series.setdefault(f"{row['code']}〔{row['year']}〕", []).append(int(row["serial"]))
        if row["state"] in _REASONED and not row["reason"].strip():
            yield f"{_number(row)} is {row['state']} without a reason"
    for name, serials in series.items():
        if lacking := sorted(set(range(1, max(serials) + 1)) - set(serials)):
            yield f"{name} lacks {lacking}"


def _agreeing(root: Path, rows: list[dict[str, str]]) -> Iterator[str]:
    """Read the ledger copies as their specification tells, and hold rows and entries against them."""
    states: dict[str, str] = {}
    for path in sorted(root.glob("ledger/[0-9]*.jsonl")):
        text = path.read_text("utf-8")
        lines = text.splitlines()
        if lines != list(audit.lines("own", int(path.stem))) or not text.endswith("\n"):
            yield f"{path.name} and the entries of the database differ"
        previous = "0" * 64
        for line in lines:
            entry = json.loads(line)
            claimed = entry.pop("hash")
            whole = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            if entry["previous"] != previous or hashlib.sha256(whole.encode()).hexdigest() != claimed:
                yield f"{path.name} breaks at {entry['ordinal']}"
            previous = claimed
            states[entry["number"]] = entry["verb"]
    told = {"issued": "issued", "copied": "issued", "voided": "void", "adopted": "adopted"}
    for row in rows:
        if told.get(states.get(_number(row), ""), "reserved") != row["state"] or _number(row) not in states:
            yield f"{_number(row)} is {row['state']}, its last entry says {states.get(_number(row))}"
