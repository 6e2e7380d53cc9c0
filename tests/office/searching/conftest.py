"""The desk for papers in the making, as the tests of its verbs have it."""

from tests.office.life.conftest import clock, desk

__all__ = ["clock", "desk"]
