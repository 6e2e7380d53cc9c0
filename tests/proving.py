"""`make prove` runs the same tests with their full counts and prints the figures reached."""

from __future__ import annotations

import os

PROVING = os.environ.get("GONGWEN_PROVE") == "1"
"""Full counts are asked for; otherwise a seeded sample."""


def figure(sentence: str) -> None:
    """Print one figure; `make prove` shows what is printed and keeps it where GONGWEN_FIGURES says."""
    print(sentence)
    if path := os.environ.get("GONGWEN_FIGURES"):
        with open(path, "a", encoding="utf-8") as file:
            file.write(f"{sentence}\n")
