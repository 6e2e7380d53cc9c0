"""archive review: which units are due, which are held, which permanent ones are to be transferred."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from gongwen.office.desk.holdings import Holdings
from gongwen.records.keeping.arranging.values import UnitRecord
from gongwen.records.transactions import database_errors


class Standing(Enum):
    """What is to be done with a unit; the value is what staff read."""

    DUE = "到期，待鉴定"
    LISTED = "已在清册"
    HELD = "到期，暂缓"
    HELD_EARLY = "暂缓"
    TRANSFER = "永久，该移交"


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A unit that somebody has to look at; `said` is why it is held, or the list it is on."""

    unit: UnitRecord
    standing: Standing
    said: str = ""

    @property
    def since(self) -> dt.date | None:
        """Return the day from which it is due, for destruction or for transfer."""
        return self.unit.transfer if self.standing is Standing.TRANSFER else self.unit.due


@dataclass(frozen=True, slots=True)
class Review:
    """What stands on a day: lines to act on, how many other units there are, when the next one is due."""

    on: dt.date
    lines: tuple[ReviewLine, ...]
    others: int
    next_due: dt.date | None

    @property
    def waiting(self) -> bool:
        """Say whether something is to be appraised or transferred."""
        return any(line.standing in (Standing.DUE, Standing.TRANSFER) for line in self.lines)


@database_errors()
def review(holdings: Holdings, on: dt.date) -> Review:
    """Return what stands on the day `on`; changes nothing."""
    units = [unit for unit in holdings.keeping.units() if not unit.destroyed_by]
    lines = tuple(_lines(holdings, units, on))
    told = {line.unit.item_id for line in lines}
    days = (unit.due or unit.transfer for unit in units if unit.item_id not in told)
    return Review(
        on, lines, len(units) - len(told), min((day for day in days if day and day > on), default=None)
    )


def due_items(holdings: Holdings, year: int, on: dt.date) -> tuple[str, ...]:
    """Return the item ids of the units of a 年度 that may be proposed for destruction."""
    lines = review(holdings, on).lines
    return tuple(
        line.unit.item_id for line in lines if line.standing is Standing.DUE and line.unit.code.year == year
    )


def _lines(holdings: Holdings, units: list[UnitRecord], on: dt.date) -> Iterator[ReviewLine]:
    held = {hold.item_id: hold.reason for hold in holdings.keeping.holds() if hold.lifted_on is None}
    listed = {
        line.item_id: found.number
        for found in holdings.keeping.disposals()
        for line in found.lines
        if found.state.open
    }
    for unit in units:
        due = unit.due is not None and unit.due <= on
        if unit.item_id in held:
            yield ReviewLine(unit, Standing.HELD if due else Standing.HELD_EARLY, held[unit.item_id])
        elif unit.item_id in listed:
            yield ReviewLine(unit, Standing.LISTED, listed[unit.item_id])
        elif due:
            yield ReviewLine(unit, Standing.DUE)
        elif unit.transfer is not None and unit.transfer <= on:
            yield ReviewLine(unit, Standing.TRANSFER)
