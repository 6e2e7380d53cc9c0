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

from array import array

SCHEME = 1
"""Raised whenever stored pairs or normalised texts would come out differently."""

MOST_PAIRS = 64
"""A query asks the index for this many pairs at most; the literal check sees the rest."""

_FULL_WIDTH = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x80) if not chr(code).isalnum()}
_FTS5_SAFE = {chr(code): chr(0x2460 + code) for code in range(0x20)} | {" ": "\u3000"} | _FULL_WIDTH
"""ASCII punctuation in full width, controls as circled figures: no normalised text holds these."""


_SPACE = array("I", [0x20])


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
    safe = array("I", _safe(text).encode("utf-32-le", "surrogatepass"))
    tokens = _SPACE * (3 * len(safe))
    tokens[0::3] = safe
    tokens[1::3] = safe[1:] + _SPACE[: len(safe)]
    return tokens.tobytes().decode("utf-32-le", "surrogatepass").rstrip(" ")


def _safe(text: str) -> str:
    """Return `text` with what stands for ASCII punctuation; replacing one by one is four times as fast."""
    for char, stand_in in _FTS5_SAFE.items():
        text = text.replace(char, stand_in)
    return text


def fts5_is_exact(term: str) -> bool:
    """Tell whether `fts5_phrase` finds `term` where it stands and nowhere else.

    Its pairs then stand one after the other in one column. Not so for a term
    cut to MOST_PAIRS.
    """
    return len(term) <= MOST_PAIRS


def fts5_phrase(term: str) -> str:
    """Return the FTS5 expression for texts that may contain normalised `term`."""
    joined = " ".join(needed_pairs(_safe(term)))
    return f'"{joined}" *' if len(term) == 1 else f'"{joined}"'
