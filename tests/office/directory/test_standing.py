"""The office hands its lists to whoever drafts: none without an archive, none before the first import."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from gongwen.office.directory.importing import import_directory
from gongwen.office.wiring import Office, Settings, Workshop

SAMPLE = Path(__file__).parents[3] / "examples" / "名录" / "绍兴市.xlsx"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.of({"GONGWEN_OPERATOR": "王芳"}, tmp_path / "archive")


def test_without_an_archive_or_an_import_names_are_text(settings: Settings) -> None:
    assert Workshop(settings).directory is None
    office = Office.create(settings, "绍兴市使用正版软件工作领导小组办公室")
    assert office.directory().empty
    assert office.workshop.directory is None
    assert Workshop(settings).directory is None


def test_after_an_import_every_draft_has_the_lists(settings: Settings) -> None:
    office = Office.create(settings, "绍兴市使用正版软件工作领导小组办公室")
    import_directory(office.editions(), SAMPLE, reason="首次建立", today=dt.date(2026, 1, 5))
    assert office.workshop.directory == office.directory()
    assert Workshop(settings).directory == office.directory()
    names = [one.name for one in office.directory(on=dt.date(2012, 6, 23)).divisions]
    assert names[2:5] == ["越城区", "绍兴县", "上虞市"]
    assert office.directory(edition=1) == office.directory()
