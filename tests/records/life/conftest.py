"""The papers in the making of an office, in a real database."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.records.ledger import enrol_fonds
from gongwen.records.life.papers import Life
from tests.records.life.papers import LEAD, Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def life(database: Path, clock: Clock) -> Life:
    enrol_fonds("own", LEAD)
    return Life("own", operator="王芳", now=clock)
