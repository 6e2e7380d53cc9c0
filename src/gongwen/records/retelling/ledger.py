"""What the entries of a fonds' ledger tell of series, blocks, numbers, corrections and joint papers. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from gongwen.model.numbering import DocumentNumber
from gongwen.records.retelling.values import Entry, Hashed, Row, day_of, time_of, unreadable

SeriesKey = tuple[str, int]
NumberKey = tuple[str, int, int]

_SERIES = re.compile(r"(?P<code>.+)〔(?P<year>\d{4})〕")
_BLOCK = re.compile(r"(?P<head>.+〔\d{4}〕)(?P<first>\d+)(?:—(?P<last>\d+))?号")
_DECIDED = ("title", "reason", "signatory", "item_id", "digest")


class LedgerTold:
    """The tables of one fonds' ledger as its entries tell them, year after year, each in order."""

    def __init__(self, fonds: str) -> None:
        self.fonds = fonds
        self.series: dict[SeriesKey, Row] = {}
        self.blocks: dict[NumberKey, Row] = {}
        self.numbers: dict[NumberKey, Row] = {}
        self.revisions: list[tuple[NumberKey, Row]] = []
        self.joint: dict[NumberKey, Row] = {}

    def hear(self, entries: Iterable[Entry]) -> None:
        """Take the entries of a year in; IntegrityError for one that does not fit those before."""
        for entry in entries:
            try:
                _HEARD[entry["verb"]](self, entry, entry["details"])
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise unreadable(f"登记 {entry.get('year')} 年第 {entry.get('ordinal')} 条") from error

    def _reserved(self, entry: Entry, said: Mapping[str, Any]) -> None:
        key = _key(entry)
        row = self._number(key, entry) | {"state": "reserved", "reserved_at": time_of(entry)}
        if "block" in said:
            row |= {"block": self._block(key, entry, said), "request_key": None, "request": Hashed("")}
        else:
            row["title"] = said.get("title", "")
            self._asked(row, self._request(said, "request"))
        self.numbers[key] = row

    def _taken(self, entry: Entry, said: Mapping[str, Any]) -> None:
        row = self.numbers[_key(entry)]
        row |= {"title": said.get("title", ""), "reserved_at": time_of(entry)}
        self._asked(row, self._request(said, "request"))

    def _revised(self, entry: Entry, said: Mapping[str, Any]) -> None:
        key = _key(entry)
        row = self.numbers[key]
        old: Row = {name: row[name] for name in ("request_key", "title") if name in row}
        old |= {"request": Hashed(said["old"]), "reason": said["reason"]}
        old |= {"operator": entry["operator"], "revised_at": time_of(entry)}
        self.revisions.append((key, old))
        row["title"] = said.get("title", "")
        self._asked(row, self._request(said, "new"))

    def _decided(self, entry: Entry, said: Mapping[str, Any], state: str) -> None:
        key = _key(entry)
        row = self.numbers.get(key) or self._number(key, entry)
        row |= {name: said.get(name, "") for name in _DECIDED}
        row |= {name: day_of(said.get(name, "")) for name in ("date_of_issue", "signed_on")}
        row |= {"state": state, "operator": entry["operator"], "decided_at": time_of(entry)}
        if state == "void":
            row["request_key"] = None
        self.numbers[key] = row

    def _issued(self, entry: Entry, said: Mapping[str, Any]) -> None:
        self._decided(entry, said, "issued")

    def _adopted(self, entry: Entry, said: Mapping[str, Any]) -> None:
        self._decided(entry, said, "adopted")

    def _voided(self, entry: Entry, said: Mapping[str, Any]) -> None:
        self._decided(entry, said, "void")

    def _copied(self, entry: Entry, said: Mapping[str, Any]) -> None:
        """A further copy of an issued paper changes no row."""

    def _closed(self, entry: Entry, said: Mapping[str, Any]) -> None:
        told = {"closed_at": time_of(entry), "closing_reason": said["reason"]}
        self.series[_series(str(entry["number"]))] = told

    def _reopened(self, entry: Entry, said: Mapping[str, Any]) -> None:
        self.series[_series(str(entry["number"]))] = {"closed_at": None, "closing_reason": ""}

    def _joint(self, entry: Entry, said: Mapping[str, Any]) -> None:
        told = {name: said.get(name, "") for name in ("title", "lead_issuer", "note")}
        told |= {"date_of_issue": day_of(said.get("date_of_issue", "")), "operator": entry["operator"]}
        self.joint[_key(entry)] = {**told, "entered_at": time_of(entry)}

    def _number(self, key: NumberKey, entry: Entry) -> Row:
        """Return a number of which nothing is told yet but who entered it; its series comes to be."""
        self.series.setdefault(key[:2], {"closed_at": None, "closing_reason": ""})
        texts = dict.fromkeys(("title", "reason", "signatory", "item_id", "digest"), "")
        days = dict.fromkeys(("date_of_issue", "signed_on", "reserved_at", "decided_at"), None)
        asked = {"request_key": None, "request": Hashed("")}
        return {**texts, **days, **asked, "operator": entry["operator"], "block": None}

    def _block(self, key: NumberKey, entry: Entry, said: Mapping[str, Any]) -> int:
        """Return the first number of the block that an entry names, which comes to be with its first."""
        found = _BLOCK.fullmatch(said["block"])
        if found is None:
            raise ValueError(said["block"])
        first, last = int(found["first"]), int(found["last"] or found["first"])
        told: Row = {"count": last - first + 1, "reason": said["reason"], "operator": entry["operator"]}
        told["reserved_at"] = time_of(entry)
        if "key" in said:
            told["request_key"] = f"{self.fonds}:{said['key']}"
        self.blocks.setdefault((*key[:2], first), told)
        return first

    def _request(self, said: Mapping[str, Any], digest: str) -> Row:
        """Return what an entry tells of a request, under the name `digest` its SHA-256."""
        told: Row = {"request": Hashed(said[digest])} if digest in said else {}
        return told | ({"request_key": f"{self.fonds}:{said['key']}"} if "key" in said else {})

    def _asked(self, row: Row, told: Row) -> None:
        """Let a number have another request: what is not told of it is not what was told before."""
        for name in ("request", "request_key"):
            row.pop(name, None)
        row |= told


_HEARD: Mapping[str, Callable[[LedgerTold, Entry, Mapping[str, Any]], None]] = {
    "reserved": LedgerTold._reserved,
    "taken": LedgerTold._taken,
    "revised": LedgerTold._revised,
    "issued": LedgerTold._issued,
    "adopted": LedgerTold._adopted,
    "voided": LedgerTold._voided,
    "copied": LedgerTold._copied,
    "closed": LedgerTold._closed,
    "reopened": LedgerTold._reopened,
    "joint": LedgerTold._joint,
}


def _key(entry: Entry) -> NumberKey:
    number = DocumentNumber.parse(str(entry["number"]))
    return (number.issuer_code, number.year, number.serial)


def _series(text: str) -> SeriesKey:
    found = _SERIES.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return (found["code"], int(found["year"]))
