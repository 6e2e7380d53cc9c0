"""Putting one file that came in into the archive: an item and its entries, or one more receipt.

The bag is staged, synced and placed; then item, receipt, index and links are
entered in one transaction, and copied. Stopped anywhere, the same call again
goes on; nothing is there twice.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from gongwen.archive.identity import received_item_id
from gongwen.errors import IntegrityError, NotFoundError
from gongwen.office.desk.deposit import lies_in
from gongwen.office.keeping.adding.alike import Known, Likeness, likeness
from gongwen.office.keeping.adding.bagging import kept_files
from gongwen.office.keeping.adding.describing import proposed, settled
from gongwen.office.keeping.adding.looking import whole_text
from gongwen.office.keeping.adding.values import AddParts, Doubt, Fate, Looked, Outcome, Wishes
from gongwen.office.keeping.bags import put_bag, received_bag
from gongwen.office.keeping.citing import cited_in
from gongwen.office.keeping.pieces import Piece, of_received, text_of, to_search
from gongwen.records.keeping.origins.deriving import LATER, WITHIN
from gongwen.records.keeping.values import Description, NewReceived, ReceivedRecord
from gongwen.records.transactions import writing


def enter(
    parts: AddParts, here: Known, looked: Looked, wishes: Wishes, name: str, within: str = ""
) -> Outcome:
    """Keep a file as an item, or enter one more receipt where its bytes are here already.

    `within` is the item it was taken out of. Raises StorageError when the disk
    or the database refuses; the file is then not entered.
    """
    ours = here.issued_with(looked.source)
    if ours is not None:
        return _ours(parts, looked, wishes, name, ours)
    origins = ((WITHIN, within),) if within else ()
    if parts.holdings.keeping.by_source(looked.source) is None:
        like = likeness(parts, here, looked, wishes.sender)
        description = _described(parts, looked, wishes, like)
        if like.earlier:
            origins = (*origins, (LATER, like.earlier))
        outcome = _new(parts, looked, wishes, name, description, like, origins)
        if outcome.fate is Fate.KEPT:
            here.add(parts.holdings.keeping.received(outcome.item_id))
        return outcome
    with parts.holdings.store.claim(_place(looked)):
        return _again(parts, looked, wishes, name, origins)


def aside(parts: AddParts, looked: Looked, wishes: Wishes, name: str) -> Outcome:
    """Put a file that looks made to do harm into quarantine, with its reason."""
    reason = looked.reading.trouble.rstrip("。")
    keeping = parts.holdings.keeping
    note = {"name": name, "sender": wishes.sender, "reason": reason, "on": keeping.today.isoformat()}
    path = parts.suspects.put(looked.content, note)
    parts.on_step("placed")
    keeping.put_aside(looked.source, name, wishes.sender, reason)
    parts.on_step("entered")
    parts.holdings.copy_acts()
    return Outcome(name, Fate.ASIDE, form=looked.reading.form.value, why=f"{reason}；放在 {path}")


def _described(parts: AddParts, looked: Looked, wishes: Wishes, like: Likeness) -> Description:
    """Return the description as it stays, after a person was asked."""
    proposal = proposed(looked, parts.holdings.keeping.today)
    hints = [Doubt("hint", "核对", "", hint) for hint in like.hints]
    if like.earlier:
        hints.append(Doubt("hint", "版本", "", f"接 {like.earlier}，是它后来的、更全的一份"))
    asked = wishes.ask(looked.name, proposal)
    return settled(replace(asked, doubts=(*asked.doubts, *hints))).description


def _new(
    parts: AddParts,
    looked: Looked,
    wishes: Wishes,
    name: str,
    description: Description,
    like: Likeness,
    origins: tuple[tuple[str, str], ...],
) -> Outcome:
    holdings = parts.holdings
    keeping, today = holdings.keeping, holdings.keeping.today
    text = whole_text(looked)
    cited = cited_in(text)
    with holdings.store.claim(_place(looked)):
        if keeping.by_source(looked.source) is not None:
            return _again(parts, looked, wishes, name, origins)
        item_id = received_item_id(today.year, looked.source)
        _clear_earlier(parts, looked, today.year)
        new = NewReceived(
            item_id,
            "",
            looked.source,
            looked.name,
            looked.reading.form.value,
            wishes.sender,
            description,
            like.fingerprint,
            origins,
        )
        sure = looked.reading.confidence
        bag = received_bag(holdings, new, tuple(kept_files(looked)), wishes.note, confidence=sure)
        put_bag(holdings.store, bag, parts.on_step)
        with writing():
            record = keeping.receive(replace(new, digest=bag.digest))
            parts.index.add([to_search(of_received(record), text)])
            keeping.cite(item_id, cited)
        parts.on_step("entered")
    holdings.copy_acts()
    parts.on_step("copied")
    return _told(record, name, Fate.KEPT)


def _again(
    parts: AddParts, looked: Looked, wishes: Wishes, name: str, origins: tuple[tuple[str, str], ...]
) -> Outcome:
    """Enter one more receipt of the bytes that are here."""
    keeping = parts.holdings.keeping
    known = keeping.by_source(looked.source)
    assert known is not None
    if gone := _gone(parts, known):
        return Outcome(name, Fate.GONE, form=known.form, why=gone)
    text = _text_if_readable(parts, known)
    with writing():
        record = keeping.receive_again(known.item_id, looked.name, wishes.sender, origins)
        if record.names != known.names and text is not None:
            parts.index.add([to_search(of_received(record), text)])
    parts.on_step("entered")
    parts.holdings.copy_acts()
    parts.on_step("copied")
    return _told(known, name, Fate.AGAIN)


def _ours(parts: AddParts, looked: Looked, wishes: Wishes, name: str, ours: Piece) -> Outcome:
    """Enter a receipt of a paper issued here, whose very bytes came in."""
    parts.holdings.keeping.receive_ours(ours.item_id, looked.name, wishes.sender)
    parts.on_step("entered")
    parts.holdings.copy_acts()
    parts.on_step("copied")
    form = looked.reading.form.value
    return Outcome(name, Fate.OURS, ours.item_id, form, ours.number, ours.title, ours.date)


def _text_if_readable(parts: AddParts, known: ReceivedRecord) -> str | None:
    """Return the text an item is found by; None where it is damaged, which archive verify tells."""
    with suppress(IntegrityError, NotFoundError):
        return text_of(parts.holdings, of_received(known), parts.plain_text)
    return None


def _gone(parts: AddParts, known: ReceivedRecord) -> str:
    """Return why an item that was received is not here any more, empty while it is here."""
    unit = parts.holdings.keeping.unit_of(known.item_id)
    if unit is not None and unit.destroyed_by:
        return f"同样的内容收过，已经照 {unit.destroyed_by} 销毁"
    if not lies_in(parts.holdings.store, known.item_id):
        return f"同样的内容收过，它的件 {known.item_id} 却不见了；请先从备份恢复，再收"
    return ""


def _told(record: ReceivedRecord, name: str, fate: Fate) -> Outcome:
    said = record.description
    return Outcome(
        name,
        fate,
        record.item_id,
        record.form,
        said.number,
        said.title,
        said.date,
        trouble=said.trouble,
        doubts=said.unsure,
    )


def _place(looked: Looked) -> str:
    """Return what to claim for a file's bytes: the same in every year."""
    return received_item_id(0, looked.source)


def _clear_earlier(parts: AddParts, looked: Looked, year: int) -> None:
    """Put aside what a call interrupted in the year before left of these bytes."""
    parts.holdings.store.quarantine(
        received_item_id(year - 1, looked.source), "没有登记完就中断了，今年又办了一次"
    )
