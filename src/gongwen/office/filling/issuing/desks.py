"""desks (各机关的案头): for each row the holdings of its organ, and what would be refused there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gongwen.errors import FactsError, RefusedError
from gongwen.model import Finding, Level
from gongwen.office.desk.request import IssueRequest
from gongwen.office.filling.examine import Examined
from gongwen.office.issue import IssueParts, checked

if TYPE_CHECKING:
    from gongwen.office.wiring import Office

_RULE = "批量核发"


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signed the papers and when; `new_series` says that a new 机关代字 is meant.

    `void_reason`, when given, voids what was reserved and is not needed.
    """

    signatory: str
    signed_on: dt.date
    new_series: bool = False
    void_reason: str = ""


@dataclass
class Desks:
    """What issuing works with for each organ of the archive.

    The files of a search engine are fed once, by `feed`: what is not fed yet is
    scanned until then.
    """

    office: Office
    signing: Signing
    known: dict[str, IssueParts] = field(default_factory=dict)
    feeding: list[Callable[[], object]] = field(default_factory=list)

    def parts(self, fonds: str) -> IssueParts:
        """Return what issuing in the holdings of `fonds`, our own when it is empty, works with."""
        if fonds not in self.known:
            parts = self.office.issue_parts(self.office.holdings(fonds))
            self.feeding = [parts.after_commit]
            self.known[fonds] = replace(parts, after_commit=lambda: None)
        return self.known[fonds]

    def feed(self) -> None:
        """Bring what was issued into the files of the search engine."""
        for feed in self.feeding:
            feed()

    def request(self, examined: Examined) -> IssueRequest:
        """Return the request to issue a good row."""
        made = examined.draft
        assert made is not None, "only rows with a draft are issued"
        return IssueRequest(
            made.document,
            self.signing.signatory,
            self.signing.signed_on,
            made.findings,
            self.signing.new_series,
            made.source,
        )

    def check(self, examined: Examined) -> tuple[Finding, ...]:
        """Return why a good row may not be issued; nothing when it may."""
        fonds = examined.row.fonds
        codes = {holdings.ledger.fonds for holdings in self.office.all_holdings()}
        if fonds and fonds not in codes:
            sentence = (
                f"行政区划代码 {fonds} 不是本存档里的机关；这一栏说的不是发文机关，就在对照表里把它留空"
            )
            return (Finding(examined.row.label, _RULE, sentence),)
        try:
            checked(self.parts(fonds), self.request(examined))
        except (RefusedError, FactsError) as error:
            found = error.findings if isinstance(error, FactsError) else ()
            return found or (Finding(examined.row.label, error.rule or _RULE, error.seen, Level.ERROR),)
        return ()
