"""One hash chain per fonds and year in a table: what 登记条目 and 办理记录 have in common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from gongwen.errors import IntegrityError
from gongwen.records.chain import GENESIS, seal, stamp
from gongwen.records.models import Fonds


@dataclass(frozen=True, slots=True)
class YearlyChain:
    """The entries in one table; `name` is what staff call them, `danger` what a gap in them leads to."""

    entries: models.Manager[Any]
    name: str
    danger: str = ""

    def append(
        self,
        fonds: Fonds,
        year: int,
        at: dt.datetime,
        operator: str,
        told: Mapping[str, object],
        **columns: str,
    ) -> None:
        """Add one entry that says `told`, with further `columns` of the table.

        Call it inside the transaction it belongs to.
        """
        last = self.entries.filter(fonds=fonds, year=year).order_by("-ordinal").first()
        ordinal = last.ordinal + 1 if last else 1
        entry = {
            "fonds": fonds.code,
            "year": year,
            "ordinal": ordinal,
            "at": stamp(at),
            "operator": operator,
            **told,
        }
        line, digest = seal(entry, last.hash if last else GENESIS)
        self.entries.create(fonds=fonds, year=year, ordinal=ordinal, line=line, hash=digest, **columns)

    def years(self, fonds: str) -> tuple[int, ...]:
        """Return the years that have entries, sorted."""
        found = self.entries.filter(fonds__code=fonds).values_list("year", flat=True)
        return tuple(sorted(set(found)))

    def lines(self, fonds: str, year: int) -> tuple[str, ...]:
        """Return all lines of a year, in order."""
        entries = self.entries.filter(fonds__code=fonds, year=year).order_by("ordinal")
        return tuple(entries.values_list("line", flat=True))

    def lines_after(self, fonds: str, year: int, ordinal: int, digest: str) -> tuple[str, ...]:
        """Return the lines that follow the entry `ordinal` (0: from the start) with hash `digest`.

        Raises IntegrityError when the database does not know that entry: it is
        older than the copy, or one of the two was changed.
        """
        entries = self.entries.filter(fonds__code=fonds, year=year)
        if ordinal and not entries.filter(ordinal=ordinal, hash=digest).exists():
            raise IntegrityError(
                f"{year} 年的{self.name}副本写到第 {ordinal} 条，数据库里没有这一条",
                rule=f"数据库比{self.name}副本旧，或有一方被改动{self.danger}",
                advice="请恢复较新的数据库备份，并运行 gongwen archive verify",
            )
        later = entries.filter(ordinal__gt=ordinal).order_by("ordinal")
        return tuple(later.values_list("line", flat=True))
