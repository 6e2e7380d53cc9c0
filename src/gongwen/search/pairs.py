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

_PRIVATE = 0xE000
_FTS5_SAFE = {code: chr(_PRIVATE + code) for code in range(128) if not chr(code).isalnum()}


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

    That tokenizer breaks at ASCII punctuation, so these characters are moved
    into the private area; a clash there only adds candidates.
    """
    safe = text.translate(_FTS5_SAFE)
    return " ".join([first + second for first, second in pairwise(safe)] + [safe[-1:]])


def fts5_is_exact(term: str) -> bool:
    """Tell whether `fts5_phrase` finds `term` where it stands and nowhere else.

    Its pairs then stand one after the other in one column. Not so for a term
    cut to MOST_PAIRS or with a character that was moved.
    """
    return len(term) <= MOST_PAIRS and not any(
        ord(char) in _FTS5_SAFE or _PRIVATE <= ord(char) < _PRIVATE + 128 for char in term
    )


def fts5_phrase(term: str) -> str:
    """Return the FTS5 expression for texts that may contain normalised `term`."""
    joined = " ".join(pair.translate(_FTS5_SAFE) for pair in needed_pairs(term))
    return f'"{joined}" *' if len(term) == 1 else f'"{joined}"'
