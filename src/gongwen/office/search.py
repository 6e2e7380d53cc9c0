"""search (检索): a query as staff type it, answered with snippets, numbers and places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongwen.errors import FactsError, IntegrityError, NotFoundError, StorageError
from gongwen.model import Finding, notation
from gongwen.office.desk.deposit import PAPER, require_item, search_document
from gongwen.office.wiring import ENGINES, Office
from gongwen.records.transactions import database_errors

if TYPE_CHECKING:
    from gongwen.archive import ItemStore
    from gongwen.model import Document
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
    office: Office,
    text: str,
    *,
    engine: str = ENGINES[0],
    limit: int = 20,
    offset: int = 0,
    literal: bool = False,
) -> Answer:
    """Return the papers that hold `text`. Raises UsageError for a query that cannot be answered."""
    from gongwen.search import parse_query

    page = office.engine(engine).search(parse_query(text, literal=literal), limit=limit, offset=offset)
    return Answer(_placed(office, page), page.total, page.interpretation, engine)


@dataclass(frozen=True, slots=True)
class Reindexed:
    """How many items were taken in whole, and those whose text could not be read."""

    items: int
    findings: tuple[Finding, ...]


def reindex(office: Office, engines: Sequence[str], on_item: Callable[[str], object]) -> Reindexed:
    """Make the indexes of `engines` anew from the items themselves.

    `on_item` is told each number when its paper was read. An item whose text
    cannot be read is found by what the catalogue says of it, and reported.
    """
    from gongwen.office.desk.press import plain_text

    documents, findings = [], []
    for holdings in office.all_holdings():
        for item in holdings.ledger.items():
            text = ""
            try:
                require_item(holdings.store, item.item_id, item.number)
                paper = _paper(holdings.store, item.item_id)
                text = plain_text(paper, office.workshop.typefaces)
            except (IntegrityError, NotFoundError, StorageError) as error:
                findings.append(Finding(item.item_id, "登记", error.sentence()))
            documents.append(search_document(item, text))
            on_item(str(item.number))
    for name in engines:
        with database_errors():
            office.engine(name).rebuild(documents)
    return Reindexed(len(documents) - len(findings), tuple(findings))


def _paper(store: ItemStore, item_id: str) -> Document:
    try:
        return notation.parse(store.read(item_id, PAPER).decode())
    except (FactsError, UnicodeDecodeError) as error:
        raise IntegrityError(
            f"件 {item_id} 的正文读不懂", rule="存档格式 四", advice="请用 gongwen archive verify 查明原因"
        ) from error


def _placed(office: Office, page: Page) -> tuple[Found, ...]:
    from gongwen.records.catalogue import kept_by

    owners = kept_by(hit.item_id for hit in page.hits)
    holdings = {code: office.holdings(code) for code in set(owners.values())}
    found = []
    for hit in page.hits:
        one = holdings[owners[hit.item_id]]
        found.append(Found(hit, one.store.location(hit.item_id), one.ledger.sample))
    return tuple(found)
