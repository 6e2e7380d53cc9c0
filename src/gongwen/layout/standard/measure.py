"""What a measure is: a name, a value, a unit, the clause that gives it and how binding it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from gongwen.model.composition import PT_PER_MM


class Strength(Enum):
    """How binding a measure is."""

    MUST = "规定"
    USUAL = "一般"
    CUSTOM = "惯例"
    DERIVED = "推算"


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its Chinese name, value, unit (mm, pt, 行, 字, 倍 for a ratio), clause, strength."""

    name: str
    value: float
    unit: str
    clause: str
    strength: Strength

    @property
    def pt(self) -> float:
        """Return the value in points, 行 and 字 being those of the grid; a ratio stays as it is."""
        return self.value * _UNITS[self.unit]


PITCH_PT = 28.95
CELL_PT = 15.75
_UNITS = {"mm": PT_PER_MM, "pt": 1.0, "行": PITCH_PT, "字": CELL_PT, "倍": 1.0}
MUST, USUAL, CUSTOM, DERIVED = Strength.MUST, Strength.USUAL, Strength.CUSTOM, Strength.DERIVED
