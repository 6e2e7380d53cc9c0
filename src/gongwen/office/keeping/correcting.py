"""archive describe (改正著录): the description of what came in, as a person who looked says it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from gongwen.errors import RefusedError, UsageError, require_line
from gongwen.model.dates import chinese_date, parse_date
from gongwen.model.kinds import Kind
from gongwen.model.numbering import DocumentNumber
from gongwen.office.keeping.adding.describing import ELEMENTS
from gongwen.office.keeping.adding.gathering import visible
from gongwen.office.keeping.adding.values import AddParts
from gongwen.office.keeping.closing import refuse_closed
from gongwen.office.keeping.pieces import of_received, piece, require_placed, text_of, to_search
from gongwen.records.keeping.values import Description, ReceivedRecord
from gongwen.records.transactions import database_errors, writing


def corrected(description: Description, key: str, text: str) -> Description:
    """Return a description with the element `key` as a person wrote it; ValueError in Chinese."""
    value = _read(key, text.strip())
    changed = replace(description, **{key: value})
    return replace(changed, year=value.year) if key == "date" else changed


@database_errors()
def describe(
    parts: AddParts, name: str, elements: Mapping[str, str], reason: str, *, confirm: bool = False
) -> ReceivedRecord:
    """Correct elements of what came in, by their keys in ELEMENTS; found by the new ones at once.

    What is corrected is no longer in doubt; with `confirm` nothing is. Raises
    NotFoundError where there is no such item, RefusedError for one issued
    here or destroyed, UsageError for a value that cannot be.
    """
    holdings = parts.holdings
    one = piece(holdings, name)
    if one.received is None:
        raise RefusedError(
            f"{one.name} 是本机关发的", rule="核发的公文著录不改", advice="写错了请另发公文更正"
        )
    require_placed(holdings, one)
    refuse_closed(holdings, one.item_id)
    if not elements and not confirm:
        raise UsageError(
            "没有写改什么", advice="请写 --title、--number、--date、--kind、--organ，或 --confirm"
        )
    require_line(reason, "原因")
    before = one.received.description
    try:
        after = _applied(before, elements)
    except ValueError as error:
        raise UsageError(str(error)) from error
    _refuse_later(after, one.received.received_on)
    unsure = () if confirm else _still(before.unsure, elements)
    after = replace(after, unsure=unsure)
    if after == before:
        return one.received
    text = text_of(holdings, one, parts.plain_text)
    with writing():
        record = holdings.keeping.describe(one.item_id, after, reason)
        parts.index.add([to_search(of_received(record), text)])
    parts.on_step("entered")
    holdings.copy_acts()
    parts.after_commit()
    return record


def _refuse_later(description: Description, received_on: dt.date) -> None:
    """Raise UsageError for a paper dated after the day it came in."""
    if description.date and description.date > received_on:
        raise UsageError(
            f"成文日期 {chinese_date(description.date)} 在收到（{chinese_date(received_on)}）以后",
            rule="收到的公文，收到以前就成文了",
            advice="请核对日期",
        )


def _applied(description: Description, elements: Mapping[str, str]) -> Description:
    for key, text in elements.items():
        description = corrected(description, key, text)
    return description


def _still(unsure: tuple[str, ...], elements: Mapping[str, str]) -> tuple[str, ...]:
    """Return the doubts that are left when these elements were corrected."""
    gone = tuple(f"{ELEMENTS[key]}：" for key in elements)
    return tuple(doubt for doubt in unsure if not doubt.startswith(gone))


def _read(key: str, text: str) -> Any:
    if not text and key == "title":
        raise ValueError("标题是空的")
    match key:
        case "date":
            return parse_date(text)
        case "kind":
            return _kind(text)
        case "organs":
            return tuple(one.strip() for one in text.replace("；", "、").split("、") if one.strip())
        case "number":
            return _number(text)
    return visible(" ".join(text.split()))


def _number(text: str) -> str:
    with suppress(ValueError):
        return str(DocumentNumber.parse(text))
    return visible(" ".join(text.split()))


def _kind(text: str) -> str:
    known = [kind.value for kind in Kind]
    if text and text not in known:
        raise ValueError(f"没有「{text}」这个文种；可写：{'、'.join(known)}")
    return text
