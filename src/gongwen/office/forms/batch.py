"""stamp_forms (套印): a form for each row of a table, on as many processes as are given.

Every row is examined before anything is made. Forms are made sheaf by sheaf;
the same table gives the same files on any number of processes. A second run
writes only what has changed.
"""

from __future__ import annotations

import json
import signal
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from itertools import islice
from math import ceil
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from gongwen.archive.durable import sync_path
from gongwen.drafting import draft_sheet
from gongwen.drafting.facts import in_order
from gongwen.errors import FactsError, StorageError, disk_errors
from gongwen.layout import compose_sheet
from gongwen.model import Finding, FormLine, FormSheet, Level
from gongwen.model.typefaces import Role
from gongwen.office.desk.press import refuse_missing_glyphs
from gongwen.office.filling.fill import FillReport, How, Progress, held, refuse
from gongwen.office.filling.making import end_with_parent
from gongwen.office.filling.plan import Plan
from gongwen.office.filling.results import FileMark, Names, RowOutcome, RowState, write_manifest
from gongwen.office.filling.results.manifest import DATA
from gongwen.office.filling.tables import Row, Source
from gongwen.office.forms.sheaf import FormDesk, MadeForm, Wanted

if TYPE_CHECKING:
    from gongwen.office.wiring import Settings, Workshop

SHEAF = 250
"""Forms that one worker makes at a time; so many stand in one print file."""

_Work = tuple[Path, tuple[Wanted, ...], str]
"""What a worker is to do: the folder, the forms, the name of their print file or nothing."""

_desks: list[FormDesk] = []


@dataclass(frozen=True, slots=True)
class ExaminedForm:
    """A row and what was found in it; `sheet` is None when something stops it."""

    row: Row
    findings: tuple[Finding, ...]
    sheet: FormSheet | None


def examine_forms(workshop: Workshop, source: Source) -> Iterator[ExaminedForm]:
    """Yield the rows of `source`, each with its form, or with what is wrong."""
    proved = False
    for row in source.rows():
        findings, sheet = list(row.findings), None
        try:
            sheet, found = draft_sheet(source.template, row.facts)
            findings.extend(found)
            if not proved:
                refuse_missing_glyphs(compose_sheet(sheet, workshop.typefaces), workshop.typefaces)
                proved = True
            findings.extend(_unprintable(workshop, row, sheet))
        except FactsError as error:
            findings.extend(error.findings or (Finding(row.label, error.rule or "拟稿", error.seen),))
            sheet = None
        stopped = any(finding.level is Level.ERROR for finding in findings)
        yield ExaminedForm(row, in_order(dict.fromkeys(findings)), None if stopped else sheet)


def survey_forms(
    workshop: Workshop, source: Source, told: Callable[[str], object] = lambda key: None
) -> tuple[Plan, ...]:
    """Return what is to become of each row; `told` hears the key of each. Nothing is written."""
    planned = []
    for one in examine_forms(workshop, source):
        told(one.row.key)
        bad = one.sheet is None
        state, title = (RowState.BAD, "") if one.sheet is None else (RowState.DRAFTED, one.sheet.part.title)
        row = one.row
        planned.append(
            Plan(row.number, row.key, row.label, row.fonds, state, title, "", one.findings, make=not bad)
        )
    return tuple(planned)


def stamp_forms(
    workshop: Workshop, source: Source, how: How, progress: Progress | None = None, *, sheaf: int = SHEAF
) -> FillReport:
    """Make a form for every row of `source` in the folder, the manifest, and with `how.merged` print files.

    Each worker makes `sheaf` forms at a time, and so many stand in a print
    file. Raises FactsError with the problems of all rows at once, and makes
    nothing, when the table as a whole is wrong, or a row is and
    `how.skip_bad` is not set.
    """
    progress = progress or Progress()
    with held(how.folder):
        before = _before(how.folder)
        planned = survey_forms(workshop, source, progress.examined)
        refuse(source, [(not plan.make, plan.findings) for plan in planned], skip_bad=how.skip_bad)
        count = sum(plan.make for plan in planned)
        progress.total(count)
        works = _works(_wanted(source, planned, before), how, sheaf, count)
        made = {}
        for one in _made(workshop.settings, works, min(how.jobs, ceil(count / sheaf))):
            made[one.number] = one
            progress.made(one.file.removesuffix(".pdf"))
        with disk_errors("写出表"):
            sync_path(how.folder)
        outcomes = tuple(_outcome(plan, made.get(plan.number)) for plan in planned)
        about = {"template": source.template.identifier, "tables": [table.name for table in source.tables]}
        findings = tuple(finding for finding in source.findings if finding.level is not Level.NOTE)
        manifest = write_manifest(how.folder, about, outcomes, findings)
        printed = how.folder / _print_name(1, sheaf, count) if how.merged and count else None
        return FillReport(outcomes, source.findings, manifest, printed)


