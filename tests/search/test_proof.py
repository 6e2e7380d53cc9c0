"""Recall and precision are 1.000: every piece of some papers, random pieces of many, against reading.

CI takes a seeded sample; with GONGWEN_PROVE=1 all distinct pieces of 1–6
characters of 20 papers inside 1,000, and 10,000 random queries of 1–30
characters at 100,000 passages, `scan` for every hundredth of them.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest

from gongwen.search import ScanIndex, SearchDocument, SearchIndex, fold, parse_query
from tests.proving import PROVING, figure
from tests.search.corpus import RARE, SIGNS, Corpus
from tests.search.indexes import engine
from tests.search.papers import fields

PAPERS, CHOSEN, LONGEST = 1000, 20, 6
LENGTH, PASSAGES, QUERIES = (300, 100_000, 10_000) if PROVING else (100, 800, 150)
SAMPLE = 400


def filled(name: str, folder: Path, docs: Iterable[SearchDocument]) -> SearchIndex:
    index = engine(name, folder)
    index.rebuild(docs)
    index.feed()
    return index


def pieces(doc: SearchDocument) -> set[str]:
    """Return every piece of 1 to LONGEST normalised characters of a paper."""
    return {
        text[start : start + length]
        for text in map(fold, fields(doc))
        for length in range(1, LONGEST + 1)
        for start in range(len(text) - length + 1)
    }


def table(docs: Sequence[SearchDocument], wanted: set[str]) -> Mapping[str, frozenset[str]]:
    """Return for each of the `wanted` pieces the papers that have it; built once, by slicing."""
    having = defaultdict[str, set[str]](set)
    for doc in docs:
        for piece in pieces(doc) & wanted:
            having[piece].add(doc.item_id)
    return {piece: frozenset(ids) for piece, ids in having.items()}


class Tally:
    """Hits that were right, wrong and lost."""

    def __init__(self) -> None:
        self.queries = self.right = self.wrong = self.lost = 0

    def count(self, found: frozenset[str], expected: frozenset[str]) -> None:
        """Add the answer to one query."""
        self.queries += 1
        self.right += len(found & expected)
        self.wrong += len(found - expected)
        self.lost += len(expected - found)

    def told(self, what: str) -> None:
        """Print recall and precision."""
        recall, precision = (self.right / (self.right + bad) for bad in (self.lost, self.wrong))
        counts = f"{self.queries} 次查询，{self.right} 个命中"
        figure(f"检索 {what}：{counts}，查全率 {recall:.3f}，查准率 {precision:.3f}")


@pytest.mark.parametrize("name", ["fts5", "whoosh"])
def test_every_piece_of_twenty_papers_is_found_in_those_that_have_it_and_no_others(
    name: str, database: Path
) -> None:
    docs = list(Corpus(2015, LENGTH).papers(PAPERS))
    index = filled(name, database.parent, docs)
    chance = random.Random(6)
    chosen = chance.sample(docs, CHOSEN)
    wanted = {piece for doc in chosen for piece in pieces(doc) if fold(piece) == piece}
    having = table(docs, wanted)
    asked = sorted(wanted) if PROVING else chance.sample(sorted(wanted), SAMPLE)
    tally = Tally()
    for piece in asked:
        tally.count(index.item_ids(parse_query(piece, literal=True)), having[piece])
    tally.told(f"{name}，{PAPERS} 件里 {CHOSEN} 件的 1—{LONGEST} 字各段")
    assert (tally.wrong, tally.lost) == (0, 0)
    assert tally.right >= len(asked)


def queries(docs: Sequence[SearchDocument], chance: random.Random) -> Iterable[str]:
    """Yield pieces of 1 to 30 characters as they stand, every fourth with one character changed."""
    for turn in range(QUERIES):
        text = chance.choice([field for field in fields(chance.choice(docs)) if field])
        start = chance.randrange(len(text))
        words = text[start : start + chance.randint(1, 30)]
        if turn % 4 == 3:
            place = chance.randrange(len(words))
            words = f"{words[:place]}{chance.choice(RARE + SIGNS + text)}{words[place + 1 :]}"
        if fold(words):
            yield words


@pytest.mark.parametrize("name", ["fts5", "whoosh"])
def test_random_pieces_are_found_wherever_they_stand_and_nowhere_else(name: str, database: Path) -> None:
    docs = list(Corpus(9704, 130).papers(PASSAGES))
    index = filled(name, database.parent, docs)
    # Line breaks divide the fields; no normalised piece holds one.
    texts = [(doc.item_id, "\n".join(map(fold, fields(doc)))) for doc in docs]
    tally = Tally()
    for turn, words in enumerate(queries(docs, random.Random(30))):
        wanted, query = fold(words), parse_query(words, literal=True)
        expected = frozenset(item for item, text in texts if wanted in text)
        tally.count(index.item_ids(query), expected)
        if turn % 100 == 0:
            assert ScanIndex().item_ids(query) == expected
    tally.told(f"{name}，{PASSAGES} 段，1—30 字")
    assert (tally.wrong, tally.lost) == (0, 0)
    assert tally.queries > QUERIES * 0.9
