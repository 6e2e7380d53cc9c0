"""The numbers, requests and items that tests of the ledger speak of."""

from __future__ import annotations

import datetime as dt
import json

from gongwen.model import DocumentNumber
from gongwen.records import audit
from gongwen.records.ledger import Ledger
from gongwen.records.values import ItemRecord, Reservation

CODE = "绍市软件办"
TITLE = "关于印发实施方案的通知"


def number(serial: int, code: str = CODE, year: int = 2015) -> DocumentNumber:
    """A number of the office."""
    return DocumentNumber(code, year, serial)


def reserve(ledger: Ledger, key: str, year: int = 2015, code: str = CODE) -> Reservation:
    """Reserve the next number for the request `key`."""
    return ledger.reserve(code, year, request_key=key, request=f"请求 {key}", title=TITLE)


def item(serial: int) -> ItemRecord:
    """The item of a number."""
    return ItemRecord(
        item_id=f"2015-6c1e8f00-{serial:04}",
        digest="ab" * 32,
        number=number(serial),
        title=TITLE,
        kind="通知",
        organs=("市软件办", "市国资委"),
        date_of_issue=dt.date(2015, 6, 23),
        signatory="李明",
        signed_on=dt.date(2015, 6, 22),
    )


def told(ledger: Ledger, year: int = 2015) -> list[tuple[str, str]]:
    """The verbs and numbers of the entries, in order."""
    entries = [json.loads(line) for line in audit.lines(ledger.fonds, year)]
    return [(entry["verb"], entry["number"].removeprefix(f"{CODE}〔{year}〕")) for entry in entries]


def problems() -> list[str]:
    """What the audit finds, as it is shown."""
    return [f"{finding.place}：{finding.sentence}" for finding in audit.findings("own")]
