"""What 整理 has to know of an item, from what the office's records know of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from gongwen.errors import GongwenError
from gongwen.model import arrangement
from gongwen.model.arrangement import Direction, Rank
from gongwen.model.directory import Directory, Refusal
from gongwen.model.life import Part
from gongwen.office.desk.deposit import read_paper
from gongwen.office.desk.holdings import Holdings
from gongwen.office.keeping.pieces import Piece
from gongwen.office.searching.known import county_of
from gongwen.records.keeping.arranging.disposing import SERIES

ORIGINAL_PDF = "original.pdf"
ACCESS = "利用副本"
"""The purpose of a further bag with an access copy."""

Ranks = Callable[[str, dt.date], Rank | None]


@dataclass(frozen=True, slots=True)
class Describer:
    """Tells of items what 整理 asks: direction, our part, the sender's rank, pages.

    `joint` are the numbers of papers of others that we signed too; `rank` says
    where a sender stands, None where the lists do not tell.
    """

    holdings: Holdings
    joint: frozenset[str]
    rank: Ranks

    def told(self, one: Piece) -> arrangement.Piece:
        """Return what is known of an item; what nobody said is left out."""
        direction, part = self._side(one)
        said = one.received.description if one.received else None
        sender = one.organs[0] if one.organs else one.received.sender if one.received else ""
        return arrangement.Piece(
            item_id=one.item_id,
            title=one.title,
            number=one.number,
            organs=one.organs or ((sender,) if sender else ()),
            kind=one.kind,
            date=one.date,
            year=one.year,
            pages=(said.pages if said else None) or self._pages(one),
            direction=direction,
            part=part,
            rank=self.rank(sender, one.filed_on) if direction is Direction.INCOMING else None,
            security=self._security(one),
            unsure=("著录",) if said and said.unsure else (),
        )

    def year(self, one: Piece) -> int | None:
        """Return the 年度 of an item that has no 档号 yet: when its matter was, else its date."""
        return one.year or (one.date.year if one.date else None)

    def _side(self, one: Piece) -> tuple[Direction, Part | None]:
        if one.issued is not None:
            return Direction.OUTGOING, Part.LEAD
        if one.number in self.joint:
            return Direction.OUTGOING, Part.CO_ISSUER
        if is_register(one):
            return Direction.INTERNAL, None
        return Direction.INCOMING, None

    def _pages(self, one: Piece) -> int | None:
        """Return how many pages of the original have anything on them, None where that cannot be told."""
        with suppress(GongwenError):
            pdf = access_pdf(self.holdings, one)
            return written_pages(pdf) if pdf else None
        return None

    def _security(self, one: Piece) -> str:
        with suppress(GongwenError):
            return read_paper(self.holdings.store, one.item_id).header.security_level if one.issued else ""
        return ""


def is_register(one: Piece) -> bool:
    """Say whether an item is one of our own lists of what was destroyed (销毁清册)."""
    return one.received is not None and one.number.startswith(f"{SERIES}〔")


def access_pdf(holdings: Holdings, one: Piece) -> bytes | None:
    """Return the PDF that people are shown: the access copy, else the original; None without one."""
    for item_id, name in _copies(holdings, one):
        if name in holdings.store.get(item_id).names:
            return holdings.store.read(item_id, name)
    return None


def written_pages(pdf: bytes) -> int:
    """Return how many pages have anything on them; IntegrityError for what is no PDF."""
    from gongwen.render.reading.pdf import reading

    with reading(pdf) as document:
        return sum(1 for page in document if any(True for _ in page.get_objects(max_depth=1)))


def ranks(directory: Directory) -> Ranks:
    """Return where senders stand as far as the lists tell: enterprises and what a county has are below us."""
    county = county_of(directory)

    def rank(sender: str, on: dt.date) -> Rank | None:
        known = sender and (county(sender) or not isinstance(directory.enterprise(sender, on), Refusal))
        return Rank.SUBORDINATE if known else None

    return rank


def _copies(holdings: Holdings, one: Piece) -> Iterator[tuple[str, str]]:
    for further in reversed(holdings.keeping.further(one.item_id)):
        if further.purpose == ACCESS:
            yield from ((further.bag_id, name) for name in further.names if name.endswith(".pdf"))
    yield one.item_id, ORIGINAL_PDF
