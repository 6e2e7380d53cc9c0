"""Importing the database first sets Django up for the models."""

import gongwen.office.database  # noqa: F401
