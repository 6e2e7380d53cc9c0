"""The table of origins, made from the entries alone."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models


class Origin(models.Model):
    """来历: an item was taken out of another one (来自), or is the later version of another one (接)."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    id: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    item_id: models.CharField[str, str] = models.CharField(max_length=40, db_index=True)
    relation: models.CharField[str, str] = models.CharField(max_length=10)
    other: models.CharField[str, str] = models.CharField(max_length=40, db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item_id", "relation", "other"], name="origin_once"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.relation} {self.other}"
