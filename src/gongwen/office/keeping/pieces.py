"""Piece (件): an item of the archive, whether issued here or come from outside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongwen.errors import IntegrityError, NotFoundError, RefusedError
from gongwen.model.document import Document
from gongwen.model.numbering import DocumentNumber
from gongwen.office.desk.deposit import lies_in, read_paper, require_item
from gongwen.office.desk.holdings import Holdings
from gongwen.records.keeping.arranging.values import UnitRecord
from gongwen.records.keeping.values import ReceivedRecord
from gongwen.records.transactions import database_errors
from gongwen.records.values import ItemRecord
from gongwen.search.values import SearchDocument

if TYPE_CHECKING:
    from gongwen.office.wiring import Organ

TEXT = "text.txt"
"""The file of an item that came in that holds the text read from it."""

ORIGINAL = "original."
"""What the name of an original begins with; its ending follows."""

PlainText = Callable[[Document], str]
"""How the plain text of a paper is made."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The catalogue's line on an item.

    `issued` or `received` is what its records know of it, the other is None;
    `number` is empty and `date` None where a paper that came in has none;
    `unit` is None before the yearly 整理.
    """

    item_id: str
    digest: str
    number: str
    title: str
    kind: str
    organs: tuple[str, ...]
    date: dt.date | None
    year: int
    issued: ItemRecord | None = None
    received: ReceivedRecord | None = None
    unit: UnitRecord | None = None

    @property
    def destroyed_by(self) -> str:
        """Return the number of the list (销毁清册) it was destroyed by, empty while it is here."""
        return self.unit.destroyed_by if self.unit else ""

    @property
    def filed_on(self) -> dt.date:
        """Return the date of the paper, or the day it came in when it has none."""
        if self.date is None and self.received is not None:
            return self.received.received_on
        assert self.date is not None
        return self.date

    @property
    def name(self) -> str:
        """Return what staff call the item: its number, or its title where it has none."""
        return self.number or self.title


@database_errors()
def pieces(holdings: Holdings) -> tuple[Piece, ...]:
    """Return every item of a fonds: those issued by number, then those that came in by year and date."""
    issued = tuple(map(_of_issued, holdings.ledger.items()))
    received = map(of_received, holdings.keeping.all_received())
    units = {unit.item_id: unit for unit in holdings.keeping.units()}
    ordered = (*issued, *sorted(received, key=lambda one: (one.year, one.filed_on, one.item_id)))
    return tuple(_filed(one, units.get(one.item_id)) for one in ordered)


def piece(holdings: Holdings, name: str) -> Piece:
    """Return the item with this item id, document number or 档号.

    Of several that came in under one number the first is meant; NotFoundError when there is none.
    """
    wanted = name.strip()
    with suppress(ValueError):
        wanted = str(DocumentNumber.parse(wanted))
    for one in pieces(holdings):
        code = str(one.unit.code) if one.unit else ""
        if wanted and wanted in (one.item_id, one.number, code):
            return one
    raise _missing(name)


def _missing(name: str) -> NotFoundError:
    return NotFoundError(f"存档里没有「{name}」", advice="可用 gongwen archive list 查看有哪些件")


def in_any(organs: Iterable[Organ], name: str) -> tuple[Organ, Piece]:
    """Return the first organ that has an item of this name, and the item; NotFoundError without one."""
    for organ in organs:
        with suppress(NotFoundError):
            return organ, piece(organ.holdings, name)
    raise _missing(name)


def name_of_original(holdings: Holdings, item_id: str) -> str:
    """Return the name in data/ of an item's original; NotFoundError where it is damaged and has none."""
    for name in holdings.store.get(item_id).names:
        if name.startswith(ORIGINAL):
            return name
    raise NotFoundError(f"件 {item_id} 里没有原件", advice="请用 gongwen archive verify 查明原因")


def require_placed(holdings: Holdings, one: Piece) -> None:
    """Raise IntegrityError when the item is not in its place, RefusedError when it was destroyed."""
    if one.destroyed_by:
        raise RefusedError(
            f"{one.name} 已经销毁（{one.destroyed_by}）",
            rule="销毁以后只留目录上的一行和清册",
            advice="可用 gongwen archive dispose show 查看清册",
        )
    if one.issued is not None:
        require_item(holdings.store, one.item_id, one.issued.number)
    elif not lies_in(holdings.store, one.item_id):
        raise IntegrityError(
            f"{one.name} 收存过，它的件却不见了，应在 {holdings.store.location(one.item_id)}",
            rule="收存的都有一件",
            advice="请从备份恢复这个文件夹，再运行 gongwen archive verify",
        )


def text_of(holdings: Holdings, one: Piece, plain_text: PlainText) -> str:
    """Return the whole text of an item with its further bags, for the index.

    Of an item that was destroyed nothing is left. Raises IntegrityError when
    it cannot be read.
    """
    if one.destroyed_by:
        return ""
    require_placed(holdings, one)
    return "\n".join(part for part in (_own_text(holdings, one, plain_text), *_added(holdings, one)) if part)


def _own_text(holdings: Holdings, one: Piece, plain_text: PlainText) -> str:
    if one.issued is not None:
        return plain_text(read_paper(holdings.store, one.item_id))
    return holdings.store.read(one.item_id, TEXT).decode("utf-8", "replace")


def _added(holdings: Holdings, one: Piece) -> Iterator[str]:
    """Yield the texts read from what was added to an item later."""
    for further in holdings.keeping.further(one.item_id):
        if TEXT in further.names:
            yield holdings.store.read(further.bag_id, TEXT).decode("utf-8", "replace")


def to_search(one: Piece, text: str) -> SearchDocument:
    """Return what the index takes in for an item whose whole text is `text`.

    What came in is found by the names of its file too.
    """
    if one.received is not None:
        text = "\n".join(part for part in (text, *one.received.names) if part)
    return SearchDocument(
        one.item_id, one.title, one.number, one.organs, one.kind, one.year, one.filed_on, text
    )


def _filed(one: Piece, unit: UnitRecord | None) -> Piece:
    """Return an item with its unit; what only a destroyed item itself could tell is taken from that."""
    if unit is None:
        return one
    return replace(one, unit=unit, kind=one.kind or unit.kind, organs=one.organs or unit.organs)


def _of_issued(item: ItemRecord) -> Piece:
    return Piece(
        item.item_id,
        item.digest,
        str(item.number),
        item.title,
        item.kind,
        item.organs,
        item.date_of_issue,
        item.number.year,
        issued=item,
    )


def of_received(item: ReceivedRecord) -> Piece:
    """Return the catalogue's line on an item that came in."""
    said = item.description
    return Piece(
        item.item_id,
        item.digest,
        said.number,
        said.title,
        said.kind,
        said.organs,
        said.date,
        said.year,
        received=item,
    )
