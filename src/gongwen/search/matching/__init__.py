"""Matching: a word as it is looked for, literally or more generously on request.

Comes in: a leaf of the query's tree and a `Likeness`. Goes out: a plain
string, or a pattern on normalised text, and what an index can be asked for.
Owns the terms likeness, script class (繁简), confusable (形近), wildcard.
Refuses to know databases and engines.
"""

from gongwen.search.matching.likeness import LITERAL, Likeness
from gongwen.search.matching.words import (
    LEAST,
    MOST,
    AllOf,
    AnyOf,
    Holds,
    Need,
    Sought,
    is_long_enough,
    need_of,
    sought_as,
)

__all__ = [
    "LEAST",
    "LITERAL",
    "MOST",
    "AllOf",
    "AnyOf",
    "Holds",
    "Likeness",
    "Need",
    "Sought",
    "is_long_enough",
    "need_of",
    "sought_as",
]
