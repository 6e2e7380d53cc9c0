"""Saved searches of an office: they belong to the archive, whoever saved them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongwen.records.transactions import database_errors

if TYPE_CHECKING:
    from gongwen.office.wiring import Office
    from gongwen.search import Request


@database_errors()
def save(office: Office, name: str, request: Request) -> None:
    """Keep `request` as `name` in the archive of `office`; RefusedError when the name is taken."""
    from gongwen.search import save_search

    save_search(name, request)


@database_errors()
def recall(office: Office, name: str) -> Request:
    """Return the request saved as `name`; NotFoundError when there is none."""
    from gongwen.search import saved_search

    return saved_search(name)


@database_errors()
def forget(office: Office, name: str) -> None:
    """Remove the search saved as `name`; NotFoundError when there is none."""
    from gongwen.search import forget_search

    forget_search(name)


@database_errors()
def listed(office: Office) -> tuple[tuple[str, Request], ...]:
    """Return what is saved, by name."""
    from gongwen.search import saved_searches

    return saved_searches()
