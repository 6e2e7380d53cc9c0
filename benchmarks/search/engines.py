"""What is measured: ours and the rivals, each built from the same papers, asked with the same words.

Every answer is the 20 first hits, each with a highlighted window of its text.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from gongwen.office.desk.database import connect, create_tables
from gongwen.search import Fts5Index, SearchDocument, WhooshIndex, fold, parse_query
from gongwen.search.pairs import fts5_phrase, fts5_tokens, pairs

PAGE, BATCH = 20, 2000
Words = tuple[str, ...]


class Engine(Protocol):
    """Something that can be built and asked."""

    name: str

    def build(self, docs: Sequence[SearchDocument]) -> None:
        """Take all papers in."""

    def open(self) -> None:
        """Open what was built anew."""

    def ask(self, words: Words) -> int:
        """Return how many of the first 20 hits came with a window."""


class Ours:
    """gongwen itself, with one of its engines over the archive's database."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = f"gongwen {name}"
        self._path = folder / f"ours-{name}.db"
        self._make = Fts5Index if name == "fts5" else lambda: WhooshIndex(folder / "ours-whoosh")
        self.index: Any = self._make()
        if not self._path.exists():
            connect(self._path)
            create_tables()

    def build(self, docs: Sequence[SearchDocument]) -> None:
        """Rebuild, as `gongwen archive reindex` does."""
        connect(self._path)
        self.index.rebuild(docs)

    def open(self) -> None:
        """Close the connection and open it again."""
        connect(self._path)
        self.index = self._make()

    def ask(self, words: Words) -> int:
        """Ask as the command does, the words as phrases."""
        query = parse_query(" ".join(f'"{word}"' for word in words))
        return len(self.index.search(query, limit=PAGE).hits)


class BareFts5:
    """FTS5 and nothing else: pairs made by us or its own trigrams, texts in a plain table, no checks."""

    def __init__(self, folder: Path, *, trigram: bool) -> None:
        self.name = "FTS5 三字（原样）" if trigram else "FTS5 二字（裸）"
        self._trigram = trigram
        self._path = folder / ("trigram.db" if trigram else "bare.db")
        self._db = sqlite3.connect(self._path)

    def build(self, docs: Sequence[SearchDocument]) -> None:
        """Fill both tables in one transaction."""
        tokenizer = (
            "content='papers', tokenize='trigram'" if self._trigram else "content='', tokenize='ascii'"
        )
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("CREATE TABLE papers(id INTEGER PRIMARY KEY, title TEXT, text TEXT)")
        self._db.execute(
            f"CREATE VIRTUAL TABLE words USING fts5({'text' if self._trigram else 'pairs'}, {tokenizer})"
        )
        rows = [(place, doc.title, doc.text) for place, doc in enumerate(docs)]
        self._db.executemany("INSERT INTO papers VALUES (?, ?, ?)", rows)
        made = ((place, text if self._trigram else fts5_tokens(fold(text))) for place, _, text in rows)
        self._db.executemany(
            f"INSERT INTO words(rowid, {'text' if self._trigram else 'pairs'}) VALUES (?, ?)", made
        )
        self._db.commit()

    def open(self) -> None:
        """Close the connection and open it again."""
        self._db.close()
        self._db = sqlite3.connect(self._path)

    def ask(self, words: Words) -> int:
        """Take the 20 best by FTS5's own rank; trigrams cannot match two characters, LIKE does."""
        if self._trigram and any(len(word) < 3 for word in words):
            where = " AND ".join("text LIKE ?" for _ in words)
            sql, given = (
                f"SELECT text FROM papers WHERE {where} LIMIT {PAGE}",
                [f"%{word}%" for word in words],
            )
        else:
            joined = (f'"{word}"' if self._trigram else fts5_phrase(fold(word)) for word in words)
            sql = "SELECT papers.text FROM words JOIN papers ON papers.id = words.rowid WHERE words MATCH ?"
            sql, given = f"{sql} ORDER BY rank LIMIT {PAGE}", [" AND ".join(joined)]
        return _windows((text for (text,) in self._db.execute(sql, given)), words)


