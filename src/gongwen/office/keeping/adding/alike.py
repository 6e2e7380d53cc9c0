"""What came in held against what is here: a later version, a scan of the same paper, a paper of ours."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from gongwen.errors import GongwenError
from gongwen.intake import FileForm, Reading
from gongwen.intake.likeness import NEAR, fingerprint, near
from gongwen.office.desk.holdings import Holdings
from gongwen.office.keeping.adding.values import AddParts, Looked
from gongwen.office.keeping.pieces import (
    ORIGINAL,
    Piece,
    name_of_original,
    of_received,
    pieces,
    text_of,
)
from gongwen.records.keeping.origins.deriving import LATER
from gongwen.records.keeping.values import ReceivedRecord
from gongwen.search import fold

_SPECIAL = re.compile(r"[\s'\"\\$`!&|;<>()*?\[\]{}~#]")
_VERSION = 0.9
_MOST = 3
_SCANS = (FileForm.PDF, FileForm.JPEG, FileForm.PNG, FileForm.TIFF, FileForm.OFD)


@dataclass(frozen=True, slots=True)
class Likeness:
    """A file's fingerprint and what it is like: the item it is a later version of, and Chinese hints."""

    fingerprint: str
    earlier: str = ""
    hints: tuple[str, ...] = ()


class Known:
    """The catalogue as it stands when taking in begins, and what was taken in since."""

    def __init__(self, holdings: Holdings) -> None:
        self.pieces = [one for one in pieces(holdings) if not one.destroyed_by]
        self._store = holdings.store

    def issued_with(self, source: str) -> Piece | None:
        """Return the paper issued here that has an original with this SHA-256, None when there is none."""
        return self._originals.get(source)

    @cached_property
    def _originals(self) -> dict[str, Piece]:
        found: dict[str, Piece] = {}
        for one in self.pieces:
            if one.issued:
                with suppress(GongwenError):
                    listed = self._store.listed(one.item_id)
                    found |= {sum_: one for name, sum_ in listed.items() if name.startswith(ORIGINAL)}
        return found

    def add(self, record: ReceivedRecord) -> None:
        """Know what was taken in just now."""
        self.pieces.append(of_received(record))


def likeness(parts: AddParts, here: Known, looked: Looked, sender: str) -> Likeness:
    """Return what a file that was not here before is like."""
    print_ = fingerprint(looked.reading)
    known = here.pieces
    received = [one.received for one in known if one.received]
    earlier = _earlier(parts, looked, sender, print_, received)
    ours = _ours(known, looked)
    hints = [ours] if ours else []
    if not ours:
        like = [*_like_received(known, print_, earlier), *_like_issued(parts, known, looked, print_)]
        what = "又一份扫描" if looked.reading.form in _SCANS else "又一份"
        hints += [
            f"像是 {one.name} 的{what}（相似 {share:.2f}，件 {one.item_id}），请核对"
            for share, one in sorted(like, key=lambda pair: (-pair[0], pair[1].item_id))[:_MOST]
        ]
    return Likeness(print_, earlier, tuple(hints))


def _earlier(
    parts: AddParts, looked: Looked, sender: str, print_: str, received: list[ReceivedRecord]
) -> str:
    """Return the item that a file is the later, longer version of; empty where there is none.

    Of the items that came under the same name it is the last one whose bytes
    this file begins with, or whose text, sent by the same, is nearly this one's.
    """
    for one in received:
        if one.name != looked.name or _is_followed(parts, one.item_id):
            continue
        original = _original(parts.holdings, one.item_id)
        if original and looked.content.startswith(original):
            return one.item_id
        longer = len(looked.content) > len(original) and one.sender == sender
        if longer and near(print_, one.fingerprint) >= _VERSION:
            return one.item_id
    return ""


def _is_followed(parts: AddParts, item_id: str) -> bool:
    """Say whether an item has a later version."""
    return any(one.relation == LATER for one in parts.holdings.keeping.origin_of(item_id))


def _original(holdings: Holdings, item_id: str) -> bytes:
    with suppress(GongwenError):
        return holdings.store.read(item_id, name_of_original(holdings, item_id))
    return b""


def _like_received(known: Sequence[Piece], print_: str, earlier: str) -> Iterator[tuple[float, Piece]]:
    for one in known:
        if one.received and one.item_id != earlier:
            share = near(print_, one.received.fingerprint)
            if share >= NEAR:
                yield share, one


def _like_issued(
    parts: AddParts, known: Sequence[Piece], looked: Looked, print_: str
) -> Iterator[tuple[float, Piece]]:
    """Yield the papers issued here that a text names by title or number and is nearly the same as."""
    folded = fold(looked.reading.text)
    for one in known:
        if one.issued and (fold(one.title) in folded or fold(one.number) in folded):
            with suppress(GongwenError):
                text = text_of(parts.holdings, one, parts.plain_text)
                share = near(print_, fingerprint(Reading(FileForm.TEXT, text=text)))
                if share >= NEAR:
                    yield share, one


def _ours(known: Sequence[Piece], looked: Looked) -> str:
    """Return a hint where a file has the number of a paper issued here as its own."""
    number = looked.circular.document_number
    if number is None or not any(one.issued and one.issued.number == number for one in known):
        return ""
    scan = looked.reading.form in _SCANS
    what, purpose = ("像是它盖章以后的扫描件", "用印扫描件") if scan else ("像是同一份", "其他")
    name = shlex.quote(looked.name) if _SPECIAL.search(looked.name) else looked.name
    words = f"gongwen archive append {number} {name} --as {purpose}"
    return f"文号 {number} 是本机关发的，{what}；要放到那一件旁边，请用 {words}"
