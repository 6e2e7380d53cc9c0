"""An archive for each test of the office."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.office.archives import make_archive


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    make_archive(folder)
    return folder
