"""Where two texts differ, in words."""

from __future__ import annotations

from difflib import SequenceMatcher

CONTEXT = 12
WINDOW = 600


def difference(expected: str, seen: str) -> str:
    """Return "" for equal texts, else where they first differ, with what stands before it.

    The texts are taken as they are: no normalisation happens here.
    """
    if expected == seen:
        return ""
    at = next((i for i, (a, b) in enumerate(zip(expected, seen, strict=False)) if a != b), None)
    start = min(len(expected), len(seen)) if at is None else at
    lost, added = _first_change(expected[start : start + WINDOW], seen[start : start + WINDOW])
    before = expected[max(0, start - CONTEXT) : start]
    should, is_now = expected[start : start + CONTEXT], seen[start : start + CONTEXT]
    return (
        f"第 {start + 1} 字处不同（first difference at {start + 1} of {len(expected)}）："
        f"「{before}」之后应为「{lost}」，实为「{added}」；"
        f"应为「{before}▶{should}」，实为「{before}▶{is_now}」"
    )


def _first_change(expected: str, seen: str) -> tuple[str, str]:
    """Return what is lost and what is added at the beginning of two texts that differ there."""
    for tag, a, b, c, d in SequenceMatcher(None, expected, seen, autojunk=False).get_opcodes():
        if tag != "equal":
            return expected[a:b], seen[c:d]
    return "", ""
