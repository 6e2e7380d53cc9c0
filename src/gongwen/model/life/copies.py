"""Copies (份数): printed, sealed, sent and kept must agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongwen.model.life.values import Paper, Step, Verb

RULE = "印制、用印、分送、存本的份数要对得上"


@dataclass(frozen=True, slots=True)
class Copies:
    """How many copies of the present text were printed, sealed by each organ, sent and kept."""

    printed: int
    sealed: tuple[tuple[str, int], ...]
    sent: int
    kept: int

    @property
    def unsealed(self) -> tuple[tuple[str, int], ...]:
        """Return the organs whose seal is not on every printed copy, and on how many it is."""
        return tuple((organ, count) for organ, count in self.sealed if count != self.printed)

    @property
    def left(self) -> int:
        """Return how many printed copies are neither sent nor kept; below zero, more went than there were."""
        return self.printed - self.sent - self.kept

    def __str__(self) -> str:
        seals = "，".join(f"{organ}用印 {count}" for organ, count in self.sealed)
        sealed = f"，{seals}" if seals else ""
        return f"印制 {self.printed} 份{sealed}，分送 {self.sent} 份，存本 {self.kept} 份"


def copies_of(paper: Paper, counting: Iterable[Step]) -> Copies:
    """Return the copies that the `counting` steps tell of."""
    steps = tuple(counting)

    def total(verb: Verb, organ: str = "") -> int:
        return sum(step.count("copies") for step in steps if step.verb is verb and organ in ("", step.organ))

    return Copies(
        printed=total(Verb.PRINT),
        sealed=tuple((organ, total(Verb.AFFIX_SEAL, organ)) for organ in paper.sealing),
        sent=total(Verb.DISTRIBUTE),
        kept=total(Verb.DEPOSIT),
    )
