"""archive arrange (整理): every item of a plan gets its closing bag and its 档号, one after the other.

What is done is done: after a crash the same year again goes on where it
stopped, and only items that are new get numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongwen.model.arrangement import Filed
from gongwen.office.desk.deposit import require_whole
from gongwen.office.desk.holdings import Holdings
from gongwen.office.keeping.arranging.closing_bag import PURPOSE, closing_bag
from gongwen.office.keeping.arranging.planning import Plan
from gongwen.office.keeping.bags import next_bag, put_bag
from gongwen.office.keeping.pieces import Piece, require_placed
from gongwen.records.keeping.arranging.values import NewUnit, UnitRecord
from gongwen.records.keeping.values import FurtherRecord
from gongwen.records.transactions import database_errors

if TYPE_CHECKING:
    from gongwen.render.filing.stamper import FilingStamper


@dataclass(frozen=True, slots=True)
class ArrangeParts:
    """What arranging works with; `on_step` is told of each step."""

    holdings: Holdings
    stamper: FilingStamper
    on_step: Callable[[str], object] = lambda step: None


@database_errors()
def arrange_year(
    parts: ArrangeParts, plan: Plan, on_item: Callable[[str], object] = lambda code: None
) -> tuple[UnitRecord, ...]:
    """File what a plan files; return the new units.

    The table is entered first, so that the chain tells which one was used.
    Raises IntegrityError when an item is not whole, StorageError when the disk
    refuses; what was filed before that stays filed.
    """
    keeping, table = parts.holdings.keeping, plan.table
    keeping.set_table(table.digest, table.table.name, table.table.approval, table.text)
    units = []
    for filed in plan.new:
        units.append(_file_away(parts, plan, filed))
        on_item(str(filed.code))
    _enter_year(parts, plan, len(units))
    return tuple(units)


def _file_away(parts: ArrangeParts, plan: Plan, filed: Filed) -> UnitRecord:
    holdings, one = parts.holdings, plan.pieces[filed.piece.item_id]
    with holdings.store.claim(one.item_id):
        require_placed(holdings, one)
        require_whole(holdings.store, one.item_id, one.digest)
        made = closing_bag(holdings, parts.stamper, one, filed, plan.table.scheme, plan.table.digest)
        parts.on_step("made")
        bag, record = next_bag(holdings, one.item_id, PURPOSE, made.files, made.said)
        put_bag(holdings.store, bag, parts.on_step)
        unit = holdings.keeping.file_away(_new_unit(plan, one, filed, record))
        parts.on_step("entered")
    holdings.copy_acts()
    parts.on_step("copied")
    return unit


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
