"""What a reader hands back, and its way through the pipe to the process that asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from gongwen.intake.joining import Line
from gongwen.intake.values import Member

BREAK = "\v"
"""A line end inside a title: it parts lines, but not the words of the text."""


@dataclass(slots=True)
class Extract:
    """What one file gave.

    `paragraphs` come from forms that know their paragraphs; `laid_out` are
    the pages of forms that know only lines, `typed` those of a plain text.
    `pictures` are the pages, counted
    from 0, that have no text of their own. `troubles` are sentences of what
    could not be read beside what could. `following` is the page to ask for
    next when time did not allow all.
    """

    paragraphs: list[str] = field(default_factory=list)
    laid_out: list[list[Line]] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    pages: int | None = None
    pictures: list[int] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    hostile: bool = False
    looks: list[str] = field(default_factory=list)
    following: int | None = None

    def pack(self) -> tuple[dict[str, Any], bytes]:
        """Return what can be written as JSON, and the bytes of the members one after another."""
        head = {
            "paragraphs": self.paragraphs,
            "laid_out": self.laid_out,
            "typed": self.typed,
            "pages": self.pages,
            "pictures": self.pictures,
            "members": [(member.name, len(member.content)) for member in self.members],
            "troubles": self.troubles,
            "hostile": self.hostile,
            "looks": self.looks,
            "following": self.following,
        }
        return head, b"".join(member.content for member in self.members)

    @classmethod
    def unpack(cls, head: dict[str, Any], body: bytes) -> Extract:
        """Return what `pack` packed."""
        place, members = 0, []
        for name, size in head["members"]:
            members.append(Member(name, body[place : place + size]))
            place += size
        pages = [[Line(*line) for line in page] for page in head["laid_out"]]
        rest = {key: head[key] for key in head if key not in ("laid_out", "members")}
        return cls(laid_out=pages, members=members, **rest)

    def go_on(self, more: Extract) -> None:
        """Take in the pages that follow."""
        self.laid_out += more.laid_out
        self.pictures += more.pictures
        self.looks += more.looks
        self.troubles += more.troubles
        self.following = more.following
