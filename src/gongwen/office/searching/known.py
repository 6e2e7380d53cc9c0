"""地区 and 状态: what the lists know of organs, and what later papers did to issued ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from gongwen.archive.identity import item_id_of
from gongwen.model.directory.names import folded
from gongwen.model.life import Relation, Stage
from gongwen.search.values import Known

if TYPE_CHECKING:
    from gongwen.model.directory import Directory
    from gongwen.office.wiring import Office
    from gongwen.records.life.papers import Life
    from gongwen.records.life.values import PaperRecord

DESTROYED = "已销毁"
_OUT = (Stage.RELEASED, Stage.DISTRIBUTED, Stage.DEPOSITED)
_WEIGHT = ("已更正", "待废止", "已废止", "已撤销")


def known(office: Office) -> Known:
    """Return what this office knows today of the papers that can be found.

    The lists are read when the first 地区 is asked for.
    """
    states: dict[str, str] = {}
    for holdings in office.all_holdings():
        states |= states_in(office.life(holdings.ledger.fonds))
        states |= dict.fromkeys(holdings.keeping.destroyed_items(), DESTROYED)
    lists = cache(lambda: county_of(office.directory()))
    return Known(lambda organ: lists()(organ), states)


def states_in(life: Life) -> Mapping[str, str]:
    """Return the state of each item that a released paper corrected, revoked or repealed."""
    states: dict[str, str] = {}
    for paper in life.referring():
        if paper.refers_to and paper.stage in _OUT:
            item = item_id_of(paper.refers_to.number)
            states[item] = max(states.get(item, ""), _state(paper, life.today), key=_weight)
    return states


def county_of(directory: Directory) -> Callable[[str], str]:
    """Return a function that tells the 地区 of an organ; empty where the lists do not know it.

    The division entered for the organ counts, else the division whose name, with
    that of the one above or without, its name begins with; the longest of several.
    """
    divisions = {folded(organ.name): organ.division for organ in directory.organs if organ.division}
    beginnings = _beginnings(directory)

    @lru_cache(maxsize=10_000)
    def county(organ: str) -> str:
        name = folded(organ)
        if name in divisions:
            return divisions[name]
        return next(
            (division for beginning, division in beginnings.items() if name.startswith(beginning)), ""
        )

    return county


def _beginnings(directory: Directory) -> Mapping[str, str]:
    """Return what organs' names may begin with and the division meant, the longest first."""
    found = {}
    for division in directory.divisions:
        for beginning in (division.name, f"{division.parent}{division.name}"):
            found[folded(beginning)] = division.name
    return dict(sorted(found.items(), key=lambda entry: (-len(entry[0]), entry)))


def _state(paper: PaperRecord, today: dt.date) -> str:
    """Return what `paper` made of the one it refers to."""
    refers = paper.refers_to
    if refers is None or refers.relation is Relation.CORRECT:
        return "已更正"
    if refers.relation is Relation.REVOKE:
        return "已撤销"
    return "待废止" if refers.effective_on and refers.effective_on > today else "已废止"


def _weight(state: str) -> int:
    return _WEIGHT.index(state) if state else -1
