"""examine (查表): every row is drafted, so that all that is wrong is known before anything is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongwen.drafting import Draft
from gongwen.drafting.facts import in_order
from gongwen.errors import FactsError
from gongwen.model import Finding, Level
from gongwen.office.draft import draft_from_facts
from gongwen.office.filling.tables import Row, Source

if TYPE_CHECKING:
    from gongwen.office.wiring import Workshop

_REQUIRED = "必填字段"


@dataclass(frozen=True, slots=True)
class Examined:
    """A row and what was found in it; `draft` is None when something stops it."""

    row: Row
    findings: tuple[Finding, ...]
    draft: Draft | None

    @property
    def bad(self) -> bool:
        """Return whether no paper can be made from the row."""
        return self.draft is None


def examine(workshop: Workshop, source: Source, rows: Iterable[Row] | None = None) -> Iterator[Examined]:
    """Yield the rows of `source`, each drafted; what concerns the machine's faces is left out."""
    general = {*workshop.typefaces.notices, *workshop.typefaces.substitutions()}
    lacking = tuple(f"「{name}」没有填" for name in source.missing)
    for row in source.rows() if rows is None else rows:
        findings = list(row.findings)
        draft = None
        places = {finding.place for finding in findings if finding.level is Level.ERROR}
        try:
            draft = draft_from_facts(workshop, source.template.identifier, row.facts)
            findings.extend(draft.findings)
        except FactsError as error:
            findings.extend(
                _new(error, places, lacking) or ([] if places or lacking else [_whole(row, error)])
            )
        listed = in_order(dict.fromkeys(finding for finding in findings if finding not in general))
        stopped = draft is None or any(finding.level is Level.ERROR for finding in listed)
        yield Examined(row, listed, None if stopped else draft)


def _new(error: FactsError, places: set[str], lacking: tuple[str, ...]) -> list[Finding]:
    """Return the findings of `error` but those at places known as wrong and those of columns that lack."""
    return [
        finding
        for finding in error.findings
        if finding.place not in places
        and not (finding.rule == _REQUIRED and lacking and finding.sentence.startswith(lacking))
    ]


def _whole(row: Row, error: FactsError) -> Finding:
    return Finding(row.label, error.rule or "拟稿", error.seen)
