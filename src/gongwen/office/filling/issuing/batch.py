"""batch (一批): the good rows are numbered in their order, set on all cores, and issued one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gongwen.errors import GongwenError, StorageError
from gongwen.model import Document, DocumentNumber, Finding, Level
from gongwen.model.rendering import Renderer
from gongwen.office import numbers as ledger_desk
from gongwen.office.desk.deposit import require_whole
from gongwen.office.desk.holdings import Holdings
from gongwen.office.filling.examine import Examined, examine
from gongwen.office.filling.fill import (
    FillReport,
    How,
    Progress,
    Told,
    finished,
    held,
    jobs_for,
    plan_all,
    refuse,
)
from gongwen.office.filling.issuing.desks import Desks, Signing
from gongwen.office.filling.issuing.numbers import SeriesNumbers, Wanted
from gongwen.office.filling.making import Made, Workers
from gongwen.office.filling.making.maker import pages_of
from gongwen.office.filling.placing import Placing
from gongwen.office.filling.plan import RULE, Plan, gone
from gongwen.office.filling.results import Memory, Record, RowOutcome, RowState
from gongwen.office.filling.tables import Source
from gongwen.office.issue import IssueReport, checked, issue
from gongwen.records.values import State

if TYPE_CHECKING:
    from gongwen.office.wiring import Office

_CHANGED = "批量核发：表有改动，编号后、核发前改正"


def fill_issued(
    office: Office, source: Source, how: How, signing: Signing, progress: Progress | None = None
) -> FillReport:
    """Issue a paper for every good row of `source`, numbers in the order of rows; copies in the folder.

    Rows issued before keep their number, and a changed one is left alone.
    Asked again after a crash, the same numbers are completed. Raises as
    `fill` does, before a number is taken; StorageError when the disk fails.
    """
    progress = progress or Progress()
    desks = Desks(office, signing)
    with held(how.folder):
        memory = Memory.open(how.folder, source.template.identifier)
        planned = plan_all(office.workshop, source, memory, progress.examined, desks.check)
        refuse(
            source,
            [(plan.state is RowState.BAD, plan.findings) for plan in planned],
            skip_bad=how.skip_bad,
        )
        batch = _Batch(desks, source, memory, {plan.number: plan for plan in planned if plan.make})
        batch.number()
        progress.total(len(batch.plans))
        outcomes = tuple(batch.outcomes(planned, how, progress))
        findings = tuple(batch.unneeded(planned))
        desks.feed()
        report = finished(source, how, memory, planned, outcomes)
    return replace(report, findings=(*report.findings, *findings))


def survey_issued(
    office: Office, source: Source, folder: Path, signing: Signing, told: Told = lambda key: None
) -> tuple[Plan, ...]:
    """Return what would become of each row if it were to be issued (--dry-run); nothing is written."""
    memory = Memory.open(folder, source.template.identifier)
    return plan_all(office.workshop, source, memory, told, Desks(office, signing).check)


@dataclass(frozen=True)
class _Ready:
    """A renderer that hands over what a worker made of `document`, and sets any other paper itself."""

    press: Renderer
    document: Document
    data: bytes

    @property
    def suffix(self) -> str:
        return self.press.suffix

    def render(self, document: Document) -> bytes:
        return self.data if document == self.document else self.press.render(document)


@dataclass
class _Batch:
    """The rows that are to be issued, by their number in the table."""

    desks: Desks
    source: Source
    memory: Memory
    plans: dict[int, Plan]
    numbers: dict[int, DocumentNumber] = field(default_factory=dict)
    series: dict[tuple[str, str, int], SeriesNumbers] = field(default_factory=dict)

    def examined(self) -> Iterator[Examined]:
        """Yield the rows that are to be issued, drafted anew."""
        rows = (row for row in self.source.rows() if row.number in self.plans)
        return examine(self.desks.office.workshop, self.source, rows)

    def number(self) -> None:
        """Reserve a number for every row, and remember it."""
        groups: dict[tuple[str, str, int], list[Wanted]] = {}
        for examined in self.examined():
            request = self.desks.request(examined)
            parts = self.desks.parts(examined.row.fonds)
            document = request.document
            group = examined.row.fonds, document.header.issuer_code, document.signature.date_of_issue.year
            self._corrected(examined)
            wanted = Wanted(examined.row.number, checked(parts, request), document.body.title)
            groups.setdefault(group, []).append(wanted)
        for group, rows in groups.items():
            fonds, code, year = group
            self.series[group] = SeriesNumbers(
                self.desks.parts(fonds).holdings,
                code,
                year,
                self.memory,
                f"批量核发 {self.source.template.name}",
                self.desks.signing.new_series,
            )
            for wanted, number in self.series[group].give(rows):
                self.numbers[wanted.row] = number
                self._remember(self.plans[wanted.row], number)

    def outcomes(self, planned: Sequence[Plan], how: How, progress: Progress) -> Iterator[RowOutcome]:
        """Yield what became of each row: set by workers, issued here, its copies put into the folder."""
        placing = Placing(self.memory, progress.made)
        settings = self.desks.office.settings
        jobs = jobs_for(how, len(self.plans))
        identifier = self.source.template.identifier
        with Workers(settings, identifier, jobs, source=how.maker, on_death=progress.trouble) as workers:
            papers = workers.made(self._papers())
            for plan in planned:
                if plan.number not in self.plans:
                    yield plan.outcome()
                    continue
                examined, document, made = next(papers)
                yield self._issued(examined, document, made, placing)
                progress.made(plan.key)

    def unneeded(self, planned: Sequence[Plan]) -> Iterator[Finding]:
        """Yield what was reserved and is not needed; with a reason it is voided."""
        reason = self.desks.signing.void_reason
        for series in self.series.values():
            yield from series.unneeded(reason)
        for outcome in gone(self.memory, planned):
            record = self.memory.records[outcome.key]
            if not record.number or record.issued:
                continue
            if reason:
                holdings = self.desks.parts(record.fonds).holdings
                ledger_desk.void(holdings, DocumentNumber.parse(record.number), reason)
                self.memory.note(replace(record, number=""))
                yield Finding(record.key, RULE, f"{record.number} 已作废：{reason}", Level.NOTE)
            else:
                sentence = (
                    f"{record.number} 已登记，「{record.key}」表里已没有；不再办就加 --void-unneeded 原因"
                )
                yield Finding(record.key, RULE, sentence, Level.WARNING)

    def _papers(self) -> Iterator[tuple[Examined, Document]]:
        for examined in self.examined():
            document = self.desks.request(examined).document
            yield examined, document.numbered(self.numbers[examined.row.number])

    def _issued(
        self,
        examined: Examined,
        document: Document,
        made: Made | GongwenError,
        placing: Placing,
    ) -> RowOutcome:
        plan = self.plans[examined.row.number]
        number = self.numbers[plan.number]
        if isinstance(made, GongwenError):
            return plan.failed(made)
        parts = self.desks.parts(examined.row.fonds)
        ready = dict(made.files)
        renderers = tuple(_Ready(press, document, ready[press.suffix]) for press in parts.renderers)
        try:
            report = issue(replace(parts, renderers=renderers), self.desks.request(examined))
            kept = _originals(parts.holdings, report)
        except StorageError:
            raise
        except GongwenError as error:
            return plan.failed(error)
        whole = made if kept == made.files else Made(kept, pages_of(dict(kept)["pdf"]))
        name = placing.names.name(f"{plan.key} {number} {plan.title}", plan.number)
        outcome = placing.place(plan, name, whole, number=str(number))
        return replace(outcome, findings=(*outcome.findings, *report.findings))

    def _corrected(self, examined: Examined) -> None:
        """Correct, under its number, a paper that was reserved and has changed since (改正)."""
        before = self.plans[examined.row.number].before
        if before is None or not before.number or before.issued:
            return
        if before.digest == self.plans[examined.row.number].digest:
            return
        parts = self.desks.parts(examined.row.fonds)
        number = DocumentNumber.parse(before.number)
        if parts.holdings.ledger.get(number).state is State.RESERVED:
            ledger_desk.revise(parts, number, self.desks.request(examined), _CHANGED)

    def _remember(self, plan: Plan, number: DocumentNumber) -> None:
        before = plan.before or Record(plan.key, plan.digest, plan.title)
        record = replace(
            before,
            digest=plan.digest,
            title=plan.title,
            number=str(number),
            fonds=plan.fonds,
            issued=before.issued and before.number == str(number),
        )
        if record != before:
            self.memory.note(record)
        self.plans[plan.number] = replace(plan, before=record)


def _originals(holdings: Holdings, report: IssueReport) -> tuple[tuple[str, bytes], ...]:
    """Return the DOCX and the PDF of an issued item; IntegrityError when it is not what the ledger says."""
    require_whole(holdings.store, report.item_id, report.digest)
    return tuple(
        (suffix, holdings.store.read(report.item_id, f"original.{suffix}")) for suffix in ("docx", "pdf")
    )
