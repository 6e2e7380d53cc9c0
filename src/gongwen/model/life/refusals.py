"""Refusal: why a step cannot be taken now, in the three parts of every failure (D10)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was seen, which rule it meets, what to do; Chinese, without final stops."""

    seen: str
    rule: str
    advice: str = ""
