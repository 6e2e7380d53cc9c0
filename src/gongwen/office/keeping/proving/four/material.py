"""Material: all that is known of one item, read once for every check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from gongwen.archive.bag import sha256
from gongwen.model.document import Document
from gongwen.model.finding import Finding
from gongwen.office.desk.deposit import PAPER, lies_in, read_metadata, read_paper
from gongwen.office.desk.holdings import Holdings
from gongwen.office.keeping.pieces import TEXT, Piece
from gongwen.records.keeping.values import FurtherRecord

METADATA = "metadata.json"


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What one item can be held against: how often numbers and titles occur, which items are findable.

    `gaps` maps 机关代字 and year to the serials nobody explained; `codes` an item
    id to its 档号, `broken_codes` tells of 件号 that do not follow each other.
    """

    numbers: Mapping[str, int]
    titles: Mapping[str, int]
    indexed: frozenset[str] = frozenset()
    gaps: Mapping[tuple[str, int], tuple[int, ...]] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    broken_codes: Mapping[str, str] = field(default_factory=dict)
    doubled_codes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Material:
    """One item: its line in the catalogue and what lies in its place; `fold` makes texts comparable."""

    holdings: Holdings
    item: Piece
    neighbours: Neighbours
    fold: Callable[[str], str]

    @cached_property
    def placed(self) -> bool:
        """Whether anything lies in the item's place."""
        return lies_in(self.holdings.store, self.item.item_id)

    @cached_property
    def further(self) -> tuple[FurtherRecord, ...]:
        """The further bags that were entered."""
        return self.holdings.keeping.further(self.item.item_id)

    @cached_property
    def damages(self) -> tuple[Finding, ...]:
        """What is wrong with the bytes of the item and its further bags."""
        store, item = self.holdings.store, self.item
        if not self.placed:
            return (Finding(item.item_id, "登记", f"{item.name} 的件不见了"),)
        found = list(store.verify(item.item_id, item.digest))
        for one in self.further:
            if lies_in(store, one.bag_id):
                found += store.verify(one.bag_id, one.digest)
            else:
                found.append(Finding(one.bag_id, "登记", f"追加的小包（{one.purpose}）不见了"))
        return tuple(found)

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """Every payload file of the item, by its name in data/."""
        store, item_id = self.holdings.store, self.item.item_id
        return {name: store.read(item_id, name) for name in store.get(item_id).names}

    @cached_property
    def added(self) -> Mapping[str, bytes]:
        """Every payload file of the further bags, by bag and name."""
        store = self.holdings.store
        return {
            f"{one.bag_id}/{name}": store.read(one.bag_id, name)
            for one in self.further
            for name in store.get(one.bag_id).names
        }

    @cached_property
    def metadata(self) -> Mapping[str, Any]:
        """What the item's own metadata.json says."""
        return read_metadata(self.holdings.store, self.item.item_id)

    @cached_property
    def paper(self) -> Document:
        """The paper as it was issued, from document.txt."""
        return read_paper(self.holdings.store, self.item.item_id)

    @property
    def issued(self) -> bool:
        """Whether the item was issued here, not come in."""
        return self.item.issued is not None

    @cached_property
    def originals(self) -> Mapping[str, bytes]:
        """The files that are the paper itself."""
        return {name: content for name, content in self.files.items() if name.startswith("original.")}

    @cached_property
    def plain(self) -> str:
        """The text of the item as it is kept, made comparable."""
        name = PAPER if self.issued else TEXT
        return self.fold(self.files.get(name, b"").decode("utf-8", "replace"))

    @cached_property
    def spoken(self) -> Mapping[str, str]:
        """What the PDF and the DOCX of an issued paper say, made comparable, by name."""
        from gongwen.office.keeping.proving.four.opening import text_in

        return {name: self.fold(text_in(name, content)) for name, content in self.originals.items()}

    @cached_property
    def recorded(self) -> Mapping[str, str]:
        """The SHA-256 of each file in data/, as its manifest has it."""
        return {name: sha256(content) for name, content in self.files.items()}
