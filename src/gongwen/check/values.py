"""What a check says: clauses, what was seen of them, and the verdicts, as frozen values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from gongwen.layout.standard import Measure, Strength

Value = float | str
"""A length, a count, or what was read; lengths are in the clause's unit."""


class Verdict(Enum):
    """What a clause came to."""

    PASS = "合格"
    FAIL = "不合格"
    NOT_APPLICABLE = "不适用"
    UNKNOWN = "测不出"


@dataclass(frozen=True, slots=True)
class Seen:
    """One place where a clause was looked at: the page counts from 1, 0 for the whole file."""

    value: Value
    ok: bool
    page: int = 0
    place: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A rule that can be looked at: its number in GB/T 9704-2012, name, strength, and what it wants."""

    number: str
    name: str
    strength: Strength
    wanted: Value
    tolerance: float = 0.0
    unit: str = ""

    @classmethod
    def of(cls, measure: Measure, tolerance: float, name: str = "") -> Clause:
        """Return the clause that wants a measure of the standard within `tolerance` of its unit."""
        return cls(
            measure.clause, name or measure.name, measure.strength, measure.value, tolerance, measure.unit
        )

    def at(self, value: float, page: int = 0, place: str = "") -> Seen:
        """Return `value` as seen at a place, judged by its distance from what is wanted."""
        assert isinstance(self.wanted, int | float)
        return Seen(round(value, 2), abs(value - self.wanted) <= self.tolerance + 1e-9, page, place)

    def judge(self, found: Iterable[Seen], *, absent: Verdict = Verdict.NOT_APPLICABLE) -> Iterator[Result]:
        """Yield a result for each place that fails, or one for all that pass, or `absent`.

        Of lengths and counts that pass, the one farthest from what is wanted is shown.
        """
        seen = tuple(found)
        failed = tuple(one for one in seen if not one.ok)
        for one in failed:
            yield Result(self, one.value, Verdict.FAIL, one.page, one.place)
        if seen and not failed:
            farthest = max(seen, key=self._distance)
            yield Result(self, farthest.value, Verdict.PASS, farthest.page, farthest.place, len(seen))
        if not seen:
            yield Result(self, "", absent)

    def _distance(self, seen: Seen) -> float:
        if isinstance(self.wanted, str) or isinstance(seen.value, str):
            return 0.0
        return abs(seen.value - self.wanted)


@dataclass(frozen=True, slots=True)
class Result:
    """A clause result: what was seen where, and the verdict; `places` counts the places that agree."""

    clause: Clause
    seen: Value
    verdict: Verdict
    page: int = 0
    place: str = ""
    places: int = 0

    @property
    def binding(self) -> bool:
        """Say whether this is a fault that counts: 不合格, and more than 惯例."""
        return self.verdict is Verdict.FAIL and self.clause.strength is not Strength.CUSTOM

    def as_dict(self) -> dict[str, Value | int]:
        """Return the result as JSON holds it, with the Chinese words for strength and verdict."""
        return {
            "clause": self.clause.number,
            "name": self.clause.name,
            "strength": self.clause.strength.value,
            "seen": self.seen,
            "wanted": self.clause.wanted,
            "tolerance": self.clause.tolerance,
            "unit": self.clause.unit,
            "page": self.page,
            "place": self.place,
            "verdict": self.verdict.value,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All results for one file; `notes` are sentences on what was not looked at."""

    form: str
    pages: int
    results: tuple[Result, ...]
    notes: tuple[str, ...] = ()

    def __add__(self, other: Report) -> Report:
        """Return both reports as one, the pages and form being those of the one that has them."""
        return Report(
            other.form or self.form,
            other.pages or self.pages,
            self.results + other.results,
            self.notes + other.notes,
        )

    @property
    def faults(self) -> tuple[Result, ...]:
        """Return the faults that count: 不合格 of 规定, 一般 or 推算."""
        return tuple(result for result in self.results if result.binding)
