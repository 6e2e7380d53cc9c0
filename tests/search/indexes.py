"""The engines by name, Whoosh twice: fed, and with everything still waiting to be fed."""

from __future__ import annotations

from pathlib import Path

from gongwen.search import Fts5Index, ScanIndex, SearchIndex, WhooshIndex

ENGINES = ("fts5", "scan", "whoosh", "whoosh waiting")


def engine(name: str, folder: Path) -> SearchIndex:
    if name == "fts5":
        return Fts5Index()
    return ScanIndex() if name == "scan" else WhooshIndex(folder / "index")
