"""What is searched: real texts where GONGWEN_CORPUS names a folder of them, else a seeded made-up corpus.

The folder holds UTF-8 texts (.txt, .md), one paper a file, its first line the
title. A passage is a paragraph of 20 characters at least.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from gongwen.search import SearchDocument, fold
from tests.search.corpus import Corpus

PASSAGE, WHOLE = 130, 5000
_WORD = re.compile(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Collection:
    """Papers to be searched and where they are from."""

    name: str
    source: str
    docs: Sequence[SearchDocument]

    @property
    def megabytes(self) -> float:
        """Return the size of titles and texts as UTF-8, in 1,000,000 bytes."""
        return sum(len(doc.title.encode()) + len(doc.text.encode()) for doc in self.docs) / 1e6


def passages(count: int) -> Collection:
    """Return `count` passages, fewer when the real corpus has no more."""
    return _collection(f"{count} 段", count, PASSAGE)


def whole(count: int) -> Collection:
    """Return `count` whole papers, fewer when the real corpus has no more."""
    return _collection(f"{count} 件整篇", count, WHOLE)


def _collection(name: str, count: int, length: int) -> Collection:
    if folder := os.environ.get("GONGWEN_CORPUS"):
        papers = _real(Path(folder), split=length == PASSAGE)
        return Collection(name, f"真实文本（{Path(folder).name}）", list(islice(papers, count)))
    return Collection(
        name, "生成的文本（种子 9704；未指定 GONGWEN_CORPUS）", list(Corpus(9704, length).papers(count))
    )


def _real(folder: Path, *, split: bool) -> Iterator[SearchDocument]:
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".txt", ".md") and path.is_file())
    for place, path in enumerate(files):
        title, _, text = path.read_text("utf-8", "replace").strip().partition("\n")
        date = dt.date(2000, 1, 1) + dt.timedelta(days=place % 9000)
        parts = [part for part in text.splitlines() if len(part) >= 20] if split else [text]
        for at, part in enumerate(parts):
            name = title.lstrip("# ")[:200]
            yield SearchDocument(f"{place:06}-{at:04}", name, "", ("（语料）",), "", date.year, date, part)


def questions(docs: Sequence[SearchDocument], each: int) -> dict[str, list[tuple[str, ...]]]:
    """Return for each class `each` queries as words, cut from the papers themselves, seeded."""
    chance = random.Random(48)

    def piece(length: int) -> str:
        while True:
            runs = [run for run in _WORD.findall(chance.choice(docs).text) if len(run) >= length]
            if runs:
                run = chance.choice(runs)
                start = chance.randrange(len(run) - length + 1)
                return str(run[start : start + length])

    def sentence() -> str:
        while True:
            text = chance.choice(docs).text
            start = chance.randrange(max(1, len(text) - 16))
            words = text[start : start + 12]
            if len(fold(words)) >= 10 and '"' not in words:
                return words

    return {
        "二字词": [(piece(2),) for _ in range(each)],
        "四字词": [(piece(4),) for _ in range(each)],
        "长句": [(sentence(),) for _ in range(each)],
        "两词并且": [(piece(2), piece(2)) for _ in range(each)],
        "查不到": [(piece(3) + "𬱖𠀀",) for _ in range(each)],
    }
