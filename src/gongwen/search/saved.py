"""Saved searches: a request under a name, in the database."""

from __future__ import annotations

import hashlib
import json

from django.db import IntegrityError as Doubled
from django.db import transaction

from gongwen.errors import NotFoundError, RefusedError, UsageError
from gongwen.search.models import SavedSearch
from gongwen.search.values import Order, Request

LONGEST_NAME = 40


def save_search(name: str, request: Request) -> None:
    """Keep `request` as `name`; RefusedError when the name is taken, UsageError when it is none."""
    wanted = name.strip()
    if not wanted or len(wanted) > LONGEST_NAME:
        raise UsageError(
            f"「{name}」不能作名称", rule=f"名称要有 1—{LONGEST_NAME} 字", advice="例如：--save 每月核对"
        )
    try:
        with transaction.atomic():
            row = SavedSearch(
                name=wanted,
                text=request.text,
                literal=request.literal,
                scripts=request.scripts,
                ocr=request.ocr,
                order=request.order.value,
            )
            row.seal = seal_of(row)
            row.save()
    except Doubled:
        raise RefusedError(
            f"已经存有检索「{wanted}」",
            rule="一个名称只存一个检索",
            advice="请换个名称，或先用 --forget 去掉它",
        ) from None


def forget_search(name: str) -> None:
    """Remove the search called `name`; NotFoundError when there is none."""
    deleted, _ = SavedSearch.objects.filter(name=name.strip()).delete()
    if not deleted:
        raise _unknown(name)


def saved_search(name: str) -> Request:
    """Return the search called `name`; NotFoundError when there is none."""
    row = SavedSearch.objects.filter(name=name.strip()).first()
    if row is None:
        raise _unknown(name)
    return _request(row)


def saved_searches() -> tuple[tuple[str, Request], ...]:
    """Return all names with their searches, by name."""
    return tuple((row.name, _request(row)) for row in SavedSearch.objects.order_by("name"))


def seal_of(row: SavedSearch) -> str:
    """Return the SHA-256 of all that a saved search says."""
    said = [row.name, row.text, row.literal, row.scripts, row.ocr, row.order]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def changed_searches() -> tuple[str, ...]:
    """Return the names of the searches that do not say what they said when they were saved."""
    return tuple(row.name for row in SavedSearch.objects.order_by("name") if row.seal != seal_of(row))


def _request(row: SavedSearch) -> Request:
    return Request(row.text, row.literal, row.scripts, row.ocr, Order(row.order))


def _unknown(name: str) -> NotFoundError:
    return NotFoundError(
        f"没有存过检索「{name.strip()}」", advice="可用 gongwen search --list-saved 查看存了哪些"
    )
