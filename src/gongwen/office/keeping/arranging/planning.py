"""The plan of a year: which items are filed under which 档号, and what a person has to say first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongwen.errors import UsageError
from gongwen.model.arrangement import (
    NOT_FILED,
    Arrangement,
    Filed,
    Override,
    Term,
    arrange,
    filing_year,
)
from gongwen.model.finding import Finding, Level
from gongwen.model.life import Stage
from gongwen.office.desk.holdings import Holdings
from gongwen.office.keeping.arranging.describing import Describer, is_register
from gongwen.office.keeping.arranging.table import FilingTable
from gongwen.office.keeping.pieces import Piece, piece, pieces
from gongwen.records.transactions import database_errors
from gongwen.records.values import State

if TYPE_CHECKING:
    from gongwen.records.life.papers import Life

_OUT = (Stage.RELEASED, Stage.DISTRIBUTED, Stage.DEPOSITED, Stage.JOINED, Stage.ABANDONED)
_REGISTER = Override("销毁清册永久保存", term=Term.PERMANENT)


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
    year: int,
    table: FilingTable,
    overrides: Mapping[str, Override] | None = None,
) -> Plan:
    """Return the plan of a 年度: all its items, issued and received; changes nothing.

    Items arranged before keep their 档号, destroyed ones too; a new item
    follows them in its class.
    """
    said = dict(overrides or {})
    known = {one.item_id: one for one in pieces(holdings)}
    told = {
        item_id: describer.told(one)
        for item_id, one in known.items()
        if not one.destroyed_by and (one.unit is None or one.unit.code.year == year)
    }
    for item_id, one in known.items():
        if is_register(one) and item_id not in said:
            said[item_id] = _REGISTER
    chosen = [
        one
        for item_id, one in told.items()
        if _year_of(known[item_id], filing_year(one, said.get(item_id))) == year
    ]
    taken = {unit.item_id: unit.code for unit in holdings.keeping.units(year)}
    ids = {one.item_id for one in chosen}
    mine = {item_id: one for item_id, one in said.items() if item_id in ids or item_id not in told}
    arrangement = arrange(chosen, table.table, table.scheme, taken, mine)
    return Plan(year, table, arrangement, known, tuple(_left_out(holdings, papers, year)))


def decided(holdings: Holdings, words: Iterable[str], reason: str) -> Mapping[str, Override]:
    """Return what a person decided, written 件=期限 (永久, 30年, 10年, 不归档); UsageError otherwise."""
    found = {}
    for word in words:
        name, mark, wish = word.rpartition("=")
        if not mark:
            raise UsageError(
                f"--set 写作 件=期限，看到的是「{word}」", advice="如 --set 绍市软件办〔2015〕3号=永久"
            )
        item_id = piece(holdings, name).item_id
        if wish.strip() == NOT_FILED:
            found[item_id] = Override(reason, excluded=True)
            continue
        try:
            found[item_id] = Override(reason, term=Term.named(wish))
        except ValueError as error:
            raise UsageError(f"{error}、{NOT_FILED}") from None
    return found


def _year_of(one: Piece, year: int | None) -> int | None:
    """Return the 年度 that an item is in: that of its 档号 where it has one."""
    return one.unit.code.year if one.unit else year


def _left_out(holdings: Holdings, papers: Life, year: int) -> Iterable[str]:
    """Yield what is on its way and not in the archive yet: it is arranged when it is there."""
    for record in holdings.ledger.listing(year=year):
        if record.state is State.RESERVED:
            yield f"{record.number}　{record.explanation()}"
    for paper in papers.papers(year):
        if paper.stage not in _OUT and paper.number is None:
            yield f"{paper.draft_id}　{paper.title}（{paper.stage.value}，没有编号）"


def undecided_findings(plan: Plan) -> tuple[Finding, ...]:
    """Return every finding of a plan, errors first."""
    return tuple(sorted(plan.arrangement.findings, key=lambda one: list(Level).index(one.level)))
