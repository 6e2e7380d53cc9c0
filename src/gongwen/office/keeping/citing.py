"""Citations as they are read from the text of an item, for the links between papers."""

from __future__ import annotations

from contextlib import suppress

from gongwen.model.numbering import DocumentNumber
from gongwen.recognise.circular import read_circular
from gongwen.records.keeping.values import Cited


def cited_in(text: str) -> tuple[Cited, ...]:
    """Return the papers that a text cites, each once for each way it is cited, in order."""
    found = read_circular(text.splitlines()).citations
    return tuple(dict.fromkeys(Cited(_number(one.number), one.title, one.relation.value) for one in found))


def _number(text: str) -> str:
    with suppress(ValueError):
        return str(DocumentNumber.parse(text))
    return text
