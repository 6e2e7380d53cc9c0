"""Disposal and transfer in a real archive, for tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from gongwen.archive import open_archive_folder
from gongwen.model.arrangement import Term
from gongwen.model.transfer import Totals
from gongwen.office import archive
from gongwen.office.keeping.arranging.exporting import export
from gongwen.office.keeping.arranging.table import filing_table
from gongwen.office.keeping.disposing.deciding import DisposalDesk
from gongwen.office.keeping.disposing.destroying import Destroyer
from gongwen.office.keeping.disposing.forgetting import forget_deleted
from gongwen.records.keeping.arranging.values import DisposalState
from gongwen.records.keeping.keeping import Keeping
from gongwen.records.life.papers import Life
from gongwen.search import Fts5Index
from tests.office.archives import OFFICE, holdings_of, nothing
from tests.office.keeping.yearly import TABLE, workshop
from tests.records.opening import now

LIST = "销毁清册〔2026〕1号"


def desk_of(root: Path, operator: str = "王芳", day: dt.date | None = None) -> DisposalDesk:
    """The desk of somebody, on the day of the tests or another one."""
    clock = (lambda: dt.datetime.combine(day, dt.time(8), dt.UTC)) if day else now
    mine = replace(holdings_of(root), keeping=Keeping("own", operator=operator, now=clock))
    papers = Life("own", operator=operator, now=clock)
    return DisposalDesk(mine, papers, OFFICE, open_archive_folder(root).loose)


def carry_out(
    root: Path, on_step: Callable[[str], object] = nothing, operator: str = "王芳"
) -> DisposalState:
    """Carry out the first list of the year."""
    index = open_archive_folder(root).index
    destroyer = Destroyer(
        desk_of(root, operator), workshop(), Fts5Index(), lambda: forget_deleted(index), on_step
    )
    return destroyer.carry_out(LIST).state


def exported(root: Path, target: Path, term: Term | None = None) -> Totals:
    """Write the package of 2015."""
    table = filing_table(TABLE, "保管期限表.toml")
    return export(workshop(), holdings_of(root), OFFICE, table, 2015, target, term).totals


def problems(root: Path) -> list[str]:
    """What verify finds."""
    findings = archive.verify(holdings_of(root)).findings
    return [f"{finding.place}：{finding.sentence}" for finding in findings]
