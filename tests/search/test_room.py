"""The room's door: light to import, its tables as its models say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

import gongwen.search

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


def test_the_migrations_make_the_tables_the_models_describe(database: Path) -> None:
    call_command("makemigrations", "search", check=True, dry_run=True, verbosity=0)
