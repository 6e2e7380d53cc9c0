"""The index against the items: what is stored for searching is what every item says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from gongwen.errors import IntegrityError, NotFoundError, StorageError
from gongwen.model.finding import Finding, Level
from gongwen.office.keeping.citing import cited_in
from gongwen.office.keeping.pieces import pieces, text_of, to_search
from gongwen.records.keeping.models import Citation
from gongwen.records.transactions import database_errors

if TYPE_CHECKING:
    from gongwen.office.wiring import Office
    from gongwen.search import SearchDocument

_UNLIKE = "存的引用与件的文字不符；请运行 gongwen archive reindex"


@database_errors()
def search_findings(office: Office, on_text: Callable[[], object]) -> Iterator[Finding]:
    """Yield where stored papers, the pairs of FTS5 and the Whoosh index are not what the items make them.

    Every paper is laid out anew for its text; `on_text` is called for each. An item that cannot be read is
    left to the checks on it.
    """
    from gongwen.search.proving.stored import pair_findings, stored_findings
    from gongwen.search.saved import changed_searches

    unread: set[str] = set()
    links: list[Finding] = []
    for finding in stored_findings(_telling(_documents(office, unread, links), on_text)):
        if finding.place not in unread:
            yield finding
    yield from links
    yield from pair_findings()
    yield from office.feed_findings()
    for name in changed_searches():
        yield Finding(f"保存的检索「{name}」", "检索", "不是存下时的样子，已被改动；请核对后重新保存")


def _telling(documents: Iterator[SearchDocument], on_text: Callable[[], object]) -> Iterator[SearchDocument]:
    for document in documents:
        yield document
        on_text()


def _documents(office: Office, unread: set[str], links: list[Finding]) -> Iterator[SearchDocument]:
    """Yield what every item says; those that cannot be read go to `unread`, wrong citations to `links`."""
    from gongwen.office.desk.press import plain_text

    cited: dict[str, list[tuple[int, str, str, str]]] = {}
    rows = Citation.objects.order_by("item_id", "ordinal")
    for item_id, *one in rows.values_list("item_id", "ordinal", "number", "title", "relation"):
        cited.setdefault(item_id, []).append((one[0], one[1], one[2], one[3]))
    for holdings in office.all_holdings():
        for item in pieces(holdings):
            seen = cited.pop(item.item_id, [])
            try:
                text = text_of(holdings, item, lambda paper: plain_text(paper, office.workshop.typefaces))
            except (IntegrityError, NotFoundError, StorageError):
                unread.add(item.item_id)
                continue
            told = [(n, one.number, one.title, one.relation) for n, one in enumerate(cited_in(text))]
            if seen != told:
                links.append(Finding(item.item_id, "引用", _UNLIKE, Level.WARNING))
            yield to_search(item, text)
    links += (Finding(item_id, "引用", _UNLIKE, Level.WARNING) for item_id in cited)
