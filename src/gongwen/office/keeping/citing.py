"""Citations: as they are read from the text of an item, and those known of one, in both directions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from gongwen.model.numbering import DocumentNumber
from gongwen.office.keeping.pieces import Piece
from gongwen.recognise.circular import read_circular
from gongwen.records.keeping.keeping import Keeping
from gongwen.records.keeping.values import Cited


def cited_in(text: str) -> tuple[Cited, ...]:
    """Return the papers that a text cites, each once for each way it is cited, in order."""
    found = read_circular(text.splitlines()).citations
    return tuple(dict.fromkeys(Cited(_number(one.number), one.title, one.relation.value) for one in found))


def cited_by(keeping: Keeping, one: Piece) -> Iterator[Cited]:
    """Yield what an item cites, its own number, which stands on its pages too, left out."""
    for cited in keeping.cited_by(one.item_id):
        if not cited.number or cited.number != one.number:
            yield cited


def citing(keeping: Keeping, one: Piece) -> Iterator[tuple[str, str]]:
    """Yield (item id, how) of the other items, of any fonds, that cite one by its number or title."""
    for item_id, relation in keeping.citing(one.number, titles_of(one)):
        if item_id != one.item_id:
            yield item_id, relation


def titles_of(one: Piece) -> tuple[str, ...]:
    """Return how the title of an item may be cited: whole, or from its 关于 on, without the organ."""
    at = one.title.find("关于")
    return (one.title, one.title[at:]) if at > 0 else (one.title,)


def _number(text: str) -> str:
    with suppress(ValueError):
        return str(DocumentNumber.parse(text))
    return text
