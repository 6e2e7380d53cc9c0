"""What a measure is: a name, a value, a unit, the clause that gives it and how binding it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from gongwen.model.composition import PT_PER_MM


class Strength(Enum):
    """How binding a measure is."""

    MUST = "规定"
    USUAL = "一般"
    RECOMMENDED = "推荐"
    CUSTOM = "惯例"
    DERIVED = "推算"


class Limit(Enum):
    """Whether the value is the wanted one, the least or the most; the value is how it is written."""

    EXACT = ""
    LEAST = "≥"
    MOST = "≤"


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its Chinese name, value, unit, clause, strength.

    Lengths are in mm, pt, 行 or 字; 倍 is a ratio; other units (%, g/m², 次, 枚)
    count what no page shows. `tolerance` is what the clause itself allows to
    either side, in the same unit.
    """

    name: str
    value: float
    unit: str
    clause: str
    strength: Strength
    limit: Limit = Limit.EXACT
    tolerance: float = 0.0

    @property
    def pt(self) -> float:
        """Return the value in points, 行 and 字 being those of the grid; a ratio stays as it is.

        Raises KeyError for a unit that is no length.
        """
        return self.value * _UNITS[self.unit]

    @property
    def is_length(self) -> bool:
        """Return whether `pt` can be asked for."""
        return self.unit in _UNITS

    @property
    def written(self) -> str:
        """Return the value as a reader expects it: 37 ± 1 mm, ≥ 15 次."""
        limit = f"{self.limit.value} " if self.limit.value else ""
        tolerance = f" ± {self.tolerance:g}" if self.tolerance else ""
        return f"{limit}{self.value:g}{tolerance} {self.unit}".rstrip()


PITCH_PT = 28.95
CELL_PT = 15.75
_UNITS = {"mm": PT_PER_MM, "pt": 1.0, "行": PITCH_PT, "字": CELL_PT, "倍": 1.0}
MUST, USUAL, RECOMMENDED = Strength.MUST, Strength.USUAL, Strength.RECOMMENDED
CUSTOM, DERIVED = Strength.CUSTOM, Strength.DERIVED
LEAST, MOST = Limit.LEAST, Limit.MOST
