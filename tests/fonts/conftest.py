"""The faces that requirements install on every machine that runs the tests."""

from __future__ import annotations

import pytest

from gongwen.fonts import load_typefaces
from gongwen.model.typefaces import Typefaces


@pytest.fixture(scope="session")
def typefaces() -> Typefaces:
    """The typefaces of this machine, without any folder of the office's own."""
    return load_typefaces()
