"""The tables of the search: what is stored, what waits for Whoosh, how far Whoosh is.

The FTS5 tables `search_pairs` and `search_heads` (titles and numbers alone) are
made by a migration; their row ids are the places of `Entry`.
"""

from __future__ import annotations

import datetime as dt

from django.db import models

SPACING = 1 << 20
"""Places of one day."""


class Entry(models.Model):
    """One paper as it was taken in, with the normalised texts queries are checked on.

    A paper that is replaced gets a new row, so an id always means the same text.
    The `place` grows with the date: SPACING for each day, and the papers of one
    day in the order in which they came. At the `cuts` the text and its
    normalised form may be cut alike. The long columns come last: SQLite then
    reads a title without them.
    """

    place: models.BigIntegerField[int, int] = models.BigIntegerField(unique=True)
    item_id: models.CharField[str, str] = models.CharField(max_length=200, unique=True)
    title: models.TextField[str, str] = models.TextField()
    number: models.TextField[str, str] = models.TextField()
    organs: models.JSONField[list[str], list[str]] = models.JSONField()
    kind: models.TextField[str, str] = models.TextField()
    year: models.IntegerField[int, int] = models.IntegerField(db_index=True)
    date: models.DateField[dt.date, dt.date] = models.DateField(db_index=True)
    title_folded: models.TextField[str, str] = models.TextField()
    number_folded: models.TextField[str, str] = models.TextField()
    organs_folded: models.TextField[str, str] = models.TextField()
    kind_folded: models.TextField[str, str] = models.TextField()
    cuts: models.JSONField[list[list[int]], list[list[int]]] = models.JSONField()
    text_folded: models.TextField[str, str] = models.TextField()
    text: models.TextField[str, str] = models.TextField()

    def __str__(self) -> str:
        return self.item_id


class Pending(models.Model):
    """A row of `Entry`, there or gone, that the Whoosh index has not heard of yet."""

    entry_id: models.BigIntegerField[int, int] = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.entry_id)


class Feed(models.Model):
    """The digest of the Whoosh index that holds all that is not pending: one row at most."""

    digest: models.TextField[str, str] = models.TextField()

    def __str__(self) -> str:
        return self.digest


class SavedSearch(models.Model):
    """A search that staff keep under a name: the query as typed and how it is taken.

    Nothing else tells of it, so `seal`, its digest, tells whether it was changed.
    """

    name: models.CharField[str, str] = models.CharField(max_length=40, unique=True)
    text: models.TextField[str, str] = models.TextField()
    literal: models.BooleanField[bool, bool] = models.BooleanField()
    scripts: models.BooleanField[bool, bool] = models.BooleanField()
    ocr: models.BooleanField[bool, bool] = models.BooleanField()
    order: models.CharField[str, str] = models.CharField(max_length=10)
    seal: models.CharField[str, str] = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return self.name
