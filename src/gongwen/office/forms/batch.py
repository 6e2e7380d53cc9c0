"""stamp_forms (套印): a form for each row of a table, on as many processes as are given.

Every row is examined before anything is made. Forms are made sheaf by sheaf;
the same table gives the same files on any number of processes. A second run
writes only what has changed.
"""

from __future__ import annotations

import json
import os
import signal
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from gongwen.archive.durable import sync_path
from gongwen.drafting import draft_sheet
from gongwen.drafting.facts import in_order
from gongwen.errors import FactsError, disk_errors
from gongwen.layout import compose_sheet
from gongwen.model import Finding, FormLine, FormSheet, Level
from gongwen.model.typefaces import Role
from gongwen.office.desk.press import refuse_missing_glyphs
from gongwen.office.filling.fill import FillReport, How, Progress, held, refuse
from gongwen.office.filling.plan import Plan
from gongwen.office.filling.results import FileMark, Names, RowOutcome, RowState, write_manifest
from gongwen.office.filling.results.manifest import DATA
from gongwen.office.filling.tables import Row, Source
from gongwen.office.forms.sheaf import FormDesk, MadeForm, Wanted

if TYPE_CHECKING:
    from gongwen.office.wiring import Settings, Workshop

SHEAF = 250
"""Forms that one worker makes at a time; so many stand in one print file."""

_AHEAD = 2
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


def survey_forms(workshop: Workshop, source: Source) -> tuple[Plan, ...]:
    """Return what would become of each row (--dry-run); nothing is written."""
    return tuple(
        Plan(
            one.row.number,
            one.row.key,
            one.row.label,
            one.row.fonds,
            RowState.BAD if one.sheet is None else RowState.DRAFTED,
            one.sheet.part.title if one.sheet else "",
            findings=one.findings,
            make=one.sheet is not None,
        )
        for one in examine_forms(workshop, source)
    )


def stamp_forms(
    workshop: Workshop, source: Source, how: How, progress: Progress | None = None, *, sheaf: int = SHEAF
) -> FillReport:
    """Make a form for every row of `source` in the folder, the manifest, and with `how.merged` print files.

    Each worker makes `sheaf` forms at a time, and so many stand in a print file.

    Raises FactsError with the problems of all rows at once, and makes nothing,
    when the table as a whole is wrong, or a row is and `how.skip_bad` is not set.
    """
    progress = progress or Progress()
    with held(how.folder):
        before = _before(how.folder)
        rows = []
        for examined in examine_forms(workshop, source):
            progress.examined(examined.row.key)
            rows.append(examined)
        refuse(source, [(one.sheet is None, one.findings) for one in rows], skip_bad=how.skip_bad)
        wanted = _wanted(rows, before)
        progress.total(len(wanted))
        made: dict[int, MadeForm] = {}
        for one in _made(workshop.settings, wanted, how, sheaf):
            made[one.number] = one
            progress.made(wanted_key(one))
        outcomes = tuple(_outcome(one, made.get(one.row.number)) for one in rows)
        about = {"template": source.template.identifier, "tables": [table.name for table in source.tables]}
        with disk_errors("写出表"):
            sync_path(how.folder)
        findings = tuple(finding for finding in source.findings if finding.level is not Level.NOTE)
        manifest = write_manifest(how.folder, about, outcomes, findings)
        printed = how.folder / _print_name(1, sheaf, len(wanted)) if how.merged and wanted else None
        return FillReport(outcomes, source.findings, manifest, printed)


def wanted_key(form: MadeForm) -> str:
    """Return what the progress says of a form."""
    return form.file.removesuffix(".pdf")


def _unprintable(workshop: Workshop, row: Row, sheet: FormSheet) -> Iterator[Finding]:
    """Yield an error for characters that no face has, in the texts that vary from row to row."""
    for block in sheet.part.blocks:
        for text in block.segments if isinstance(block, FormLine) else ():
            if workshop.typefaces.lacking(Role.FANGSONG, text):
                for finding in workshop.typefaces.warnings(Role.FANGSONG, text):
                    if finding.level is Level.ERROR:
                        yield Finding(row.label, finding.rule, finding.sentence)


def _wanted(rows: Sequence[ExaminedForm], before: Mapping[str, str]) -> tuple[Wanted, ...]:
    names = Names()
    wanted = []
    for one in rows:
        if one.sheet is not None:
            name = names.name(f"{one.row.key} {one.sheet.part.title}", one.row.number)
            digest = before.get(f"{name}.pdf", "")
            wanted.append(Wanted(one.row.number, one.row.label, name, one.sheet, digest))
    return tuple(wanted)


def _before(folder: Path) -> Mapping[str, str]:
    """Return the digest of each file that an earlier run noted in its manifest."""
    try:
        manifest = json.loads((folder / DATA).read_text(encoding="utf-8"))
        return {file["name"]: file["sha256"] for row in manifest["rows"] for file in row["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _made(settings: Settings, wanted: Sequence[Wanted], how: How, size: int) -> Iterator[MadeForm]:
    """Yield the forms sheaf by sheaf, in their order, as they are made."""
    sheaves = [tuple(wanted[at : at + size]) for at in range(0, len(wanted), size)]
    works = [
        (how.folder, sheaf, _print_name(1 + at * size, size, len(wanted)) if how.merged else "")
        for at, sheaf in enumerate(sheaves)
    ]
    if how.jobs == 1 or len(sheaves) < 2:
        desk = FormDesk.of(settings)
        for work in works:
            yield from desk.make(*work)
        return
    jobs = min(how.jobs, len(sheaves), os.cpu_count() or 1)
    with ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_begin, initargs=(settings,)
    ) as executor:
        waiting: deque[Future[tuple[MadeForm, ...]]] = deque()
        try:
            for work in works:
                waiting.append(executor.submit(_make, *work))
                if len(waiting) > _AHEAD * jobs:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            executor.shutdown(wait=True, cancel_futures=True)


def _print_name(first: int, size: int, count: int) -> str:
    """Return the name of the print file that begins with form `first` of `count`."""
    return f"合订打印 {first:05}-{min(first + size - 1, count):05}.pdf"


def _outcome(one: ExaminedForm, made: MadeForm | None) -> RowOutcome:
    row = one.row
    if made is None or one.sheet is None:
        return RowOutcome(row.number, row.key, row.label, RowState.BAD, findings=one.findings)
    return RowOutcome(
        row.number,
        row.key,
        row.label,
        RowState.DRAFTED,
        one.sheet.part.title,
        pages=made.pages,
        files=(FileMark("pdf", made.file, made.sha256),),
        findings=(*one.findings, *made.findings),
        made=made.made,
    )


def _begin(settings: Settings) -> None:
    """Begin in a worker: Ctrl-C is for whoever started it, who then ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _desks[:] = [FormDesk.of(settings)]


def _make(folder: Path, sheaf: tuple[Wanted, ...], print_name: str) -> tuple[MadeForm, ...]:
    return _desks[0].make(folder, sheaf, print_name)
