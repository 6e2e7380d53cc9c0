"""search (检索): a query as staff type it, answered with snippets, numbers and places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongwen.office.wiring import ENGINES, Office
from gongwen.records.transactions import database_errors

if TYPE_CHECKING:
    from gongwen.search import Hit, Page


@dataclass(frozen=True, slots=True)
class Found:
    """A hit and where its item lies; `sample` marks a paper of a sample organ (示例)."""

    hit: Hit
    location: str
    sample: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, how many there are in all, how the query was understood, by which engine."""

    found: tuple[Found, ...]
    total: int
    interpretation: str
    engine: str


@database_errors()
def search(
    office: Office, text: str, *, engine: str = ENGINES[0], limit: int = 20, offset: int = 0, literal: bool = False
) -> Answer:
    """Return the papers that hold `text`. Raises UsageError for a query that cannot be answered."""
    from gongwen.search import parse_query

    page = office.engine(engine).search(parse_query(text, literal=literal), limit=limit, offset=offset)
    return Answer(_placed(office, page), page.total, page.interpretation, engine)


def _placed(office: Office, page: Page) -> tuple[Found, ...]:
    places: dict[str, tuple[str, bool]] = {}
    for holdings in office.all_holdings():
        for item in holdings.ledger.items():
            places[item.item_id] = (holdings.store.location(item.item_id), holdings.ledger.sample)
    return tuple(Found(hit, *places.get(hit.item_id, ("", False))) for hit in page.hits)
