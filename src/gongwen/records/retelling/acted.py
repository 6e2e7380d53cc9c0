"""The tables of the archive's own acts, as values that can be held against those of another database."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model

from gongwen.model.finding import Finding
from gongwen.records.chain import canonical
from gongwen.records.keeping.models import Act, Citation
from gongwen.records.models import Fonds

_APART: tuple[type[Model], ...] = (Act, Citation)
"""The entries themselves, and what is made anew with the index."""

_IDENTITIES = ("bag_id", "item_id", "number", "reference_code", "name")

Table = Mapping[str, tuple[Mapping[str, Any], ...]]
"""The rows of each table by its name, in order, without row ids; a row that is referred to stands inside."""


def acted_tables() -> Table:
    """Return all rows that are made from the archive's acts, as the connected database has them."""
    return {
        _name(model): tuple(_columns(row) for row in model._default_manager.order_by("pk"))
        for model in apps.get_app_config("keeping").get_models()
        if model not in _APART
    }


def table_findings(seen: Table, told: Table) -> Iterator[Finding]:
    """Yield, row by row, where the tables `seen` are not those that the entries tell."""
    for name in told:
        mine, theirs = (Counter(map(canonical, tables[name])) for tables in (seen, told))
        rows = {canonical(row): row for row in (*seen[name], *told[name])}
        extra = {_identity(rows[line]) for line in mine - theirs}
        lacking = {_identity(rows[line]) for line in theirs - mine}
        for place in sorted(extra & lacking):
            yield Finding(place, "归档记录", f"「{name}」的登记与归档记录不符，已被改动")
        for place in sorted(extra - lacking):
            yield Finding(place, "归档记录", f"「{name}」里有这一行，归档记录里没有")
        for place in sorted(lacking - extra):
            yield Finding(place, "归档记录", f"归档记录里有，「{name}」里没有这一行")
        if mine == theirs and _orders(seen[name]) != _orders(told[name]):
            yield Finding(name, "归档记录", f"「{name}」各行的先后与归档记录不符，已被改动")


def _columns(row: Model | None) -> dict[str, Any]:
    """Return the columns of a row without its id; a fonds is named by its code, other rows stand inside."""
    if row is None:
        return {}
    found: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        if isinstance(field, ForeignKey):
            related = getattr(row, field.name)
            found[field.name] = related.code if isinstance(related, Fonds) else _columns(related)
        elif field.name != "id":
            value = getattr(row, field.attname)
            found[field.name] = value.isoformat() if isinstance(value, dt.date) else value
    return found


def _orders(rows: tuple[Mapping[str, Any], ...]) -> dict[str, list[str]]:
    """Return the rows on each subject in order: fonds are replayed one after the other."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(_identity(row), []).append(canonical(row))
    return found


def _identity(row: Mapping[str, Any]) -> str:
    return next((str(row[name]) for name in _IDENTITIES if row.get(name)), canonical(row)[:60])


def _name(model: type[Model]) -> str:
    """Return what staff call a table: the Chinese term with which its description begins."""
    return (model.__doc__ or model.__name__).partition(":")[0].strip()
