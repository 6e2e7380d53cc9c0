"""adding (收存): what others sent becomes items of the archive, whatever it is.

Comes in: files and folders, from whom they came, a person to ask. Goes out:
an `Outcome` for each file: kept as an item with its description and its
doubts, known already and given one more receipt, put aside in quarantine, not
taken because it is still being written or marked with a 密级, passed over. No
file is dropped in silence. Owns the terms receipt (收据), doubt (待核), fate.
Refuses to open what looks made to do harm, and to change a byte of an original.
"""

from gongwen.office.keeping.adding.adding import add, counted
from gongwen.office.keeping.adding.describing import ELEMENTS
from gongwen.office.keeping.adding.values import (
    STEPS,
    AddParts,
    Clock,
    Doubt,
    Fate,
    Outcome,
    Proposal,
    Wishes,
)

__all__ = [
    "ELEMENTS",
    "STEPS",
    "AddParts",
    "Clock",
    "Doubt",
    "Fate",
    "Outcome",
    "Proposal",
    "Wishes",
    "add",
    "counted",
]
