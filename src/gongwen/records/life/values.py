"""What `Life` hands out and takes in, as frozen values; those of the model under the records' names."""

from __future__ import annotations

from dataclasses import dataclass

from gongwen.model.life import (
    Described,
    Disclosure,
    Origin,
    Part,
    Person,
    Reference,
    Relation,
    Role,
    Stage,
    Verb,
)
from gongwen.model.life import Paper as PaperRecord
from gongwen.model.life import Step as StepRecord
from gongwen.model.life import Version as VersionRecord

__all__ = [
    "Described",
    "Disclosure",
    "NewPaper",
    "Origin",
    "PaperRecord",
    "Part",
    "Person",
    "Reference",
    "Relation",
    "Role",
    "Stage",
    "StepRecord",
    "Verb",
    "VersionRecord",
]


@dataclass(frozen=True, slots=True)
class NewPaper:
    """A paper to be entered (拟稿): its first text, who drafted it, how it is to be issued.

    `text` is in the notation; where we are 协办 it may be empty, then
    `described` says what the lead's file, kept as a loose file, is.
    """

    text: str
    drafter: str
    part: Part = Part.LEAD
    source: str = ""
    loose: tuple[str, ...] = ()
    described: Described | None = None
    disclosure: Disclosure | None = None
    disclosure_reason: str = ""
    copies: int = 0
    refers_to: Reference | None = None
