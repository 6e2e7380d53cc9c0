"""What entries tell of a row: its columns, some of them only by their SHA-256. Pure."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gongwen.errors import IntegrityError

Row = dict[str, Any]
"""The columns of a row that entries tell; what they do not tell is not there."""

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Hashed:
    """A text of which only the SHA-256 is told, empty for an empty text."""

    digest: str

    def meets(self, text: str) -> bool:
        """Say whether `text` is the one that is told of."""
        return self.digest == sha256_of(text)


def sha256_of(text: str) -> str:
    """Return the SHA-256 of a text, nothing for an empty one."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() if text else ""


def read_entries(lines: Iterable[str], name: str) -> list[Entry]:
    """Return the entries of a year; IntegrityError naming the first line that is none."""
    entries: list[Entry] = []
    for ordinal, line in enumerate(lines, start=1):
        try:
            entry = json.loads(line)
            entries.append({**entry, "details": dict(entry["details"]), "verb": str(entry["verb"])})
        except (ValueError, KeyError, TypeError) as error:
            raise unreadable(f"{name}第 {ordinal} 条") from error
    return entries


def unreadable(place: str) -> IntegrityError:
    """Return the error for an entry that cannot be read."""
    return IntegrityError(f"{place}读不懂", rule="存档格式 五", advice="请从备份恢复这个文件，再重建")


def time_of(entry: Entry) -> dt.datetime:
    """Return when an entry was made."""
    return dt.datetime.fromisoformat(str(entry["at"]).replace("Z", "+00:00"))


def day_of(text: str) -> dt.date | None:
    """Return a day as entries write it, None for nothing."""
    return dt.date.fromisoformat(text) if text else None
