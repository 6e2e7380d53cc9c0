"""Marks that the layout sets itself: taken off where a clerk typed them too, so none is printed twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from gongwen.model import Finding, Level
from gongwen.model.notation.lexing import Line, LineKind

_FINAL = {"主送": "：:。.", "抄送": "。.", "附注": "。", "签发人": "。"}
_ENCLOSED = ("附注", "签发人")
_PAIRS = {"（": "）", "(": ")"}
_CLAUSES = {"主送": "7.3.2", "抄送": "7.4.2", "附注": "7.3.6", "签发人": "7.2.6"}


def without_marks(lines: Iterable[Line], source: str) -> tuple[list[Line], tuple[Finding, ...]]:
    """Return the lines with the marks of elements taken off, and a note for each."""
    kept: list[Line] = []
    findings: list[Finding] = []
    for line in lines:
        bare = _bare(line.key, line.texts[0]) if line.kind is LineKind.ELEMENT else ""
        if not bare or bare == line.texts[0]:
            kept.append(line)
            continue
        kept.append(replace(line, texts=(bare,)))
        rule = f"GB/T 9704-2012 {_CLAUSES[line.key]}"
        sentence = f"“{line.key}”里多写的标点由程序排印，已去掉，按“{bare}”排"
        findings.append(Finding(f"{source}·{line.key}", rule, sentence, Level.NOTE))
    return kept, tuple(findings)


def _bare(key: str, text: str) -> str:
    if key not in _FINAL:
        return text
    bare = text.rstrip(_FINAL[key] + " \u3000")
    while key in _ENCLOSED and _encloses(bare):
        bare = bare[1:-1].strip(" \u3000").rstrip(_FINAL[key])
    return bare


def _encloses(text: str) -> bool:
    """Return whether the first character is a parenthesis that the last one closes."""
    closing = _PAIRS.get(text[:1])
    if closing is None or not text.endswith(closing):
        return False
    depth = 0
    for position, char in enumerate(text):
        depth += (char == text[0]) - (char == closing)
        if depth == 0:
            return position == len(text) - 1
    return False
