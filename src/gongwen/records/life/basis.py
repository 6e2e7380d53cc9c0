"""What every verb on a paper stands on: its fonds, its row, its versions and steps as values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from gongwen.errors import NotFoundError
from gongwen.model.life import Standing, standing_of
from gongwen.model.numbering import DocumentNumber
from gongwen.records.life import log
from gongwen.records.life.models import Paper, Person, Step, Version
from gongwen.records.life.rows import (
    paper_record,
    paper_told,
    parse_draft_id,
    person_record,
    step_record,
    step_told,
    version_record,
    version_told,
)
from gongwen.records.life.values import PaperRecord, StepRecord, VersionRecord
from gongwen.records.life.values import Person as PersonRecord
from gongwen.records.models import Fonds
from gongwen.records.transactions import database_errors
from gongwen.records.values import CHINA


class Basis:
    """The fonds, who works and what time it is; and how a paper stands. Nothing is changed here."""

    def __init__(self, fonds: str, *, operator: str, now: Callable[[], dt.datetime]) -> None:
        self.fonds = fonds
        self.operator = operator
        self._now = now

    @property
    def today(self) -> dt.date:
        """Return the day it is in China."""
        return self._now().astimezone(CHINA).date()

    @database_errors()
    def paper(self, draft_id: str) -> PaperRecord:
        """Return the paper of a 稿号 (稿2026-0001, 2026-1) or document number; NotFoundError without one."""
        return paper_record(self._row(draft_id))

    @database_errors()
    def paper_of(self, number: DocumentNumber) -> PaperRecord | None:
        """Return the paper that carries `number`, None when it was not entered here."""
        row = Paper.objects.filter(fonds__code=self.fonds, number=str(number)).first()
        return paper_record(row) if row else None

    @database_errors()
    def papers(self, year: int = 0) -> tuple[PaperRecord, ...]:
        """Return all papers, of `year` only where one is given, by 稿号."""
        rows = Paper.objects.filter(fonds__code=self.fonds)
        if year:
            rows = rows.filter(year=year)
        return tuple(paper_record(row) for row in rows.order_by("year", "serial"))

    @database_errors()
    def referring_to(self, number: DocumentNumber) -> tuple[PaperRecord, ...]:
        """Return the papers that correct, revoke or repeal the paper `number`."""
        rows = Paper.objects.filter(fonds__code=self.fonds, refers_to=str(number))
        return tuple(paper_record(row) for row in rows.order_by("year", "serial"))

    @database_errors()
    def referring(self) -> tuple[PaperRecord, ...]:
        """Return every paper that corrects, revokes or repeals another."""
        rows = Paper.objects.filter(fonds__code=self.fonds).exclude(relation="")
        return tuple(paper_record(row) for row in rows.order_by("year", "serial"))

    @database_errors()
    def versions(self, draft_id: str) -> tuple[VersionRecord, ...]:
        """Return every version of a paper, the first one first."""
        return self._versions(self._row(draft_id))

    @database_errors()
    def steps(self, draft_id: str) -> tuple[StepRecord, ...]:
        """Return every step taken on a paper, in order."""
        return self._steps(self._row(draft_id))

    @database_errors()
    def standing(self, draft_id: str) -> Standing:
        """Return how a paper stands: its stage, what counts, what it waits for."""
        return self._standing(self._row(draft_id))

    @database_errors()
    def people(self) -> tuple[PersonRecord, ...]:
        """Return the people of the office, by name."""
        return tuple(
            person_record(row) for row in Person.objects.filter(fonds__code=self.fonds).order_by("name")
        )

    def _fonds(self) -> Fonds:
        try:
            return Fonds.objects.get(code=self.fonds)
        except Fonds.DoesNotExist:
            raise NotFoundError(f"没有登记过全宗 {self.fonds}") from None

    def _row(self, name: str) -> Paper:
        """Return the row of a 稿号, or of a document number that a paper here carries."""
        found = Paper.objects.filter(fonds__code=self.fonds)
        if key := parse_draft_id(name, self.today.year):
            row = found.filter(year=key[0], serial=key[1]).first()
        else:
            row = found.filter(number=_folded(name)).first()
        if row is None:
            raise NotFoundError(f"没有稿号「{name}」", advice="可用 gongwen draft list 查看")
        return row

    def _versions(self, row: Paper) -> tuple[VersionRecord, ...]:
        found = Version.objects.filter(paper=row).order_by("ordinal")
        return tuple(version_record(one, row.draft_id) for one in found)

    def _steps(self, row: Paper) -> tuple[StepRecord, ...]:
        found = Step.objects.filter(paper=row).order_by("ordinal")
        return tuple(step_record(one, row.draft_id) for one in found)

    def _standing(self, row: Paper) -> Standing:
        return standing_of(paper_record(row), self._versions(row), self._steps(row))

    def _log(self, row: Paper, version: Version, step: Step) -> None:
        told = {
            "verb": step.verb,
            "draft": row.draft_id,
            "details": step_told(step),
            "paper": paper_told(row),
            "version": version_told(version),
        }
        log.append(row.fonds, row.year, step.at, self.operator, told)


def _folded(name: str) -> str:
    """Return a document number as it is kept, whatever its brackets; for no number what finds nothing."""
    try:
        return str(DocumentNumber.parse(name))
    except ValueError:
        return "无"
