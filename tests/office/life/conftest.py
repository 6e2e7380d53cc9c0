"""A desk for papers in the making: a real archive, database and index, and a plain renderer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gongwen.office.life.desk import LifeDesk
from gongwen.records.ledger import Ledger
from gongwen.records.life.papers import Life
from tests.office.archives import parts_of
from tests.office.life.papers import sheet_of
from tests.records.life.papers import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(root: Path, clock: Clock) -> LifeDesk:
    parts = parts_of(root)
    holdings = replace(parts.holdings, ledger=Ledger("own", operator="王芳", now=clock))
    return LifeDesk(Life("own", operator="王芳", now=clock), replace(parts, holdings=holdings), sheet_of)
