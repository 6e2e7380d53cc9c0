"""search (检索): a query as staff type it, answered with snippets, numbers, places; papers like another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongwen.archive.identity import item_id_of
from gongwen.errors import IntegrityError, NotFoundError, StorageError
from gongwen.model import DocumentNumber, Finding
from gongwen.office.keeping.citing import cited_in
from gongwen.office.keeping.pieces import pieces, text_of, to_search
from gongwen.office.searching.known import known
from gongwen.office.wiring import Office
from gongwen.records.keeping.arranging.values import UnitRecord
from gongwen.records.transactions import database_errors
from gongwen.search.values import Order, Request

if TYPE_CHECKING:
    from gongwen.search import Facets, Hit, Known


@dataclass(frozen=True, slots=True)
class Found:
    """A hit, where its item lies and what became of it; `sample` marks a paper of a sample organ (示例).

    `unit` is None before it is filed; `held` says why it may not be destroyed.
    """

    hit: Hit
    location: str
    sample: bool
    state: str
    unit: UnitRecord | None = None
    held: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, how many there are in all, how the query was understood, by which engine.

    `likely` is what tolerance (容错) found besides, with its own total; `facets`
    all that was found, counted, where that was asked for.
    """

    found: tuple[Found, ...]
    total: int
    interpretation: str
    engine: str
    order: Order = Order.RELEVANCE
    likely: tuple[Found, ...] = ()
    likely_total: int = 0
    facets: Facets | None = None

    @property
    def partial(self) -> bool:
        """Say whether there are more papers than are here."""
        return self.total > len(self.found)


@dataclass(frozen=True, slots=True)
class Like:
    """A paper like another one: how much of what is peculiar to that one it has, and what they share."""

    found: Found
    share: float
    shared: tuple[str, ...]


@database_errors()
def search(
    office: Office,
    asked: str | Request,
    *,
    engine: str | None = None,
    limit: int = 20,
    offset: int = 0,
    facets: bool = False,
) -> Answer:
    """Return the papers that hold what is asked for, by `engine` or by the office's own choice.

    Raises UsageError for a query that cannot be answered.
    """
    from gongwen.search import Likeness, parse_query

    request = asked if isinstance(asked, Request) else Request(asked)
    index, beside, order = office.engine(engine), known(office), request.order
    likeness = Likeness(scripts=request.scripts)
    query = parse_query(request.text, literal=request.literal, likeness=likeness)
    tolerant = replace(likeness, ocr=True)
    loose = parse_query(request.text, literal=request.literal, likeness=tolerant) if request.ocr else None
    page = index.search(query, limit=limit, offset=offset, order=order, known=beside)
    likely = loose and index.search(loose, limit=limit, offset=offset, order=order, known=beside)
    return Answer(
        _placed(office, page.hits, beside),
        page.total,
        page.interpretation,
        index.name,
        order,
        likely=_placed(office, likely.hits, beside) if likely else (),
        likely_total=likely.total if likely else 0,
        facets=index.facets(query, beside) if facets else None,
    )


@database_errors()
def like(office: Office, name: str, *, limit: int = 10) -> tuple[Like, ...]:
    """Return the papers most like the one with this document number or item id; NotFoundError without one."""
    from gongwen.search import similar

    papers = similar(_item_id(name), limit)
    placed = _placed(office, tuple(paper.hit for paper in papers), known(office))
    return tuple(Like(found, paper.share, paper.shared) for found, paper in zip(placed, papers, strict=True))


def _item_id(name: str) -> str:
    with suppress(ValueError):
        return item_id_of(DocumentNumber.parse(name))
    return name.strip()


@dataclass(frozen=True, slots=True)
class Reindexed:
    """How many items were taken in whole, and those whose text could not be read."""

    items: int
    findings: tuple[Finding, ...]


def reindex(office: Office, engines: Sequence[str], on_item: Callable[[str], object]) -> Reindexed:
    """Make the indexes of `engines`, and the links between papers, anew from the items themselves.

    `on_item` is told each number when its paper was read. An item whose text
    cannot be read is found by what the catalogue says of it, and reported.
    """
    from gongwen.office.desk.press import plain_text

    documents, findings = [], []
    for holdings in office.all_holdings():
        for item in pieces(holdings):
            text = ""
            try:
                text = text_of(holdings, item, lambda paper: plain_text(paper, office.workshop.typefaces))
            except (IntegrityError, NotFoundError, StorageError) as error:
                findings.append(Finding(item.item_id, "登记", error.sentence()))
            documents.append(to_search(item, text))
            holdings.keeping.cite(item.item_id, cited_in(text))
            on_item(item.name)
    for name in engines:
        with database_errors():
            office.engine(name).rebuild(documents)
    return Reindexed(len(documents) - len(findings), tuple(findings))


def _placed(office: Office, hits: tuple[Hit, ...], beside: Known) -> tuple[Found, ...]:
    from gongwen.records.catalogue import kept_by

    owners = kept_by(hit.item_id for hit in hits)
    holdings = {code: office.holdings(code) for code in set(owners.values())}
    found = []
    for hit in hits:
        one = holdings[owners[hit.item_id]]
        state = beside.states.get(hit.item_id, beside.usual_state)
        unit = one.keeping.unit_of(hit.item_id)
        held = one.keeping.held(hit.item_id) if unit else ""
        location = "" if unit and unit.destroyed_by else one.store.location(hit.item_id)
        found.append(Found(hit, location, one.ledger.sample, state, unit, held))
    return tuple(found)
