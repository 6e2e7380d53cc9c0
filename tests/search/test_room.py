"""The room's door: light to import, its tables as its models say."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

import gongwen.search
from gongwen.errors import IntegrityError
from gongwen.search import Fts5Index, ScanIndex, fold
from tests.search.papers import PAPERS, ids

_BEFORE = (
    "INSERT INTO search_entry(item_id, title, number, organs, kind, year, date,"
    " title_folded, number_folded, organs_folded, kind_folded, text_folded, text) VALUES "
)

HEAVY = "import sys, gongwen.search; print([name for name in ('django', 'whoosh') if name in sys.modules])"


def test_importing_the_room_loads_neither_django_nor_whoosh() -> None:
    run = subprocess.run([sys.executable, "-c", HEAVY], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


@pytest.mark.parametrize("name", gongwen.search.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(gongwen.search, name).__doc__


def test_a_name_that_is_none_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Lucene'"):
        _ = gongwen.search.Lucene


def test_papers_that_were_there_before_they_had_places_are_found_in_the_order_of_their_dates(
    database: Path,
) -> None:
    call_command("migrate", "search", "0002", verbosity=0)
    with connection.cursor() as cursor:
        for doc in PAPERS:
            texts = (doc.title, doc.number, "\n".join(doc.organs), doc.kind, doc.text)
            row = (doc.item_id, doc.title, doc.number, json.dumps(doc.organs), doc.kind, doc.year, doc.date)
            cursor.execute(f"{_BEFORE}({', '.join(['%s'] * 13)})", [*row, *map(fold, texts), doc.text])
    call_command("migrate", "search", verbosity=0)
    for words in ("黑名单", "软件资产管理", "号", "标题:通知", "文号:2016"):
        assert ids(Fts5Index(), words) == ids(ScanIndex(), words) != []
    Fts5Index().add([replace(PAPERS[0], text="另换了文字")])
    assert ids(Fts5Index(), "精神") == []
    assert ids(Fts5Index(), "另换了文字") == [PAPERS[0].item_id]


@pytest.mark.parametrize("column", ["organs", "cuts"])
def test_a_stored_paper_that_cannot_be_read_is_told_with_the_way_out(database: Path, column: str) -> None:
    Fts5Index().add(PAPERS)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints=ON")
        cursor.execute(f"UPDATE search_entry SET {column} = '[[1,' WHERE item_id = '2015-0003'")
    with pytest.raises(IntegrityError, match=r"检索里存的件 2015-0003 读不懂；.*gongwen archive reindex"):
        ids(Fts5Index(), "软件资产")


def test_the_migrations_make_the_tables_the_models_describe(database: Path) -> None:
    call_command("makemigrations", "search", check=True, dry_run=True, verbosity=0)
