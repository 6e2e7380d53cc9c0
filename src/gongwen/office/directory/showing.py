"""directory show, history, participants, template, export: the lists as the desk reads them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongwen.errors import NotFoundError
from gongwen.model.directory import (
    Directory,
    ListName,
    Participation,
    Refusal,
    cells_of,
    entry_of,
    participants,
)
from gongwen.model.directory.columns import label_of
from gongwen.model.directory.names import folded
from gongwen.office.directory.keeping import entries_of

if TYPE_CHECKING:
    from gongwen.records.directory.editions import Editions
    from gongwen.records.directory.values import Change, EditionRecord


@dataclass(frozen=True, slots=True)
class ShownList:
    """One list as it is shown: its name, and the filled cells of each row by heading."""

    name: ListName
    rows: tuple[Mapping[str, str], ...]


def shown_lists(
    directory: Directory, on: dt.date | None = None, only: ListName | None = None
) -> tuple[ShownList, ...]:
    """Return the lists that have rows, those in use on the day `on` if one is given; `only` one of them."""
    standing = directory.on(on) if on else directory
    listed = []
    for name in [only] if only else list(ListName):
        rows = tuple(cells_of(name, entry) for entry in entries_of(standing, name))
        if rows or only:
            listed.append(ShownList(name, rows))
    return tuple(listed)


def participation(directory: Directory, year: int) -> Participation:
    """Return who takes part in `year`; NotFoundError when no stage covers it."""
    found = participants(directory, year)
    if isinstance(found, Refusal):
        raise NotFoundError(found.seen, rule=found.rule, advice=found.advice)
    return found


def expanded(directory: Directory, name: str, on: dt.date) -> tuple[str, ...]:
    """Return the members of a 统称 on that day; NotFoundError when it has none."""
    found = directory.expand(name, on)
    if isinstance(found, Refusal):
        raise NotFoundError(found.seen, rule=found.rule, advice=found.advice)
    return found


@dataclass(frozen=True, slots=True)
class Past:
    """An edition, and what it changes; of one name only, when one was asked for."""

    edition: EditionRecord
    changes: tuple[Change, ...]


def history(editions: Editions, name: str = "") -> tuple[Past, ...]:
    """Return every edition with its changes, or those that touch the row called `name`.

    Raises NotFoundError when no edition has ever touched such a row.
    """
    wanted = folded(name)
    found = []
    for edition, made in editions.past():
        changes = tuple(one for one in made if not wanted or wanted in _texts(one))
        if changes or not wanted:
            found.append(Past(edition, changes))
    if wanted and not found:
        raise NotFoundError(f"名录的哪一版里都没有「{name}」", advice="请写全称，或不写名称查看全部版次")
    return tuple(found)


def change_label(change: Change) -> str:
    """Return what the row of a change is called to people."""

    cells = change.after if change.after is not None else change.before or {}
    return label_of(entry_of(ListName(change.list), cells))


def change_details(change: Change) -> str:
    """Return which cells a change touches, as 栏名：前 → 后."""
    before, after = change.before or {}, change.after or {}
    if not before or not after:
        return ""
    headings = [heading for heading in {**before, **after} if before.get(heading) != after.get(heading)]
    return "；".join(
        f"{heading}：{before.get(heading) or '空'} → {after.get(heading) or '空'}" for heading in headings
    )


def _texts(change: Change) -> set[str]:
    """Return what a row may be asked for by: its name, before and after."""
    named = ("名称", "机关", "姓名", "规范化简称", "机关代字", "统一社会信用代码")
    return {
        folded(cells[heading])
        for cells in (change.before, change.after)
        if cells
        for heading in named
        if heading in cells
    }
