"""deposit (存档): a paper and its description become an item, and copies for the desk."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gongwen.archive.bag import pack, sha256
from gongwen.archive.identity import item_id_of
from gongwen.archive.store import ItemStore, StoredItem
from gongwen.errors import FactsError, IntegrityError, NotFoundError
from gongwen.model import notation
from gongwen.model.document import Document
from gongwen.model.numbering import DocumentNumber
from gongwen.office.desk.copies import UNSAFE, Copy, put_copies
from gongwen.records.values import ItemRecord
from gongwen.search.values import SearchDocument

PAPER = "document.txt"
"""The file of an item that holds its paper in the notation."""

FACTS = "facts.json"
"""The file of an item that holds the template and the facts its paper was drafted from."""

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Deposit:
    """A numbered paper on its way into the archive.

    `originals` maps a suffix (docx, pdf) to the file's bytes; `request` is the
    text it was asked for with; `sample` marks 示例; `source` is the text of the
    facts it was drafted from; `further` maps a name in data/ to the original
    name and the bytes of what is kept beside the paper.
    """

    fonds: str
    sample: bool
    number: DocumentNumber
    document: Document
    notation: str
    originals: Mapping[str, bytes]
    signatory: str
    signed_on: dt.date
    request: str
    source: str = ""
    further: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)

    @property
    def item_id(self) -> str:
        """Return the item id the paper will have."""
        return item_id_of(self.number)


def deposit(store: ItemStore, paper: Deposit, on_step: Callable[[str], object]) -> StoredItem:
    """Put the paper into the store: staged, synced, placed; each step is told to `on_step`."""
    payload = {f"original.{suffix}": content for suffix, content in paper.originals.items()}
    payload[PAPER] = paper.notation.encode()
    if paper.source:
        payload[FACTS] = paper.source.encode()
    payload.update({name: content for name, (_, content) in paper.further.items()})
    payload["metadata.json"] = _metadata(paper)
    info = {
        "Internal-Sender-Identifier": str(paper.number),
        "External-Description": paper.document.body.title,
        "Gongwen-Format": str(_FORMAT),
    }
    store.stage(pack(paper.item_id, payload, info))
    on_step("staged")
    store.sync(paper.item_id)
    on_step("synced")
    stored = store.place(paper.item_id)
    on_step("placed")
    return stored


def read_metadata(store: ItemStore, item_id: str) -> dict[str, object]:
    """Return the description kept inside the item; IntegrityError when it is unreadable."""
    try:
        metadata = json.loads(store.read(item_id, "metadata.json"))
        return {str(key): value for key, value in metadata.items()}
    except (ValueError, AttributeError) as error:
        raise IntegrityError(f"件 {item_id} 的著录读不懂", rule="存档格式 四") from error


def read_paper(store: ItemStore, item_id: str) -> Document:
    """Return the numbered paper kept inside the item; IntegrityError when it is unreadable."""
    try:
        return notation.parse(store.read(item_id, PAPER).decode())
    except (FactsError, UnicodeDecodeError) as error:
        raise IntegrityError(
            f"件 {item_id} 的正文读不懂", rule="存档格式 四", advice="请用 gongwen archive verify 查明原因"
        ) from error


def read_source(store: ItemStore, item_id: str) -> tuple[str, Mapping[str, object]]:
    """Return the template and the facts kept inside the item; IntegrityError when they are unreadable."""
    try:
        source = json.loads(store.read(item_id, FACTS))
        return str(source["template"]), dict(source["facts"])
    except (ValueError, KeyError, TypeError) as error:
        raise IntegrityError(f"件里的 {FACTS} 读不懂", rule="存档格式 四") from error


def lies_in(store: ItemStore, item_id: str) -> bool:
    """Say whether an item of this id has its place in the store, whatever its state."""
    try:
        store.get(item_id)
    except NotFoundError:
        return False
    return True


def request_digest(request: str) -> str:
    """Return what an item's description says of the request it was made for."""
    return sha256(request.encode())


