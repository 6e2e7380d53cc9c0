"""The chain of the archive's acts; the file copy lies in `ledger/keeping/YEAR.jsonl`.

The form is that of the ledger's chain (`archive/README.md`, 五); the year is
the one in which the act was done.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

from gongwen.model.finding import Finding
from gongwen.records.chain import broken_links, stamp
from gongwen.records.keeping.models import Act
from gongwen.records.keeping.values import Told
from gongwen.records.models import Fonds
from gongwen.records.yearly import YearlyChain

NAME = "归档记录"
_CHAIN = YearlyChain(Act.objects, NAME)
years, lines, lines_after = _CHAIN.years, _CHAIN.lines, _CHAIN.lines_after


def append(fonds: Fonds, year: int, told: Told) -> None:
    """Add one entry; call it inside the transaction it belongs to.

    The fonds is locked first, so that acts of two processes stand in one chain.
    """
    Fonds.objects.select_for_update().get(pk=fonds.pk)
    said = {"verb": told.verb, "subject": told.subject, "details": dict(told.details)}
    _CHAIN.append(fonds, year, told.at, told.operator, said, verb=told.verb, subject=told.subject)


def told_by(line: str) -> Told:
    """Return the act that a line tells of. Raises ValueError, KeyError or TypeError for no such line."""
    entry = json.loads(line)
    at = dt.datetime.fromisoformat(str(entry["at"]).replace("Z", "+00:00"))
    return Told(str(entry["verb"]), str(entry["subject"]), at, str(entry["operator"]), dict(entry["details"]))


def acts(fonds: str, verb: str = "", subject: str = "") -> tuple[Told, ...]:
    """Return the acts of a fonds in order, of one verb or on one subject only where given."""
    found = Act.objects.filter(fonds__code=fonds).order_by("year", "ordinal")
    if verb:
        found = found.filter(verb=verb)
    if subject:
        found = found.filter(subject=subject)
    return tuple(told_by(line) for line in found.values_list("line", flat=True))


def findings(fonds: str) -> Iterator[Finding]:
    """Yield where the chain is broken."""
    for year in years(fonds):
        yield from broken_links(lines(fonds, year), f"{NAME} {year} 年")


def to_the_second(at: dt.datetime) -> dt.datetime:
    """Return a time as an entry will tell it."""
    return dt.datetime.fromisoformat(stamp(at).replace("Z", "+00:00"))
