"""Pieces: what was found of each element, before a paper is made of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from gongwen.model.document import Block, Document, FormLine, Heading, Paragraph, Table
from gongwen.model.finding import Finding, Level
from gongwen.recognise.values import RULE, Line, Unplaced
from gongwen.recognise.wording import folded


@dataclass
class PartPieces:
    """A part as it is read: its title line by line, its blocks, the names of 附件说明."""

    name: str
    titles: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    landscape: bool = False

    def add(self, block: Block, place: str) -> None:
        """Put a block at the end."""
        self.blocks.append(block)
        self.places.append(place)


@dataclass
class Pieces:
    """All that was read so far."""

    header: list[Line] = field(default_factory=list)
    parts: list[PartPieces] = field(default_factory=list)
    addressees: list[str] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)
    date: str = ""
    note: str = ""
    attendance: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)

    def warn(self, place: str, sentence: str, level: Level = Level.WARNING, rule: str = RULE) -> None:
        """Add a finding."""
        self.findings.append(Finding(place, rule, sentence, level))


@dataclass(frozen=True)
class Known:
    """What the paper said before it was edited: where a text is the same, it is the same element."""

    paragraphs: frozenset[str]
    forms: frozenset[tuple[str, ...]]
    tables: tuple[Table, ...]
    names: dict[str, str]
    organs: frozenset[str]
    addressed: bool

    @classmethod
    def of(cls, document: Document) -> Known:
        """Return what is to be known of `document`."""
        parts = document.parts
        blocks = [block for part in parts for block in part.blocks]
        signature = document.signature
        names = [
            *(part.title for part in parts),
            *(name for part in parts for name in part.attachment_note),
            *signature.organs,
            *(signer.post for signer in signature.signers),
            *document.header.issuer_mark.organs,
            document.imprint.printing_office,
            document.imprint.cc,
            document.addressees,
            *document.header.signatories,
            document.note,
        ]
        return cls(
            frozenset(one.text for one in blocks if isinstance(one, Paragraph))
            | frozenset(one.text for one in blocks if isinstance(one, Heading)),
            frozenset(one.segments for one in blocks if isinstance(one, FormLine)),
            tuple(one for one in blocks if isinstance(one, Table)),
            {folded(name): name for name in names},
            frozenset(folded(one) for one in (*signature.organs, *(s.post for s in signature.signers))),
            bool(document.addressees),
        )

    def name(self, text: str) -> str:
        """Return a name as it was written where only its white space differs, else in one line."""
        return self.names.get(folded(text), text.replace("\n", ""))
