"""Importing the office's database first sets Django up for the models."""

import gongwen.office.desk.database  # noqa: F401
