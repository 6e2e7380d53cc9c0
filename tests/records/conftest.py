"""A ledger for each test, in a real database."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.records.ledger import Ledger, enrol_fonds
from tests.records.opening import now, open_database


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "gongwen.db"
    open_database(path)
    return path


@pytest.fixture
def ledger(database: Path) -> Ledger:
    enrol_fonds("own", "绍兴市使用正版软件工作领导小组办公室")
    return Ledger("own", operator="王芳", now=now)
