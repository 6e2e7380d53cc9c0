"""Refusal: why a name cannot be used, in three parts, and what may be meant."""

from __future__ import annotations

from dataclasses import dataclass

from gongwen.model.finding import Finding, Level


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was seen, which rule it meets, what to do; each a Chinese clause without final stop.

    `suggestions` are the names that may be written instead; `known` says that
    the name is in the lists, though not in use on the day asked for.
    """

    seen: str
    rule: str
    advice: str
    suggestions: tuple[str, ...] = ()
    known: bool = False

    def sentence(self) -> str:
        """Return what was seen and what to do."""
        return "；".join(part for part in (self.seen, self.advice) if part)

    def finding(self, place: str, level: Level = Level.ERROR) -> Finding:
        """Return this refusal as a finding at `place`."""
        return Finding(place, self.rule, self.sentence(), level)
