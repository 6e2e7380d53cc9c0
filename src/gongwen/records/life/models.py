"""The tables of papers in the making: papers, versions, steps, entries, people."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from gongwen.records.models import Fonds


class Paper(models.Model):
    """A paper under its 稿号; `stage` and `number` follow from its steps."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    fonds: models.ForeignKey[Fonds, Fonds] = models.ForeignKey(Fonds, models.PROTECT)
    year: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    serial: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    part: models.CharField[str, str] = models.CharField(max_length=10)
    kind: models.CharField[str, str] = models.CharField(max_length=10)
    title: models.TextField[str, str] = models.TextField()
    drafter: models.CharField[str, str] = models.CharField(max_length=100)
    organs: models.JSONField[list[str], list[str]] = models.JSONField()
    sealing: models.JSONField[list[str], list[str]] = models.JSONField()
    addressees: models.TextField[str, str] = models.TextField()
    upward: models.BooleanField[bool, bool] = models.BooleanField()
    urgency: models.CharField[str, str] = models.CharField(max_length=20)
    disclosure: models.CharField[str, str] = models.CharField(max_length=12)
    disclosure_reason: models.TextField[str, str] = models.TextField()
    copies: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    stage: models.CharField[str, str] = models.CharField(max_length=16, db_index=True)
    number: models.CharField[str, str] = models.CharField(max_length=100, default="")
    relation: models.CharField[str, str] = models.CharField(max_length=8, default="")
    refers_to: models.CharField[str, str] = models.CharField(max_length=100, default="", db_index=True)
    effective_on: models.DateField[dt.date | None, dt.date | None] = models.DateField(null=True)
    entered_at: models.DateTimeField[dt.datetime, dt.datetime] = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fonds", "year", "serial"], name="paper_once"),
            models.UniqueConstraint(fields=["fonds", "number"], condition=~Q(number=""), name="one_paper"),
        ]

    @property
    def draft_id(self) -> str:
        """Return the 稿号, 稿2026-0001."""
        return f"稿{self.year}-{self.serial:04}"

    def __str__(self) -> str:
        return self.draft_id


class Version(models.Model):
    """稿次: one text of a paper, only ever added."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    paper: models.ForeignKey[Paper, Paper] = models.ForeignKey(Paper, models.PROTECT)
    ordinal: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    text: models.TextField[str, str] = models.TextField()
    origin: models.CharField[str, str] = models.CharField(max_length=10)
    source: models.TextField[str, str] = models.TextField()
    loose: models.JSONField[list[str], list[str]] = models.JSONField()
    by: models.CharField[str, str] = models.CharField(max_length=100)
    recorded_by: models.CharField[str, str] = models.CharField(max_length=100)
    reason: models.TextField[str, str] = models.TextField()
    at: models.DateTimeField[dt.datetime, dt.datetime] = models.DateTimeField()
    digest: models.CharField[str, str] = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["paper", "ordinal"], name="version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.paper} 第{self.ordinal}稿"


class Step(models.Model):
    """A step that was taken, only ever added."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    paper: models.ForeignKey[Paper, Paper] = models.ForeignKey(Paper, models.PROTECT)
    ordinal: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    verb: models.CharField[str, str] = models.CharField(max_length=16)
    actor: models.CharField[str, str] = models.CharField(max_length=100)
    recorded_by: models.CharField[str, str] = models.CharField(max_length=100)
    on: models.DateField[dt.date, dt.date] = models.DateField()
    opinion: models.TextField[str, str] = models.TextField()
    organ: models.TextField[str, str] = models.TextField()
    reason: models.TextField[str, str] = models.TextField()
    scan: models.CharField[str, str] = models.CharField(max_length=64)
    details: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    version: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    digest: models.CharField[str, str] = models.CharField(max_length=64)
    at: models.DateTimeField[dt.datetime, dt.datetime] = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["paper", "ordinal"], name="step_once"),
        ]

    def __str__(self) -> str:
        return f"{self.paper} {self.verb}"


class Person(models.Model):
    """Someone of the office and the roles held."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    fonds: models.ForeignKey[Fonds, Fonds] = models.ForeignKey(Fonds, models.PROTECT)
    name: models.CharField[str, str] = models.CharField(max_length=100)
    roles: models.JSONField[list[str], list[str]] = models.JSONField()
    organ: models.TextField[str, str] = models.TextField()
    chief: models.BooleanField[bool, bool] = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fonds", "name"], name="person_once"),
        ]

    def __str__(self) -> str:
        return self.name


class LogEntry(models.Model):
    """One line of the log's chain, only ever added; `line` is what the file copy holds."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    fonds: models.ForeignKey[Fonds, Fonds] = models.ForeignKey(Fonds, models.PROTECT)
    year: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    ordinal: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    line: models.TextField[str, str] = models.TextField()
    hash: models.CharField[str, str] = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fonds", "year", "ordinal"], name="log_entry_once"),
        ]

    def __str__(self) -> str:
        return self.line
