"""directory import: a workbook becomes the next edition (版次), or shows what it would change."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gongwen.drafting.facts import in_order
from gongwen.errors import FactsError
from gongwen.model import Finding, Level
from gongwen.model.directory import Directory, ListName, check_directory
from gongwen.office.directory.checking import placed
from gongwen.office.directory.keeping import directory_at, directory_of, entries_of, rows_of
from gongwen.office.directory.reading import ReadLists, read_lists

if TYPE_CHECKING:
    from gongwen.records.directory.editions import Editions
    from gongwen.records.directory.values import Change, EditionRecord


STEPS = ("已读工作簿", "已核对", "已写入")
"""What an import does, one after the other; the last one not in a dry run."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import changes, and the edition it made; none when it was a dry run or nothing changed."""

    source: str
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    edition: EditionRecord | None


def import_directory(
    editions: Editions,
    path: Path,
    *,
    reason: str,
    today: dt.date,
    dry_run: bool = False,
    on_step: Callable[[str], object] = lambda step: None,
) -> ImportReport:
    """Bring the lists of the workbook at `path` in as the next edition, in one transaction.

    A list whose sheet is missing or empty stays as it is; a row that is not
    in its sheet any more is removed from the list, though not from earlier
    editions. With `dry_run`, or when nothing changes, nothing is written.
    `on_step` is told the STEPS as they are done.
    Raises FactsError with the errors of all rows at once.
    """
    read = read_lists(path)
    on_step(STEPS[0])
    base = directory_at(editions)
    findings = _findings(read, base, today)
    _refuse_errors(path.name, findings)
    on_step(STEPS[1])
    from gongwen.records.directory.editions import changes_between
    from gongwen.records.directory.values import Source

    after = {name.value: rows_of(name, entries) for name, entries in read.lists.items()}
    changes = changes_between(editions.rows(base.edition), after)
    edition = None
    if changes and not dry_run:
        digest = hashlib.sha256(read.content).hexdigest()
        edition = editions.append(base.edition, changes, Source(path.name, digest, reason))
        on_step(STEPS[2])
    return ImportReport(path.name, changes, tuple(findings), edition)


def _refuse_errors(name: str, findings: Sequence[Finding]) -> None:
    """Raise FactsError with all the findings when one of them is an error."""
    wrong = [one for one in findings if one.level is Level.ERROR]
    if wrong:
        raise FactsError(
            f"{name} 有{len(wrong)}处不能导入",
            rule="有一处错就一行也不导入",
            advice="请按所列各处改正后再导入",
            findings=findings,
        )


def _findings(read: ReadLists, base: Directory, today: dt.date) -> list[Finding]:
    """Return what is wrong with the workbook, as its cells follow each other.

    Of a cell that cannot be read nothing more is told.
    """
    merged = {name: read.lists.get(name, entries_of(base, name)) for name in ListName}
    directory = directory_of(merged, base.edition)
    faults = check_directory(directory, today)
    unread = {finding.place for finding in read.findings}
    between = [read.placed(fault) for fault in faults if fault.list in read.lists]
    found = [*read.findings, *(finding for finding in between if finding.place not in unread)]
    found += placed(directory, [fault for fault in faults if fault.list not in read.lists])
    return list(in_order(found))
