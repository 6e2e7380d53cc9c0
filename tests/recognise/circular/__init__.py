"""Tests of reading any circular."""
