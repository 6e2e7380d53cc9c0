"""Texts that the entries tell of by their SHA-256 only, found in the items: drafts, facts, requests."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.archive.bag import sha256
from gongwen.archive.store import ItemStore
from gongwen.errors import GongwenError
from gongwen.model import notation
from gongwen.model.document import Document
from gongwen.office.desk.deposit import FACTS, PAPER, read_metadata, read_paper
from gongwen.office.desk.request import Further, IssueRequest, pack
from gongwen.records.retelling.values import day_of

_APART = frozenset({PAPER, FACTS, "metadata.json"})


def texts_in(store: ItemStore) -> dict[str, str]:
    """Return every text that the items of a fonds hold or make certain, by its SHA-256."""
    found: dict[str, str] = {}
    for item_id in store.ids():
        try:
            for text in _of_item(store, item_id):
                found[sha256(text.encode())] = text
        except GongwenError:  # a damaged item tells nothing; verify names it
            continue
    return found


def _of_item(store: ItemStore, item_id: str) -> Iterator[str]:
    names = store.get(item_id).names
    for name in names:
        if name.endswith((".txt", ".json")):
            yield store.read(item_id, name).decode("utf-8", "replace")
    if PAPER in names:
        document = read_paper(store, item_id).unnumbered()
        yield notation.write(document)
        yield from _request(store, item_id, names, document)


def _request(store: ItemStore, item_id: str, names: tuple[str, ...], document: Document) -> Iterator[str]:
    """Yield the request that an item was made for, put together again from it and its `document`."""
    said = read_metadata(store, item_id)
    files = said.get("files")
    signed_on = day_of(str(said.get("signed_on", "")))
    if not isinstance(files, list) or signed_on is None:
        return
    further = tuple(
        Further(name, str(one["original_name"]), sha256(store.read(item_id, name)))
        for one in files
        if (name := str(one["name"])) not in _APART and not name.startswith("original.")
    )
    source = store.read(item_id, FACTS).decode() if FACTS in names else ""
    request = IssueRequest(
        document, str(said.get("signatory", "")), signed_on, source=source, further=further
    )
    yield pack(request, signed_on)
