"""Character pairs: what the indexes store instead of words.

A text of n characters has n-1 overlapping pairs. A query of two or more
characters needs all of its pairs; an index thereby names candidates, among
which the literal check on the stored text decides. So a pair index may say too
much, never too little.

The trailing-prefix rule: the last character of a text stands alone, as a token
of one character, and a query of one character asks for the tokens that *begin*
with it. Without the rule 号 at the end of a text, or before any other
character, would not be found.
"""

from __future__ import annotations

from itertools import pairwise

SCHEME = 1
"""Raised whenever stored pairs or normalised texts would come out differently."""

MOST_PAIRS = 64
"""A query asks the index for this many pairs at most; the literal check sees the rest."""

_FULL_WIDTH = {code: chr(code + 0xFEE0) for code in range(0x21, 0x80) if not chr(code).isalnum()}
_FTS5_SAFE = {code: chr(0x2460 + code) for code in range(0x20)} | {0x20: "\u3000"} | _FULL_WIDTH
"""ASCII punctuation in full width, controls as circled figures: no normalised text holds these."""


def pairs(text: str) -> list[str]:
    """Return the overlapping pairs of normalised `text`, its last character alone at the end."""
    return [text[index : index + 2] for index in range(len(text))]


def pairs_and_characters(text: str) -> set[str]:
    """Return every pair and every single character of normalised `text`, once each."""
    return set(pairs(text)) | set(text)


def needed_pairs(term: str) -> tuple[str, ...]:
    """Return the pairs any text must hold that contains normalised `term`.

    One character, when `term` has only one.
    """
    return tuple(pairs(term)[: len(term) - 1][:MOST_PAIRS]) or (term,)


def fts5_tokens(text: str) -> str:
    """Return the pairs of normalised `text` for an FTS5 column with the `ascii` tokenizer.

    That tokenizer breaks at ASCII punctuation, for which other characters stand.
    """
    safe = text.translate(_FTS5_SAFE)
    return " ".join([first + second for first, second in pairwise(safe)] + [safe[-1:]])


def fts5_is_exact(term: str) -> bool:
    """Tell whether `fts5_phrase` finds `term` where it stands and nowhere else.

    Its pairs then stand one after the other in one column. Not so for a term
    cut to MOST_PAIRS.
    """
    return len(term) <= MOST_PAIRS


def fts5_phrase(term: str) -> str:
    """Return the FTS5 expression for texts that may contain normalised `term`."""
    joined = " ".join(pair.translate(_FTS5_SAFE) for pair in needed_pairs(term))
    return f'"{joined}" *' if len(term) == 1 else f'"{joined}"'
