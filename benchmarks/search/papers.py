"""What is searched: real texts where GONGWEN_CORPUS names a folder of them, else a seeded made-up corpus.

`python -m benchmarks.search.prepare` makes the folder; the report names what was used.
"""

from __future__ import annotations

import datetime as dt
import json
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
        file = "passages.jsonl" if length == PASSAGE else "papers.jsonl"
        docs = list(islice(_real(Path(folder) / file), count))
        return Collection(name.replace(str(count), str(len(docs))), f"真实文本（{_sources(folder)}）", docs)
    return Collection(
        name, "生成的文本（种子 9704；未指定 GONGWEN_CORPUS）", list(Corpus(9704, length).papers(count))
    )


def _sources(folder: str) -> str:
    about = json.loads((Path(folder) / "about.json").read_text(encoding="utf-8"))
    return "、".join(f"{source['name']} {source['commit'][:8]}".strip() for source in about["sources"])


def _real(file: Path) -> Iterator[SearchDocument]:
    with file.open(encoding="utf-8") as lines:
        for place, line in enumerate(lines):
            one = json.loads(line)
            date = dt.date.fromisoformat(one["date"])
            organs = (one["organ"],) if one["organ"] else ()
            item_id = f"{place:06}"
            yield SearchDocument(
                item_id, one["title"], one["number"], organs, "", date.year, date, one["text"]
            )


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
