"""fill (批量拟稿): one paper for each row of a table, or of the product of several.

Every row is examined before anything is made. What was made before and has
not changed since is left as it is, so a run that was stopped goes on where it
was.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gongwen.archive.durable import locked, make_folder
from gongwen.drafting import Facts, draft
from gongwen.drafting.facts import in_order
from gongwen.errors import FactsError, disk_errors
from gongwen.model import Document, Finding, Level
from gongwen.office.desk.factfile import read_facts
from gongwen.office.filling.examine import Examined, examine
from gongwen.office.filling.fingerprint import Fingerprint
from gongwen.office.filling.making import MakerSource, Workers, maker_of
from gongwen.office.filling.placing import Placing
from gongwen.office.filling.plan import Plan, gone, plans
from gongwen.office.filling.results import Memory, RowOutcome, RowState
from gongwen.office.filling.results.finish import finish
from gongwen.office.filling.tables import Source, open_source, read_mapping

if TYPE_CHECKING:
    from gongwen.office.wiring import Workshop

_SERIAL_BELOW = 4
_LOCK = ".gongwen-fill.lock"
Told = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class FillRequest:
    """What is to be filled: a template, one table or several, facts common to all rows.

    `mapping` is a mapping file, `keys` the columns that tell rows apart.
    """

    template: str
    tables: tuple[Path, ...]
    common: Path | None = None
    mapping: Path | None = None
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class How:
    """How it is to be done: where the files go, whether good rows go ahead without bad ones.

    `merged` asks for the print file; `jobs` is how many processes work,
    `maker` what makes the files of each paper.
    """

    folder: Path
    skip_bad: bool = False
    merged: bool = False
    jobs: int = 1
    maker: MakerSource = maker_of


@dataclass(frozen=True, slots=True)
class FillReport:
    """What became of the rows, in their order, and where the manifest and the print file lie.

    `findings` are those of the tables as a whole.
    """

    outcomes: tuple[RowOutcome, ...]
    findings: tuple[Finding, ...]
    manifest: Path
    print_file: Path | None = None

    @property
    def attention(self) -> bool:
        """Return whether a person must look at a row: it stopped, failed, or was issued and then changed."""
        waiting = {RowState.BAD, RowState.FAILED, RowState.ISSUED_CHANGED, RowState.RESERVED}
        return any(outcome.state in waiting for outcome in self.outcomes)


@dataclass(frozen=True, slots=True)
class Progress:
    """Who is told what: of each row examined, how many papers there are to make, of each made."""

    examined: Told = lambda key: None
    total: Callable[[int], object] = lambda count: None
    made: Told = lambda key: None
    trouble: Told = lambda sentence: None


def opened(workshop: Workshop, request: FillRequest) -> Source:
    """Return the tables of `request` matched to its template; raises what reading them raises."""
    template = workshop.shelf.template(request.template)
    common = read_facts(request.common) if request.common else Facts({}, {})
    mapping: Mapping[str, str] = read_mapping(request.mapping) if request.mapping else {}
    keys = request.keys or ((template.mark.respondent,) if template.mark else ())
    return open_source(request.tables, template, common, mapping, keys)


def survey(
    workshop: Workshop, source: Source, folder: Path, told: Told = lambda key: None
) -> tuple[Plan, ...]:
    """Return what would become of each row (--dry-run); nothing is written."""
    memory = Memory.open(folder, source.template.identifier)
    return plan_all(workshop, source, memory, told)


def drafted(workshop: Workshop, source: Source) -> tuple[Examined, ...]:
    """Return the draft of every row, all at once; FactsError with every problem when one cannot be made."""
    rows = tuple(examine(workshop, source))
    refuse(source, [(row.bad, row.findings) for row in rows], skip_bad=False)
    return rows


def fill(workshop: Workshop, source: Source, how: How, progress: Progress | None = None) -> FillReport:
    """Make an unnumbered draft for every row of `source` in the folder, and the manifest.

    Raises FactsError with the problems of all rows at once, and makes nothing,
    when the table as a whole is wrong, or a row is and `how.skip_bad` is not set.
    """
    progress = progress or Progress()
    with held(how.folder):
        memory = Memory.open(how.folder, source.template.identifier)
        planned = plan_all(workshop, source, memory, progress.examined)
        stopped = [(plan.state is RowState.BAD, plan.findings) for plan in planned]
        refuse(source, stopped, skip_bad=how.skip_bad)
        wanted = {plan.number for plan in planned if plan.make}
        progress.total(len(wanted))
        identifier, jobs = source.template.identifier, jobs_for(how, len(wanted))
        with Workers(
            workshop.settings, identifier, jobs, source=how.maker, on_death=progress.trouble
        ) as workers:
            papers = workers.made(documents(source, wanted))
            outcomes = tuple(Placing(memory, progress.made).outcomes(planned, papers))
        return finished(source, how, memory, planned, outcomes)


def refuse(source: Source, rows: Sequence[tuple[bool, tuple[Finding, ...]]], *, skip_bad: bool) -> None:
    """Raise FactsError with all that is wrong when nothing is to be made.

    `rows` are, for each, whether it is bad and its findings. A table that is
    wrong as a whole stops all of them; a bad row does, unless the good ones
    may go ahead without it.
    """
    whole = [finding for finding in source.findings if finding.level is Level.ERROR]
    bad = [finding for is_bad, findings in rows if is_bad for finding in findings]
    good = sum(not is_bad for is_bad, _ in rows)
    if not whole and (not bad or (skip_bad and good)):
        return
    names = "、".join(table.name for table in source.tables)
    seen = f"{len(rows)}份里有{len(rows) - good}份不能用" if not whole else "要先改，才能办"
    ahead = "；或加 --skip-bad，先办没有错的" if good and not whole else ""
    raise FactsError(
        f"{names} {seen}",
        advice=f"请按所列各处改正；没有生成任何文件{ahead}",
        findings=in_order(dict.fromkeys((*source.findings, *bad))),
    )


def finished(
    source: Source, how: How, memory: Memory, planned: Sequence[Plan], outcomes: Sequence[RowOutcome]
) -> FillReport:
    """Write what belongs to the folder as a whole; return the report."""
    listed = (*outcomes, *gone(memory, planned))
    findings = tuple(finding for finding in source.findings if finding.level is not Level.NOTE)
    about = {
        "template": source.template.identifier,
        "tables": [table.name for table in source.tables],
    }
    whole = finish(memory, about, listed, findings, merged=how.merged)
    return FillReport(listed, (*source.findings, *whole.findings), whole.manifest, whole.print_file)


def documents(source: Source, wanted: set[int]) -> Iterator[tuple[int, Document]]:
    """Yield the papers of the rows with these numbers, drafted anew one after another."""
    for row in source.rows():
        if row.number in wanted:
            yield row.number, draft(source.template, row.facts).document


def plan_all(
    workshop: Workshop,
    source: Source,
    memory: Memory,
    told: Told,
    check: Callable[[Examined], tuple[Finding, ...]] | None = None,
) -> tuple[Plan, ...]:
    """Return what is to become of each row; `check`, for rows that are to be issued, says what stops one."""

    def examined() -> Iterator[Examined]:
        for one in examine(workshop, source):
            told(one.row.key)
            yield one

    fingerprint = Fingerprint(workshop)
    if check is None:
        return tuple(plans(examined(), memory, fingerprint))
    return tuple(plans(examined(), memory, fingerprint, check, issuing=True))


def jobs_for(how: How, papers: int) -> int:
    """Return how many processes work: this one alone where starting others would take longer."""
    return how.jobs if papers >= _SERIAL_BELOW else 1


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder against another fill; it is made if it is not there, and goes again if it stays empty.

    Files and folders that a killed run left half written are cleared away.
    """
    with disk_errors("准备文件夹"):
        make_folder(folder)
    try:
        with locked(folder / _LOCK):
            with disk_errors("清理没有写完的文件"):
                for unfinished in folder.glob(".*.part"):
                    shutil.rmtree(unfinished) if unfinished.is_dir() else unfinished.unlink()
            yield
    finally:
        with suppress(OSError):
            folder.rmdir()
