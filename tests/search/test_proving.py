"""The proof of the index: what FTS5 has otherwise than the stored papers say is found, in each table."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from gongwen.search import Fts5Index, fold
from gongwen.search.models import Entry
from gongwen.search.pairs import fts5_tokens
from gongwen.search.proving.stored import pair_findings
from tests.search.papers import NOTICE, PAPERS


@pytest.fixture
def index(database: Path) -> Fts5Index:
    made = Fts5Index()
    made.add(PAPERS)
    return made


def test_an_index_as_it_was_made_is_sound(index: Fts5Index) -> None:
    index.add([NOTICE])
    index.delete([PAPERS[1].item_id])
    assert list(pair_findings()) == []


@pytest.mark.parametrize("table", ["search_pairs", "search_heads"])
def test_pairs_that_are_gone_from_a_table_are_found(index: Fts5Index, table: str) -> None:
    place, title = Entry.objects.values_list("place", "title_folded").get(item_id=NOTICE.item_id)
    assert title == fold(NOTICE.title)
    with connection.cursor() as cursor:
        order = f"INSERT INTO {table}({table}, rowid, title) VALUES ('delete', %s, %s)"
        cursor.execute(order, [place, fts5_tokens(title[:5])])
    assert [finding.place for finding in pair_findings()] == [NOTICE.item_id]


@pytest.mark.parametrize("table", ["search_pairs", "search_heads"])
def test_pairs_of_no_paper_are_found(index: Fts5Index, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table}(rowid, title) VALUES (%s, %s)", [1, fts5_tokens("黑名单")])
    (finding,) = pair_findings()
    assert "索引（FTS5）里有 1 处不属于任何一件" in str(finding)
