"""archive arrange (整理): every item of a plan gets its closing bag and its 档号, one after the other.

What is done is done: after a crash the same year again goes on where it
stopped, and only items that are new get numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from gongwen.errors import RefusedError
from gongwen.model.arrangement import Filed
from gongwen.model.finding import Finding
from gongwen.office.desk.deposit import require_whole
from gongwen.office.desk.holdings import Holdings
from gongwen.office.keeping.arranging.closing_bag import PURPOSE, closing_bag
from gongwen.office.keeping.arranging.describing import Describer, access_pdf
from gongwen.office.keeping.arranging.metadata import Describing
from gongwen.office.keeping.arranging.planning import Plan
from gongwen.office.keeping.bags import next_bag, next_id, put_bag
from gongwen.office.keeping.pieces import Piece, require_placed
from gongwen.records.keeping.arranging.values import NewUnit, UnitRecord
from gongwen.records.keeping.values import FurtherRecord
from gongwen.records.transactions import database_errors

if TYPE_CHECKING:
    from gongwen.records.life.papers import Life
    from gongwen.render.filing.stamper import FilingStamper


@dataclass(frozen=True, slots=True)
class ArrangeParts:
    """What arranging works with, for the organ `unit`; `on_step` is told of each step."""

    holdings: Holdings
    papers: Life
    unit: str
    describer: Describer
    stamper: FilingStamper
    on_step: Callable[[str], object] = lambda step: None


@dataclass(frozen=True, slots=True)
class Arranged:
    """What was filed, and what the descriptions of these items lack."""

    units: tuple[UnitRecord, ...]
    findings: tuple[Finding, ...]


@database_errors()
def arrange_year(
    parts: ArrangeParts, plan: Plan, on_item: Callable[[str], object] = lambda code: None
) -> Arranged:
    """File what a plan files.

    The table is entered first, so that the chain tells which one was used.
    Raises IntegrityError when an item is not whole, StorageError when the disk
    refuses; what was filed before that stays filed.
    """
    keeping, table = parts.holdings.keeping, plan.table
    keeping.set_table(table.digest, table.table.name, table.table.approval, table.text)
    describing = Describing(parts.holdings, parts.papers, parts.unit, table.scheme)
    units, findings = [], []
    for filed in plan.new:
        done = _file_away(parts, plan, filed, describing)
        if done is not None:
            unit, lacks = done
            units.append(unit)
            findings += [replace(one, place=f"{unit.code} {one.place}") for one in lacks]
        on_item(str(filed.code))
    _enter_year(parts, plan, len(units))
    return Arranged(tuple(units), tuple(findings))


def _file_away(
    parts: ArrangeParts, plan: Plan, filed: Filed, describing: Describing
) -> tuple[UnitRecord, tuple[Finding, ...]] | None:
    """File one item; None when somebody else has filed it meanwhile."""
    holdings, one = parts.holdings, plan.pieces[filed.piece.item_id]
    keeping = holdings.keeping
    with holdings.store.claim(one.item_id):
        if keeping.unit_of(one.item_id) is not None:
            return None
        require_placed(holdings, one)
        require_whole(holdings.store, one.item_id, one.digest)
        described = partial(describing.described, one, filed, next_id(holdings, one.item_id))
        pdf, table = access_pdf(holdings, one), plan.table
        made = closing_bag(pdf, parts.stamper, filed, table.scheme, described, table.digest)
        parts.on_step("made")
        bag, record = next_bag(holdings, one.item_id, PURPOSE, made.files, made.said)
        put_bag(holdings.store, bag, parts.on_step)
        try:
            unit = keeping.file_away(_new_unit(plan, one, filed, record))
        except RefusedError:
            holdings.store.quarantine(record.bag_id, "这个档号已经给了别的件，没有归档")
            raise
        parts.on_step("entered")
    holdings.copy_acts()
    parts.on_step("copied")
    return unit, made.findings


def _new_unit(plan: Plan, one: Piece, filed: Filed, record: FurtherRecord) -> NewUnit:
    told = filed.piece
    return NewUnit(
        item_id=one.item_id,
        code=filed.code,
        title=told.listed_title,
        number=told.number,
        kind=told.kind,
        organs=told.organs,
        date=told.date,
        pages=told.pages or 0,
        security=told.security,
        note=told.note,
        reason=filed.reason,
        table=plan.table.digest,
        bag=record,
    )


def _enter_year(parts: ArrangeParts, plan: Plan, filed: int) -> None:
    """Enter that the year was arranged, unless nothing has changed since it was last."""
    keeping, found = parts.holdings.keeping, plan.arrangement
    excluded = {one.piece.item_id: one.reason for one in found.excluded}
    left = [one.item_id for one in found.left]
    last = keeping.years_arranged(plan.year)[-1:]
    if filed or not last or (dict(last[0].excluded), list(last[0].left)) != (excluded, left):
        keeping.year_arranged(plan.year, filed, excluded, left)
    parts.holdings.copy_acts()
