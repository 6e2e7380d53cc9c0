"""The plan of a year: which items are filed under which 档号, and what a person has to say first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongwen.model import arrangement
from gongwen.model.arrangement import Arrangement, Filed, Override, Term, arrange
from gongwen.model.finding import Finding, Level
from gongwen.model.life import Stage
from gongwen.office.desk.holdings import Holdings
from gongwen.office.keeping.arranging.deciding import Said
from gongwen.office.keeping.arranging.describing import Describer, is_register
from gongwen.office.keeping.arranging.metadata import Describing
from gongwen.office.keeping.arranging.table import FilingTable
from gongwen.office.keeping.pieces import Piece, pieces
from gongwen.records.transactions import database_errors
from gongwen.records.values import State

if TYPE_CHECKING:
    from gongwen.records.life.papers import Life

_OUT = (Stage.RELEASED, Stage.DISTRIBUTED, Stage.DEPOSITED, Stage.JOINED, Stage.ABANDONED)
_OUT_BY_HAND = "人工定为不归档："
_REGISTER = Said(Override("销毁清册永久保存", term=Term.PERMANENT))


@dataclass(frozen=True, slots=True)
class Plan:
    """What arranging a year would do; `pieces` are the items by id, `left_out` is no item yet."""

    year: int
    table: FilingTable
    arrangement: Arrangement
    pieces: Mapping[str, Piece]
    left_out: tuple[str, ...]

    @property
    def new(self) -> tuple[Filed, ...]:
        """Return what gets its 档号 now, in the order of the scheme."""
        return tuple(one for one in self.arrangement.filed if one.new)

    @property
    def undecided(self) -> bool:
        """Say whether a person has to decide something first."""
        wrong = any(one.level is Level.ERROR for one in self.arrangement.findings)
        return wrong or bool(self.arrangement.left)


@database_errors()
def plan_year(
    holdings: Holdings,
    papers: Life,
    describer: Describer,
    unit: str,
    year: int,
    table: FilingTable,
    wishes: Mapping[str, Said] | None = None,
) -> Plan:
    """Return the plan of a 年度 of the organ `unit`: all its items, issued and received; changes nothing.

    Items arranged before keep their 档号, destroyed ones too; a new item
    follows them in its class.
    """
    describing = Describing(holdings, papers, unit, table.scheme)
    known = {one.item_id: one for one in pieces(holdings)}
    said = {**_not_filed(holdings, year), **(wishes or {})}
    told = []
    for item_id, one in known.items():
        if is_register(one):
            said.setdefault(item_id, _REGISTER)
        if not one.destroyed_by and _year(one, said.get(item_id), describer.year) == year:
            told.append(_told(describer, one, said.get(item_id)))
    taken = {unit.item_id: unit.code for unit in holdings.keeping.units(year)}
    here = {one.item_id for one in told}
    overrides = {item_id: one.decision for item_id, one in said.items() if one.decision and item_id in here}
    found = arrange(told, table.table, table.scheme, taken, overrides)
    lacking = _lacking(found, known, describing)
    if lacking:
        ready = [piece for piece in told if piece.item_id not in lacking]
        mine = {item_id: one for item_id, one in overrides.items() if item_id not in lacking}
        found = arrange(ready, table.table, table.scheme, taken, mine)
        left = tuple(piece for piece in told if piece.item_id in lacking)
        findings = tuple(finding for one in lacking.values() for finding in one)
        found = replace(found, left=(*found.left, *left), findings=(*found.findings, *findings))
    return Plan(year, table, found, known, tuple(_left_out(holdings, papers, year)))


def _lacking(
    found: Arrangement, known: Mapping[str, Piece], describing: Describing
) -> Mapping[str, tuple[Finding, ...]]:
    """Return what new items lack for their description (元数据): once they are closed it is too late."""
    lacking = {}
    for filed in found.filed:
        if filed.new and (wrong := describing.wrong(known[filed.piece.item_id], filed)):
            lacking[filed.piece.item_id] = wrong
    return lacking


def _not_filed(holdings: Holdings, year: int) -> Mapping[str, Said]:
    """Return what a person took out when the year was arranged before: it stays out until said otherwise."""
    last = holdings.keeping.years_arranged(year)[-1:]
    return {
        item_id: Said(Override(reason.removeprefix(_OUT_BY_HAND), excluded=True))
        for item_id, reason in (last[0].excluded.items() if last else ())
        if reason.startswith(_OUT_BY_HAND)
    }


def _told(describer: Describer, one: Piece, said: Said | None) -> arrangement.Piece:
    piece = describer.told(one)
    return said.applied(piece) if said else piece


def _year(one: Piece, said: Said | None, year_of: Callable[[Piece], int | None]) -> int | None:
    """Return the 年度 of an item: that of its 档号 where it has one, else as it was said or is known."""
    if one.unit:
        return one.unit.code.year
    return (said.override.year if said else None) or year_of(one)


def _left_out(holdings: Holdings, papers: Life, year: int) -> Iterable[str]:
    """Yield what is on its way and not in the archive yet: it is arranged when it is there."""
    for record in holdings.ledger.listing(year=year):
        if record.state is State.RESERVED:
            yield f"{record.number}　{record.explanation()}"
    for paper in papers.papers(year):
        if paper.stage not in _OUT and paper.number is None:
            yield f"{paper.draft_id}　{paper.title}（{paper.stage.value}，没有编号）"


def ordered_findings(plan: Plan) -> tuple[Finding, ...]:
    """Return every finding of a plan, errors first."""
    return tuple(sorted(plan.arrangement.findings, key=lambda one: list(Level).index(one.level)))
