"""The tables of the lists: editions and what each of them changes. Rows are only ever added."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q


class Edition(models.Model):
    """版次: one import. `line` is its entry in the hash chain."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    number: models.PositiveIntegerField[int, int] = models.PositiveIntegerField(unique=True)
    at: models.DateTimeField[dt.datetime, dt.datetime] = models.DateTimeField()
    operator: models.CharField[str, str] = models.CharField(max_length=100)
    source_name: models.TextField[str, str] = models.TextField()
    source_sha256: models.CharField[str, str] = models.CharField(max_length=64)
    reason: models.TextField[str, str] = models.TextField()
    line: models.TextField[str, str] = models.TextField()
    hash: models.CharField[str, str] = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_from_one"),
            models.CheckConstraint(condition=~Q(reason=""), name="edition_has_reason"),
        ]

    def __str__(self) -> str:
        return f"第{self.number}版"


class RowChange(models.Model):
    """变动: what an edition does with one row; `cells` is how it stands afterwards, null once removed."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    edition: models.ForeignKey[Edition, Edition] = models.ForeignKey(Edition, models.PROTECT)
    list: models.CharField[str, str] = models.CharField(max_length=20)
    key: models.TextField[str, str] = models.TextField()
    verb: models.CharField[str, str] = models.CharField(max_length=8)
    position: models.IntegerField[int, int] = models.IntegerField()
    cells: models.JSONField[dict[str, str] | None, dict[str, str] | None] = models.JSONField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "list", "key"], name="row_once_an_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.list} {self.key}"
