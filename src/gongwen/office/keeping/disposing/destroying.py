"""archive dispose carry-out (销毁): the list becomes an item, then each item on it is destroyed.

Killed at any step it can be run again: the list is made once, what is gone
stays gone, what is left is destroyed. Nothing is destroyed before the chain
tells that a second person agreed and that the destruction has begun; every
check is made anew at that moment.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongwen.errors import RefusedError
from gongwen.office.keeping.arranging.listing import acts_head
from gongwen.office.keeping.bags import put_bag
from gongwen.office.keeping.citing import cited_in
from gongwen.office.keeping.disposing.deciding import DisposalDesk
from gongwen.office.keeping.disposing.register import register_item
from gongwen.office.keeping.pieces import Piece, of_received, pieces, to_search
from gongwen.records.keeping.arranging.values import DisposalRecord, DisposalState
from gongwen.records.transactions import database_errors, writing
from gongwen.search.protocol import SearchIndex

if TYPE_CHECKING:
    from gongwen.office.wiring import Workshop


@dataclass(frozen=True, slots=True)
class Destroyer:
    """What carrying out a list works with.

    `forget` clears what the files of the index still hold of deleted texts;
    `on_step` is told of each step.
    """

    desk: DisposalDesk
    workshop: Workshop
    index: SearchIndex
    forget: Callable[[], object]
    on_step: Callable[[str], object] = lambda step: None

    @database_errors()
    def carry_out(self, number: str, on_item: Callable[[str], object] = lambda code: None) -> DisposalRecord:
        """Destroy what is on an agreed list; asked again, go on where it stopped.

        Raises RefusedError, with nothing destroyed, when the list is not
        agreed, or an item on it is not due, held or no more what it was.
        """
        holdings, keeping = self.desk.holdings, self.desk.holdings.keeping
        found = keeping.disposal(number)
        if found.state is DisposalState.DONE:
            return found
        keeping.require_archivist(self.desk.papers.people())
        if found.state is DisposalState.AGREED:
            keeping.ready(found.number, self.desk.papers.people())
            register = self._keep_list(found)
            found = keeping.begin(found.number, register, self.desk.papers.people())
            self.on_step("begun")
            holdings.copy_acts()
        elif found.state is not DisposalState.BEGUN:
            withdrawn = found.state is DisposalState.WITHDRAWN
            raise RefusedError(
                f"{found.number} {found.state.value}",
                rule="没有另一个人批准，什么也不销毁",
                advice="请另提一份清册" if withdrawn else "批准用 gongwen archive dispose agree",
            )
        known = {one.item_id: one for one in pieces(holdings)}
        for line in found.lines:
            if not line.gone:
                self._destroy(found, known[line.item_id])
                on_item(line.reference_code)
        self.forget()
        self.on_step("forgotten")
        done = keeping.dispose(found.number)
        holdings.copy_acts()
        return done

    def _keep_list(self, found: DisposalRecord) -> str:
        """Put the list into the archive as an item, unless it is there already; return its item id."""
        holdings = self.desk.holdings
        for one in holdings.keeping.all_received():
            if one.description.number == found.number:
                return one.item_id
        scans = [self.desk.loose.get(found.scan)] if found.scan else []
        made = register_item(self.workshop, holdings, found, self.desk.organ, acts_head(holdings), scans)
        cited = cited_in(made.text)
        with holdings.store.claim(made.new.item_id):
            put_bag(holdings.store, made.bag, self.on_step)
            with writing():
                record = holdings.keeping.receive(made.new)
                self.index.add([to_search(of_received(record), made.text)])
                holdings.keeping.cite(record.item_id, cited)
            self.on_step("listed")
        holdings.copy_acts()
        return made.new.item_id

    def _destroy(self, found: DisposalRecord, one: Piece) -> None:
        """Destroy an item: its further bags, then itself, then what the index knows of its text."""
        holdings, item_id = self.desk.holdings, one.item_id
        with holdings.store.claim(item_id):
            for bag_id in reversed(holdings.store.further(item_id)):
                holdings.store.destroy(bag_id)
                self.on_step("bag-destroyed")
            holdings.store.destroy(item_id)
            self.on_step("item-destroyed")
            with writing():
                holdings.keeping.destroyed(found.number, item_id)
                holdings.keeping.cite(item_id, ())
                self.index.add([to_search(one, "")])
            self.on_step("entered")
        holdings.copy_acts()
