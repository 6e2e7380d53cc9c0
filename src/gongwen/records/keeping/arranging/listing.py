"""Rows of the lists as values, and the other way round."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from gongwen.records.keeping.arranging.models import Disposal, DisposalItem
from gongwen.records.keeping.arranging.values import DisposalLine, DisposalRecord, DisposalState
from gongwen.records.models import Fonds


def row_of(fonds: Fonds, number: str) -> Disposal:
    """Return the row of a list that was entered before."""
    return Disposal.objects.get(fonds=fonds, number=number)


def lines_of(disposal: Disposal, lines: Sequence[Mapping[str, Any]]) -> None:
    """Enter the lines of a list as its entry tells them."""
    DisposalItem.objects.bulk_create(
        DisposalItem(
            disposal=disposal,
            item_id=line["item"],
            reference_code=line["code"],
            title=line["title"],
            number=line["number"],
            year=line["year"],
            term=line["term"],
            due=dt.date.fromisoformat(line["due"]),
            pages=line["pages"],
        )
        for line in lines
    )


def disposal_record(row: Disposal) -> DisposalRecord:
    """Return a list as it stands, with its lines."""
    lines = DisposalItem.objects.filter(disposal=row).order_by("id")
    return DisposalRecord(
        row.number,
        DisposalState(row.state),
        row.reason,
        row.proposer,
        row.proposed_by,
        row.proposed_on,
        tuple(map(_line, lines)),
        row.approver,
        row.agreed_by,
        row.agreed_on,
        row.scan,
        row.register,
        row.ended_on,
        row.ended_reason,
    )


def _line(row: DisposalItem) -> DisposalLine:
    return DisposalLine(
        row.item_id,
        row.reference_code,
        row.title,
        row.number,
        row.year,
        row.term,
        row.due,
        row.pages,
        row.gone,
    )
