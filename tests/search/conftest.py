"""A database for each test, copied from one whose tables were made once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.db import connections

from gongwen.office.desk.database import connect, create_tables
from gongwen.search import SearchIndex
from tests.search.indexes import ENGINES, engine
from tests.search.papers import PAPERS


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "gongwen.sqlite3"
    connect(path)
    create_tables()
    connections.close_all()
    return path


@pytest.fixture
def database(empty_database: Path, tmp_path: Path) -> Path:
    path = tmp_path / "gongwen.sqlite3"
    shutil.copy(empty_database, path)
    connect(path)
    return path


@pytest.fixture(params=ENGINES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def index(name: str, database: Path) -> SearchIndex:
    """The papers in one of the engines."""
    made = engine(name, database.parent)
    made.add(PAPERS)
    if name != "whoosh waiting":
        made.feed()
    return made