class StockWhoosh:
    """Whoosh as its documentation shows it: stored TEXT of pairs with positions, its own highlights."""

    name = "Whoosh 原样"

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "stock-whoosh"
        self._searcher: Any = None
        self._schema: Any = None

    def build(self, docs: Sequence[SearchDocument]) -> None:
        """Write one commit."""
        from whoosh.analysis import NgramTokenizer
        from whoosh.fields import ID, TEXT, Schema
        from whoosh.index import create_in

        analyzer = NgramTokenizer(2, 2)
        self._schema = Schema(id=ID(stored=True), text=TEXT(stored=True, analyzer=analyzer))
        self._folder.mkdir()
        with create_in(self._folder, self._schema).writer(limitmb=256) as writer:
            for doc in docs:
                writer.add_document(id=doc.item_id, text=fold(doc.text))
        self.open()

    def open(self) -> None:
        """Open the folder anew."""
        from whoosh.index import open_dir

        if self._searcher:
            self._searcher.close()
        self._searcher = open_dir(self._folder).searcher()

    def ask(self, words: Words) -> int:
        """Ask for phrases of pairs."""
        from whoosh import query

        phrases = [query.Phrase("text", pairs(fold(word))[:-1]) for word in words]
        hits = self._searcher.search(query.And(phrases), limit=PAGE)
        return sum(1 for hit in hits if hit.highlights("text") is not None)


class Tantivy:
    """tantivy with the same pairs, stored texts, windows cut as for the bare FTS5."""

    name = "tantivy 二字"

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "tantivy"
        self._index: Any = None
        self._searcher: Any = None

    def build(self, docs: Sequence[SearchDocument]) -> None:
        """Write one commit."""
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("pairs", stored=False, tokenizer_name="whitespace")
        builder.add_text_field("text", stored=True, tokenizer_name="raw", index_option="basic")
        self._folder.mkdir()
        self._index = tantivy.Index(builder.build(), path=str(self._folder))
        writer = self._index.writer(128_000_000, 1)
        for doc in docs:
            joined = fts5_tokens(fold(doc.text))
            writer.add_document(tantivy.Document(pairs=joined, text=doc.text))
        writer.commit()
        writer.wait_merging_threads()
        self.open()

    def open(self) -> None:
        """Open the folder anew."""
        import tantivy

        self._index = tantivy.Index.open(str(self._folder))
        self._searcher = self._index.searcher()

    def ask(self, words: Words) -> int:
        """Ask for phrases of pairs."""
        import tantivy

        schema = self._index.schema
        parts = []
        for word in words:
            terms: list[Any] = fts5_tokens(fold(word)).split()[:-1]
            made = tantivy.Query.phrase_query if len(terms) > 1 else None
            query = (
                made(schema, "pairs", terms) if made else tantivy.Query.term_query(schema, "pairs", terms[0])
            )
            parts.append((tantivy.Occur.Must, query))
        found = self._searcher.search(tantivy.Query.boolean_query(parts), PAGE).hits
        return _windows((self._searcher.doc(address)["text"][0] for _, address in found), words)


def rivals(folder: Path) -> dict[str, Callable[[], Engine]]:
    """Return what can be measured here, by short name; tantivy only where its wheel is installed."""
    made: dict[str, Callable[[], Engine]] = {
        "fts5": lambda: Ours(folder, "fts5"),
        "whoosh": lambda: Ours(folder, "whoosh"),
        "bare": lambda: BareFts5(folder, trigram=False),
        "trigram": lambda: BareFts5(folder, trigram=True),
        "stock": lambda: StockWhoosh(folder),
    }
    if find_spec("tantivy") is None:
        return made
    return made | {"tantivy": lambda: Tantivy(folder)}


def _windows(texts: Iterable[str], words: Words) -> int:
    """Cut the window around the first word from each text, as a plain program would."""
    made = 0
    for text in texts:
        at = max(0, text.find(words[0]) - 20)
        made += bool(text[at : at + 80].replace(words[0], f"【{words[0]}】"))
    return made