def _unprintable(workshop: Workshop, row: Row, sheet: FormSheet) -> Iterator[Finding]:
    """Yield an error for characters that no face has, in the texts that vary from row to row."""
    for block in sheet.part.blocks:
        for text in block.segments if isinstance(block, FormLine) else ():
            if workshop.typefaces.lacking(Role.FANGSONG, text):
                for finding in workshop.typefaces.warnings(Role.FANGSONG, text):
                    if finding.level is Level.ERROR:
                        yield Finding(row.label, finding.rule, finding.sentence)


def _wanted(source: Source, planned: Sequence[Plan], before: Mapping[str, str]) -> Iterator[Wanted]:
    """Yield the forms that are to be made, drafted anew one after another."""
    names = Names()
    for row, plan in zip(source.rows(), planned, strict=True):
        if plan.make:
            sheet, _ = draft_sheet(source.template, row.facts)
            name = names.name(f"{plan.key} {plan.title}", plan.number)
            yield Wanted(plan.number, plan.label, name, sheet, before.get(f"{name}.pdf", ""))


def _works(wanted: Iterator[Wanted], how: How, size: int, count: int) -> Iterator[_Work]:
    """Yield sheaf by sheaf what a worker is to do."""
    first = 1
    while sheaf := tuple(islice(wanted, size)):
        yield how.folder, sheaf, _print_name(first, size, count) if how.merged else ""
        first += size


def _before(folder: Path) -> Mapping[str, str]:
    """Return the digest of each file that an earlier run noted in its manifest."""
    try:
        manifest = json.loads((folder / DATA).read_text(encoding="utf-8"))
        return {file["name"]: file["sha256"] for row in manifest["rows"] for file in row["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _made(settings: Settings, works: Iterator[_Work], jobs: int) -> Iterator[MadeForm]:
    """Yield the forms sheaf by sheaf, in their order, as they are made."""
    if jobs < 2:
        desk = FormDesk.of(settings)
        for work in works:
            yield from desk.make(*work)
        return
    with ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_begin, initargs=(settings,)
    ) as executor:
        waiting: deque[Future[tuple[MadeForm, ...]]] = deque()
        try:
            for work in works:
                waiting.append(executor.submit(_make, *work))
                if len(waiting) > jobs:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool:
            raise StorageError(
                "有一个工作进程意外结束",
                rule="多半是内存不够，系统结束了它",
                advice="请关掉一些程序，或加 --jobs 1，原样再办一次；做好的不重写",
            ) from None
        finally:
            executor.shutdown(wait=True, cancel_futures=True)


def _print_name(first: int, size: int, count: int) -> str:
    """Return the name of the print file that begins with form `first` of `count`."""
    return f"合订打印 {first:05}-{min(first + size - 1, count):05}.pdf"


def _outcome(plan: Plan, made: MadeForm | None) -> RowOutcome:
    if made is None:
        return plan.outcome()
    return replace(
        plan.outcome(),
        pages=made.pages,
        files=(FileMark("pdf", made.file, made.sha256),),
        findings=(*plan.findings, *made.findings),
        made=made.made,
    )


def _begin(settings: Settings) -> None:
    """Begin in a worker: Ctrl-C is for whoever started it, whom it does not outlive."""
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _desks[:] = [FormDesk.of(settings)]


def _make(folder: Path, sheaf: tuple[Wanted, ...], print_name: str) -> tuple[MadeForm, ...]:
    return _desks[0].make(folder, sheaf, print_name)
