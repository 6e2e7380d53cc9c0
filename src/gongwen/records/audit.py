"""The audit chain (登记条目): one per fonds and year, appended in the caller's transaction."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping

from gongwen.model.finding import Finding
from gongwen.model.numbering import DocumentNumber
from gongwen.records.chain import broken_links
from gongwen.records.models import Entry, Fonds, Item, JointPaper, Number, Series
from gongwen.records.yearly import YearlyChain

_STATES = {
    "reserved": "reserved",
    "taken": "reserved",
    "issued": "issued",
    "adopted": "adopted",
    "voided": "void",
}

_CHAIN = YearlyChain(Entry.objects, "登记", "；继续编号会重号")
years, lines, lines_after = _CHAIN.years, _CHAIN.lines, _CHAIN.lines_after


def append(
    fonds: Fonds,
    verb: str,
    number: DocumentNumber | Series,
    at: dt.datetime,
    operator: str,
    details: Mapping[str, str],
) -> None:
    """Add one entry on a number, or on a whole series; call it inside the transaction it belongs to.

    The fonds is locked first, so that entries of two series stand in one chain.
    """
    Fonds.objects.select_for_update().get(pk=fonds.pk)
    subject = str(number)
    told = {
        "verb": verb,
        "number": subject,
        "details": {name: value for name, value in details.items() if value},
    }
    _CHAIN.append(fonds, number.year, at, operator, told, subject=subject)


def knows(fonds: str, number: DocumentNumber) -> bool:
    """Say whether any entry tells of `number`."""
    return Entry.objects.filter(fonds__code=fonds, year=number.year, subject=str(number)).exists()


def history(fonds: str, number: DocumentNumber) -> tuple[str, ...]:
    """Return the lines that tell of `number`, in order."""
    entries = Entry.objects.filter(fonds__code=fonds, year=number.year, subject=str(number))
    return tuple(entries.order_by("ordinal").values_list("line", flat=True))


def findings(fonds: str) -> Iterator[Finding]:
    """Yield where the chain is broken, and where numbers and items do not follow from it."""
    told = _Told()
    for year in years(fonds):
        found = lines(fonds, year)
        yield from broken_links(found, f"登记 {year} 年")
        for line in found:
            told.hear(line)
    yield from _numbers_against(told.states, fonds)
    yield from _items_against(fonds)
    yield from _requests_against(told.requests, fonds)
    yield from _years_against(told.closed, fonds)
    yield from _joint_against(told.joint, fonds)


class _Told:
    """What the entries tell: of numbers (state, item id, digest), corrected requests, years, joint papers."""

    def __init__(self) -> None:
        self.states: dict[str, tuple[str, str, str]] = {}
        self.requests: dict[str, str] = {}
        self.closed: set[str] = set()
        self.joint: dict[str, str] = {}

    def hear(self, line: str) -> None:
        """Take one entry in; one that cannot be read is passed over, the chain tells of it."""
        try:
            entry = json.loads(line)
            verb, number, details = entry["verb"], str(entry["number"]), dict(entry["details"])
        except (ValueError, KeyError, TypeError):
            return
        if verb in _STATES:
            self.states[number] = (_STATES[verb], details.get("item_id", ""), details.get("digest", ""))
        match verb:
            case "revised":
                self.requests[number] = details.get("new", "")
            case "voided":
                self.requests.pop(number, None)
            case "closed":
                self.closed.add(number)
            case "reopened":
                self.closed.discard(number)
            case "joint":
                self.joint[number] = details.get("title", "")


def _requests_against(requests: Mapping[str, str], fonds: str) -> Iterator[Finding]:
    revised = Number.objects.filter(series__fonds__code=fonds, revision__isnull=False).distinct()
    for row in revised.exclude(state=Number.VOID).select_related("series").order_by("id"):
        if row.request and requests.get(str(row.value)) != hashlib.sha256(row.request.encode()).hexdigest():
            yield Finding(str(row.value), "登记", "改正后的公文与登记条目里的摘要不符")


def _years_against(closed: set[str], fonds: str) -> Iterator[Finding]:
    marked = {str(row) for row in Series.objects.filter(fonds__code=fonds, closed_at__isnull=False)}
    for series in sorted(marked ^ closed):
        yield Finding(series, "登记", "是否封账与登记条目不符")


def _joint_against(joint: Mapping[str, str], fonds: str) -> Iterator[Finding]:
    entered = {str(row): row.title for row in JointPaper.objects.filter(fonds__code=fonds)}
    for number in sorted(entered.keys() | joint.keys()):
        if entered.get(number) != joint.get(number):
            yield Finding(number, "登记", "联合发文（协办）的登记与登记条目不符")


def _numbers_against(states: Mapping[str, tuple[str, str, str]], fonds: str) -> Iterator[Finding]:
    rows = Number.objects.filter(series__fonds__code=fonds).select_related("series")
    seen = set()
    for row in rows.order_by("series__year", "series__issuer_code", "serial"):
        seen.add(str(row.value))
        if states.get(str(row.value)) != (row.state, row.item_id, row.digest):
            yield Finding(str(row.value), "登记", "字号的状态、件或摘要与登记条目不符")
    for number in sorted(states.keys() - seen):
        yield Finding(number, "登记", "登记条目里有这个号，字号表里没有")


def _items_against(fonds: str) -> Iterator[Finding]:
    for item in Item.objects.filter(fonds__code=fonds).select_related("number__series").order_by("item_id"):
        number = item.number
        if (number.state, number.item_id, number.digest) != (Number.ISSUED, item.item_id, item.digest):
            yield Finding(item.item_id, "登记", f"目录里的件与字号 {number.value} 的登记不符")
    without = Number.objects.filter(series__fonds__code=fonds, state=Number.ISSUED, item__isnull=True)
    for row in without.select_related("series").order_by("series__year", "serial"):
        yield Finding(str(row.value), "登记", "已核发，目录里却没有这件")
