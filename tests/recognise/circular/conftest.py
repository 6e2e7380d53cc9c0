"""Where the circulars lie."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parents[1] / "circulars"
DEVELOPED = FOLDER / "dev"
HELD = FOLDER / "held"
