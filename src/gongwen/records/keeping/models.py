"""The tables of the archive's own acts: entries, items that came in, receipts, further bags, places, links.

All but `Act` are made from the entries alone.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models

from gongwen.records.keeping.arranging.models import Unit as Unit  # its module's tables are of this app
from gongwen.records.keeping.origins.models import Origin as Origin  # a table of this app
from gongwen.records.models import Fonds


class Act(models.Model):
    """归档条目: one line of the chain of the archive's acts, only ever added; `subject` is an item id."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    fonds: models.ForeignKey[Fonds, Fonds] = models.ForeignKey(Fonds, models.PROTECT)
    year: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    ordinal: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    verb: models.CharField[str, str] = models.CharField(max_length=16, db_index=True)
    subject: models.CharField[str, str] = models.CharField(max_length=100, db_index=True)
    line: models.TextField[str, str] = models.TextField()
    hash: models.CharField[str, str] = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fonds", "year", "ordinal"], name="act_once"),
        ]

    def __str__(self) -> str:
        return self.line


class Received(models.Model):
    """收存的件: an item that came from outside; `source` is the SHA-256 of its original."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    fonds: models.ForeignKey[Fonds, Fonds] = models.ForeignKey(Fonds, models.PROTECT)
    item_id: models.CharField[str, str] = models.CharField(max_length=40, unique=True)
    digest: models.CharField[str, str] = models.CharField(max_length=64)
    source: models.CharField[str, str] = models.CharField(max_length=64)
    name: models.TextField[str, str] = models.TextField()
    form: models.CharField[str, str] = models.CharField(max_length=20)
    received_on: models.DateField[dt.date, dt.date] = models.DateField()
    sender: models.TextField[str, str] = models.TextField()
    title: models.TextField[str, str] = models.TextField()
    number: models.TextField[str, str] = models.TextField()
    kind: models.CharField[str, str] = models.CharField(max_length=10)
    organs: models.JSONField[list[str], list[str]] = models.JSONField()
    date: models.DateField[dt.date | None, dt.date | None] = models.DateField(null=True)
    year: models.PositiveIntegerField[int, int] = models.PositiveIntegerField(db_index=True)
    pages: models.PositiveIntegerField[int | None, int | None] = models.PositiveIntegerField(null=True)
    unsure: models.JSONField[list[str], list[str]] = models.JSONField()
    trouble: models.TextField[str, str] = models.TextField()
    fingerprint: models.TextField[str, str] = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fonds", "source"], name="received_once"),
        ]

    def __str__(self) -> str:
        return self.item_id


class Receipt(models.Model):
    """收据: one time that the bytes of an item came in."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    item_id: models.CharField[str, str] = models.CharField(max_length=40, db_index=True)
    received_on: models.DateField[dt.date, dt.date] = models.DateField()
    name: models.TextField[str, str] = models.TextField()
    sender: models.TextField[str, str] = models.TextField()
    operator: models.CharField[str, str] = models.CharField(max_length=100)

    def __str__(self) -> str:
        return f"{self.item_id} {self.received_on}"


class Further(models.Model):
    """追加的小包: what was added beside an item, and what for; `names` are pairs, in data/ and original."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    fonds: models.ForeignKey[Fonds, Fonds] = models.ForeignKey(Fonds, models.PROTECT)
    item_id: models.CharField[str, str] = models.CharField(max_length=40, db_index=True)
    bag_id: models.CharField[str, str] = models.CharField(max_length=50, unique=True)
    digest: models.CharField[str, str] = models.CharField(max_length=64)
    purpose: models.CharField[str, str] = models.CharField(max_length=40)
    names: models.JSONField[list[Any], list[Any]] = models.JSONField()

    def __str__(self) -> str:
        return self.bag_id


class Place(models.Model):
    """纸质件的位置: the cabinet (柜) and box (盒) in which the paper lies now."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    item_id: models.CharField[str, str] = models.CharField(max_length=40, primary_key=True)
    cabinet: models.CharField[str, str] = models.CharField(max_length=100)
    box: models.CharField[str, str] = models.CharField(max_length=100)

    def __str__(self) -> str:
        return f"{self.cabinet}柜{self.box}盒"


class Citation(models.Model):
    """引用: an item cites another paper, by its number, its title or both; made anew with the index."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    item_id: models.CharField[str, str] = models.CharField(max_length=40, db_index=True)
    ordinal: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    number: models.TextField[str, str] = models.TextField(db_index=True)
    title: models.TextField[str, str] = models.TextField(db_index=True)
    relation: models.CharField[str, str] = models.CharField(max_length=20)

    def __str__(self) -> str:
        return f"{self.item_id} → {self.number or self.title}"
