"""The index against the items: what is stored for searching is what every item says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gongwen.errors import IntegrityError, NotFoundError, StorageError
from gongwen.model.finding import Finding
from gongwen.office.keeping.pieces import pieces, text_of, to_search
from gongwen.records.transactions import database_errors

if TYPE_CHECKING:
    from gongwen.office.wiring import Office
    from gongwen.search import SearchDocument


@database_errors()
def search_findings(office: Office) -> Iterator[Finding]:
    """Yield where stored papers, the pairs of FTS5 and the Whoosh index are not what the items make them.

    Every paper is laid out anew for its text. An item that cannot be read is
    left to the checks on it.
    """
    from gongwen.search.proving.stored import pair_findings, stored_findings
    from gongwen.search.saved import changed_searches

    unread: set[str] = set()
    for finding in stored_findings(_documents(office, unread)):
        if finding.place not in unread:
            yield finding
    yield from pair_findings()
    yield from office.feed_findings()
    for name in changed_searches():
        yield Finding(f"保存的检索「{name}」", "检索", "不是存下时的样子，已被改动；请核对后重新保存")


def _documents(office: Office, unread: set[str]) -> Iterator[SearchDocument]:
    from gongwen.office.desk.press import plain_text

    for holdings in office.all_holdings():
        for item in pieces(holdings):
            try:
                text = text_of(holdings, item, lambda paper: plain_text(paper, office.workshop.typefaces))
            except (IntegrityError, NotFoundError, StorageError):
                unread.add(item.item_id)
                continue
            yield to_search(item, text)
