"""A workshop, and the tables of the examples."""

from __future__ import annotations

import pytest

from gongwen.office.wiring import Workshop
from tests.office.filling.filled import workshop


@pytest.fixture(scope="session")
def desk() -> Workshop:
    """Templates, faces and presses; no archive, so no lists of names."""
    return workshop()
