"""links (引用): which papers one is based on, which cite it, who has answered and who has not.

The citations of an item are read from its text when it comes in or is issued,
and made anew with the index.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from gongwen.drafting.checks.addressees import split_addressees
from gongwen.model.directory import Directory, Refusal
from gongwen.model.directory.names import folded
from gongwen.office.desk.deposit import read_paper
from gongwen.office.keeping.citing import cited_by, citing, titles_of
from gongwen.office.keeping.pieces import Piece, in_any, pieces
from gongwen.office.searching.known import county_of
from gongwen.office.wiring import Office
from gongwen.recognise.circular import Relation
from gongwen.records.keeping.values import Cited
from gongwen.records.transactions import database_errors

_ASKING = ("请示", "函")


@dataclass(frozen=True, slots=True)
class Link:
    """A paper that an item cites, and the item it is here, None when the archive does not have it."""

    cited: Cited
    here: Piece | None


@dataclass(frozen=True, slots=True)
class Links:
    """What a paper is tied to.

    `citing` are (item, how) of all that cite it. `answers` are those of them
    that others answer with, or that answer what came in. `waiting` are the
    addressees, 统称 expanded by the lists, from none of which an answer came;
    `open_names` those that no list can expand. `unanswered` says of a 请示 or
    函 that came in that no paper of ours answers it.
    """

    based_on: tuple[Link, ...]
    citing: tuple[tuple[Piece, str], ...]
    answers: tuple[Piece, ...]
    waiting: tuple[str, ...] = ()
    open_names: tuple[str, ...] = ()
    unanswered: bool = False


@database_errors()
def links(office: Office, name: str) -> tuple[Piece, Links]:
    """Return the item with this document number or item id, and its links.

    Raises NotFoundError when there is none.
    """
    organs = office.organs()
    catalogue = {one.item_id: one for organ in organs for one in pieces(organ.holdings)}
    organ, about = in_any(organs, name)
    keeping = organ.holdings.keeping
    based_on = tuple(Link(cited, _here(catalogue.values(), cited)) for cited in cited_by(keeping, about))
    cited_from = tuple(
        (catalogue[item_id], relation) for item_id, relation in citing(keeping, about) if item_id in catalogue
    )
    answers = tuple(dict.fromkeys(one for one, relation in cited_from if _answers(about, one, relation)))
    if about.issued is None or about.destroyed_by:
        asked = about.issued is None and about.kind in _ASKING
        return about, Links(based_on, cited_from, answers, unanswered=asked and not answers)
    paper = read_paper(organ.holdings.store, about.item_id)
    day = paper.signature.date_of_issue
    waiting, open_names = _waiting(paper.addressees, answers, office.directory(day), day)
    return about, Links(based_on, cited_from, answers, waiting, open_names)


def _waiting(
    addressees: str, answers: Iterable[Piece], lists: Directory, on: dt.date
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the addressees from none of which an answer came, and those that no list can expand."""
    county = county_of(lists)
    came = [name for one in answers for name in _senders(one)]
    waiting, open_names = [], []
    for addressee in split_addressees(addressees, lists.known(on)):
        members = lists.expand(addressee, on)
        if isinstance(members, Refusal):
            if members.known:
                open_names.append(addressee)
                continue
            members = (addressee,)
        waiting += [one for one in members if not any(_same(one, other, county) for other in came)]
    return tuple(dict.fromkeys(waiting)), tuple(open_names)


def _senders(one: Piece) -> Iterator[str]:
    yield from one.organs
    if one.received is not None and one.received.sender:
        yield one.received.sender


def _same(addressee: str, sender: str, county: Callable[[str], str]) -> bool:
    """Say whether an answer of `sender` is that of the addressee: the same name, or of the same county."""
    one, other = folded(addressee), folded(sender)
    if one.startswith(other) or other.startswith(one):
        return True
    return bool(county(addressee)) and county(addressee) == county(sender)


def _answers(about: Piece, one: Piece, relation: str) -> bool:
    """Say whether `one`, which cites the paper, answers it.

    To what was issued here others answer, by papers that came in or are kept
    here for them; what came in is answered by a paper that says so.
    """
    if about.issued is not None:
        return one.received is not None or not set(one.organs) & set(about.organs)
    return one.issued is not None and relation == Relation.ANSWERED.value


def _here(catalogue: Iterable[Piece], cited: Cited) -> Piece | None:
    """Return the item that is cited: by its number, else by its title; None when it is not here."""
    known = list(catalogue)
    if cited.number:
        return next((one for one in known if one.number == cited.number), None)
    return next((one for one in known if cited.title in titles_of(one)), None)
