"""Rows of the tables as the frozen values of `gongwen.records.values`."""

from __future__ import annotations

from gongwen.model.numbering import DocumentNumber
from gongwen.records.models import Block, Item, JointPaper, Number, Series
from gongwen.records.values import ItemRecord, JointRecord, NumberBlock, NumberRecord, State

STATES = {
    Number.RESERVED: State.RESERVED,
    Number.ISSUED: State.ISSUED,
    Number.ADOPTED: State.ADOPTED,
    Number.VOID: State.VOID,
}


def number_record(row: Number) -> NumberRecord:
    """Return all that is known of one number."""
    return NumberRecord(
        number=row.value,
        state=STATES[row.state],
        title=row.title,
        reason=row.reason,
        date_of_issue=row.date_of_issue,
        signatory=row.signatory,
        signed_on=row.signed_on,
        operator=row.operator,
        reserved_at=row.reserved_at,
        decided_at=row.decided_at,
        request=row.request,
        item_id=row.item_id,
        digest=row.digest,
        block=number_block(row.block) if row.block else None,
    )


def number_block(row: Block) -> NumberBlock:
    """Return a block as a value."""
    first = DocumentNumber(row.series.issuer_code, row.series.year, row.first)
    return NumberBlock(first, row.count, row.reason)


def joint_record(row: JointPaper) -> JointRecord:
    """Return what is known of a paper that we signed under another organ's number."""
    return JointRecord(
        number=row.value,
        title=row.title,
        lead_issuer=row.lead_issuer,
        date_of_issue=row.date_of_issue,
        note=row.note,
        operator=row.operator,
        entered_at=row.entered_at,
    )


def whole_series(series: Series) -> list[NumberRecord]:
    """Return every number of a series up to the highest, gaps included."""
    found = Number.objects.filter(series=series).select_related("series", "block__series")
    rows = {row.serial: row for row in found}
    return [
        number_record(rows[serial])
        if serial in rows
        else NumberRecord(DocumentNumber(series.issuer_code, series.year, serial), State.GAP)
        for serial in range(1, max(rows, default=0) + 1)
    ]


def item_record(row: Item) -> ItemRecord:
    """Return the catalogue's line of one item."""
    number = row.number
    return ItemRecord(
        item_id=row.item_id,
        digest=row.digest,
        number=number.value,
        title=row.title,
        kind=row.kind,
        organs=tuple(row.organs),
        date_of_issue=row.date_of_issue,
        signatory=number.signatory,
        signed_on=number.signed_on or row.date_of_issue,
    )
