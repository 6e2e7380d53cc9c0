"""The tables of 整理, 鉴定 and 销毁; all are made from the entries alone."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models

from gongwen.records.models import Fonds


class TableText(models.Model):
    """保管期限表的一版: what the office entered as its table; the last one is in use."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    fonds: models.ForeignKey[Fonds, Fonds] = models.ForeignKey(Fonds, models.PROTECT)
    digest: models.CharField[str, str] = models.CharField(max_length=64)
    name: models.TextField[str, str] = models.TextField()
    approval: models.TextField[str, str] = models.TextField()
    text: models.TextField[str, str] = models.TextField()
    entered_on: models.DateField[dt.date, dt.date] = models.DateField()

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """归档的件: an item with its 档号; `term` is the code of it (Y, D30, D10)."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    fonds: models.ForeignKey[Fonds, Fonds] = models.ForeignKey(Fonds, models.PROTECT)
    item_id: models.CharField[str, str] = models.CharField(max_length=40, unique=True)
    reference_code: models.CharField[str, str] = models.CharField(max_length=40)
    fonds_code: models.CharField[str, str] = models.CharField(max_length=4)
    year: models.PositiveIntegerField[int, int] = models.PositiveIntegerField(db_index=True)
    term: models.CharField[str, str] = models.CharField(max_length=4)
    division: models.CharField[str, str] = models.CharField(max_length=8)
    order: models.CharField[str, str] = models.CharField(max_length=20)
    item_number: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    title: models.TextField[str, str] = models.TextField()
    number: models.TextField[str, str] = models.TextField()
    kind: models.CharField[str, str] = models.CharField(max_length=10)
    organs: models.JSONField[list[str], list[str]] = models.JSONField()
    date: models.DateField[dt.date | None, dt.date | None] = models.DateField(null=True)
    pages: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    security: models.TextField[str, str] = models.TextField()
    note: models.TextField[str, str] = models.TextField()
    reason: models.TextField[str, str] = models.TextField()
    table: models.CharField[str, str] = models.CharField(max_length=64)
    arranged_on: models.DateField[dt.date, dt.date] = models.DateField()
    bag_id: models.CharField[str, str] = models.CharField(max_length=50)
    destroyed_by: models.TextField[str, str] = models.TextField(default="")
    destroyed_on: models.DateField[dt.date | None, dt.date | None] = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fonds", "reference_code"], name="reference_code_once"),
            models.UniqueConstraint(
                fields=["fonds", "year", "term", "division", "item_number"], name="item_number_once"
            ),
        ]

    def __str__(self) -> str:
        return self.reference_code


class YearArranged(models.Model):
    """整理过的年度: one time that a year was arranged, and what then was left out or left."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    fonds: models.ForeignKey[Fonds, Fonds] = models.ForeignKey(Fonds, models.PROTECT)
    year: models.PositiveIntegerField[int, int] = models.PositiveIntegerField(db_index=True)
    arranged_on: models.DateField[dt.date, dt.date] = models.DateField()
    operator: models.CharField[str, str] = models.CharField(max_length=100)
    filed: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    excluded: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    left: models.JSONField[list[str], list[str]] = models.JSONField()

    def __str__(self) -> str:
        return f"{self.year}年度"


class Hold(models.Model):
    """暂缓销毁: an item that may not be destroyed until somebody lifts this."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    fonds: models.ForeignKey[Fonds, Fonds] = models.ForeignKey(Fonds, models.PROTECT)
    item_id: models.CharField[str, str] = models.CharField(max_length=40, db_index=True)
    reason: models.TextField[str, str] = models.TextField()
    by: models.CharField[str, str] = models.CharField(max_length=100)
    held_on: models.DateField[dt.date, dt.date] = models.DateField()
    lifted_on: models.DateField[dt.date | None, dt.date | None] = models.DateField(null=True)
    lifted_by: models.CharField[str, str] = models.CharField(max_length=100, default="")
    lifted_reason: models.TextField[str, str] = models.TextField(default="")

    def __str__(self) -> str:
        return f"{self.item_id} {self.reason}"


class Disposal(models.Model):
    """鉴定销毁清册: what is to be destroyed, who wants it, who agreed; `serial` runs in a year."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    fonds: models.ForeignKey[Fonds, Fonds] = models.ForeignKey(Fonds, models.PROTECT)
    number: models.CharField[str, str] = models.CharField(max_length=40)
    year: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    serial: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    state: models.CharField[str, str] = models.CharField(max_length=10)
    reason: models.TextField[str, str] = models.TextField()
    proposer: models.CharField[str, str] = models.CharField(max_length=100)
    proposed_by: models.CharField[str, str] = models.CharField(max_length=100)
    proposed_on: models.DateField[dt.date, dt.date] = models.DateField()
    approver: models.CharField[str, str] = models.CharField(max_length=100, default="")
    agreed_by: models.CharField[str, str] = models.CharField(max_length=100, default="")
    agreed_on: models.DateField[dt.date | None, dt.date | None] = models.DateField(null=True)
    scan: models.CharField[str, str] = models.CharField(max_length=64, default="")
    register: models.CharField[str, str] = models.CharField(max_length=40, default="")
    ended_on: models.DateField[dt.date | None, dt.date | None] = models.DateField(null=True)
    ended_reason: models.TextField[str, str] = models.TextField(default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fonds", "year", "serial"], name="disposal_once"),
        ]

    def __str__(self) -> str:
        return self.number


class DisposalItem(models.Model):
    """清册的一行: a piece as it was when the list was made."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    disposal: models.ForeignKey[Disposal, Disposal] = models.ForeignKey(Disposal, models.PROTECT)
    item_id: models.CharField[str, str] = models.CharField(max_length=40, db_index=True)
    reference_code: models.CharField[str, str] = models.CharField(max_length=40)
    title: models.TextField[str, str] = models.TextField()
    number: models.TextField[str, str] = models.TextField()
    year: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    term: models.CharField[str, str] = models.CharField(max_length=4)
    due: models.DateField[dt.date, dt.date] = models.DateField()
    pages: models.PositiveIntegerField[int, int] = models.PositiveIntegerField()
    gone: models.BooleanField[bool, bool] = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.reference_code
