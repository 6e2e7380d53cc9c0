"""The tables of the records room: fonds, series, numbers, items, entries."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from gongwen.model.numbering import DocumentNumber


class Fonds(models.Model):
    """全宗: an organ whose papers are kept here; `sample` marks 示例."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    code: models.CharField[str, str] = models.CharField(max_length=32, unique=True)
    name: models.CharField[str, str] = models.CharField(max_length=200)
    sample: models.BooleanField[bool, bool] = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Series(models.Model):
    """The numbers of one 机关代字 in one year; a 机关代字 belongs to one fonds."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    fonds: models.ForeignKey[Fonds, Fonds] = models.ForeignKey(Fonds, models.PROTECT)
    issuer_code: models.CharField[str, str] = models.CharField(max_length=50)
    year: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    closed_at: models.DateTimeField[dt.datetime | None, dt.datetime | None] = models.DateTimeField(null=True)
    closing_reason: models.TextField[str, str] = models.TextField(default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issuer_code", "year"], name="series_once"),
        ]

    def __str__(self) -> str:
        return f"{self.issuer_code}〔{self.year}〕"


class Block(models.Model):
    """预留的一段: `count` numbers of a series from `first` on, reserved for a reason, not for one paper."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    series: models.ForeignKey[Series, Series] = models.ForeignKey(Series, models.PROTECT)
    first: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    count: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    reason: models.TextField[str, str] = models.TextField()
    request_key: models.CharField[str | None, str | None] = models.CharField(
        max_length=200, unique=True, null=True
    )
    operator: models.CharField[str, str] = models.CharField(max_length=100)
    reserved_at: models.DateTimeField[dt.datetime, dt.datetime] = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "first"], name="block_once"),
        ]

    def __str__(self) -> str:
        return f"{self.series}{self.first}号起{self.count}个号"


class Number(models.Model):
    """发文字号 in the ledger. The row is never deleted, so the number is never reused."""

    RESERVED, ISSUED, ADOPTED, VOID = "reserved", "issued", "adopted", "void"

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    series: models.ForeignKey[Series, Series] = models.ForeignKey(Series, models.PROTECT)
    serial: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    state: models.CharField[str, str] = models.CharField(max_length=8)
    block: models.ForeignKey[Block | None, Block | None] = models.ForeignKey(Block, models.PROTECT, null=True)
    request_key: models.CharField[str | None, str | None] = models.CharField(
        max_length=200, unique=True, null=True
    )
    request: models.TextField[str, str] = models.TextField(default="")
    title: models.TextField[str, str] = models.TextField(default="")
    reason: models.TextField[str, str] = models.TextField(default="")
    date_of_issue: models.DateField[dt.date | None, dt.date | None] = models.DateField(null=True)
    signatory: models.CharField[str, str] = models.CharField(max_length=100, default="")
    signed_on: models.DateField[dt.date | None, dt.date | None] = models.DateField(null=True)
    operator: models.CharField[str, str] = models.CharField(max_length=100)
    reserved_at: models.DateTimeField[dt.datetime | None, dt.datetime | None] = models.DateTimeField(
        null=True
    )
    decided_at: models.DateTimeField[dt.datetime | None, dt.datetime | None] = models.DateTimeField(null=True)
    item_id: models.CharField[str, str] = models.CharField(max_length=40, default="")
    digest: models.CharField[str, str] = models.CharField(max_length=64, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "serial"], name="number_once"),
            models.CheckConstraint(condition=Q(serial__gte=1), name="serial_from_one"),
            models.CheckConstraint(
                condition=Q(state__in=["reserved", "issued", "adopted", "void"]), name="state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["adopted", "void"]) | ~Q(reason=""), name="reason_given"
            ),
            models.CheckConstraint(
                condition=~Q(state="issued") | (~Q(item_id="") & ~Q(digest="")), name="issued_has_item"
            ),
        ]

    @property
    def value(self) -> DocumentNumber:
        """Return the number as a value."""
        return DocumentNumber(self.series.issuer_code, self.series.year, self.serial)

    def __str__(self) -> str:
        return str(self.value)


class Revision(models.Model):
    """What a reserved number was asked for before it was corrected; only ever added."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    number: models.ForeignKey[Number, Number] = models.ForeignKey(Number, models.PROTECT)
    request_key: models.CharField[str, str] = models.CharField(max_length=200, db_index=True)
    request: models.TextField[str, str] = models.TextField()
    title: models.TextField[str, str] = models.TextField()
    reason: models.TextField[str, str] = models.TextField()
    operator: models.CharField[str, str] = models.CharField(max_length=100)
    revised_at: models.DateTimeField[dt.datetime, dt.datetime] = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.number}：{self.reason}"


class JointPaper(models.Model):
    """联合发文（协办）: a paper under another organ's number that we signed too."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    fonds: models.ForeignKey[Fonds, Fonds] = models.ForeignKey(Fonds, models.PROTECT)
    issuer_code: models.CharField[str, str] = models.CharField(max_length=50)
    year: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    serial: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    title: models.TextField[str, str] = models.TextField()
    lead_issuer: models.TextField[str, str] = models.TextField()
    date_of_issue: models.DateField[dt.date | None, dt.date | None] = models.DateField(null=True)
    note: models.TextField[str, str] = models.TextField(default="")
    operator: models.CharField[str, str] = models.CharField(max_length=100)
    entered_at: models.DateTimeField[dt.datetime, dt.datetime] = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["fonds", "issuer_code", "year", "serial"], name="joint_paper_once"
            ),
        ]

    @property
    def value(self) -> DocumentNumber:
        """Return the lead's number as a value."""
        return DocumentNumber(self.issuer_code, self.year, self.serial)

    def __str__(self) -> str:
        return str(self.value)


class Item(models.Model):
    """件 in the catalogue; where it lies follows from `item_id`."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    item_id: models.CharField[str, str] = models.CharField(max_length=40, unique=True)
    fonds: models.ForeignKey[Fonds, Fonds] = models.ForeignKey(Fonds, models.PROTECT)
    number: models.OneToOneField[Number, Number] = models.OneToOneField(Number, models.PROTECT)
    title: models.TextField[str, str] = models.TextField()
    kind: models.CharField[str, str] = models.CharField(max_length=10)
    organs: models.JSONField[list[str], list[str]] = models.JSONField()
    year: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    date_of_issue: models.DateField[dt.date, dt.date] = models.DateField()
    digest: models.CharField[str, str] = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.item_id


class Entry(models.Model):
    """登记条目: one line of the audit chain, only ever added.

    `line` is what the file copy holds, `subject` the number it tells of.
    """

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    fonds: models.ForeignKey[Fonds, Fonds] = models.ForeignKey(Fonds, models.PROTECT)
    year: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    ordinal: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    subject: models.CharField[str, str] = models.CharField(max_length=100, db_index=True, default="")
    line: models.TextField[str, str] = models.TextField()
    hash: models.CharField[str, str] = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fonds", "year", "ordinal"], name="entry_once"),
        ]

    def __str__(self) -> str:
        return self.line