def same_request(store: ItemStore, item_id: str, request: str) -> bool:
    """Say whether a whole item lies in the store that was made for this `request`."""
    if not lies_in(store, item_id) or store.verify(item_id):
        return False
    return read_metadata(store, item_id).get("request") == request_digest(request)


def catalogue_line(paper: Deposit, stored: StoredItem) -> ItemRecord:
    """Return the catalogue's line for a stored paper."""
    document = paper.document
    return ItemRecord(
        item_id=stored.item_id,
        digest=stored.digest,
        number=paper.number,
        title=document.body.title,
        kind=document.kind.value,
        organs=document.header.issuer_mark.organs,
        date_of_issue=document.signature.date_of_issue,
        signatory=paper.signatory,
        signed_on=paper.signed_on,
    )


def search_document(item: ItemRecord, text: str) -> SearchDocument:
    """Return what the index takes in for an item whose plain text is `text`."""
    return SearchDocument(
        item_id=item.item_id,
        title=item.title,
        number=str(item.number),
        organs=item.organs,
        kind=item.kind,
        year=item.number.year,
        date=item.date_of_issue,
        text=text,
    )


def require_item(store: ItemStore, item_id: str, number: DocumentNumber) -> None:
    """Raise IntegrityError when the item that the ledger has for `number` is not in its place."""
    if not lies_in(store, item_id):
        raise IntegrityError(
            f"{number} 已经核发，它的件却不见了，应在 {store.location(item_id)}",
            rule="核发的公文都有一件",
            advice="请从备份恢复这个文件夹，再运行 gongwen archive verify",
        )


def require_whole(store: ItemStore, item_id: str, digest: str = "") -> None:
    """Raise IntegrityError when an item is not what its manifests, and `digest` of the ledger, say."""
    if damages := store.verify(item_id, digest):
        raise IntegrityError(
            f"件 {item_id} 已损坏（{damages[0].sentence}，共 {len(damages)} 处），没有写出文件",
            rule="写出的文件须与核发时存档的相同",
            advice="请从备份恢复这一件，再运行 gongwen archive verify",
        )


def write_copies(store: ItemStore, item_id: str, folder: Path, digest: str = "") -> tuple[Copy, ...]:
    """Write the item's originals into `folder` under their own names, over no file that differs.

    Raises IntegrityError, and writes nothing, when the item is not whole.
    """
    require_whole(store, item_id, digest)
    papers: dict[str, list[tuple[str, bytes]]] = {}
    files = read_metadata(store, item_id).get("files")
    for entry in files if isinstance(files, list) else ():
        if str(entry["name"]).startswith("original."):
            stem, _, suffix = str(entry["original_name"]).translate(UNSAFE).lstrip(".").rpartition(".")
            papers.setdefault(stem, []).append((suffix, store.read(item_id, str(entry["name"]))))
    return tuple(copy for stem, named in papers.items() for copy in put_copies(folder, stem, named))


def _metadata(paper: Deposit) -> bytes:
    document, number = paper.document, paper.number
    names = {PAPER: f"{number}.txt"}
    names |= {f"original.{suffix}": f"{number}.{suffix}" for suffix in sorted(paper.originals)}
    names |= {FACTS: f"{number} 事实.json"} if paper.source else {}
    names |= {name: original for name, (original, _) in paper.further.items()}
    description = {
        "format": _FORMAT,
        "item_id": paper.item_id,
        "fonds": paper.fonds,
        "sample": paper.sample,
        "number": str(number),
        "issuer_code": number.issuer_code,
        "year": number.year,
        "serial": number.serial,
        "title": document.body.title,
        "kind": document.kind.value,
        "organs": list(document.header.issuer_mark.organs),
        "date_of_issue": document.signature.date_of_issue.isoformat(),
        "signatory": paper.signatory,
        "signed_on": paper.signed_on.isoformat(),
        "request": request_digest(paper.request),
        "files": [{"name": name, "original_name": original} for name, original in names.items()],
    }
    return (json.dumps(description, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
