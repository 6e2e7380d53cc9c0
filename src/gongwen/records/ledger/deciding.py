"""Deciding what becomes of a number: issued, taken by hand, void."""

from __future__ import annotations

import datetime as dt

from gongwen.errors import NotFoundError, RefusedError
from gongwen.model.numbering import DocumentNumber
from gongwen.records.ledger.basis import Basis, highest
from gongwen.records.ledger.blocks import block_of, is_untaken, refuse_untaken, untaken
from gongwen.records.models import Item, Number
from gongwen.records.refusals import (
    refuse_control_characters,
    refuse_gap,
    refuse_other_year,
    refuse_year_to_come,
    require_reason,
)
from gongwen.records.rows import STATES, number_record
from gongwen.records.transactions import writing
from gongwen.records.values import ItemRecord, NumberRecord


class Deciding(Basis):
    """Issue (核发), adopt (补登) and void (作废)."""

    def issue(self, item: ItemRecord) -> None:
        """Turn the reservation of `item.number` into an issued number with its item.

        May stand inside a larger transaction. Raises RefusedError unless the
        number is reserved.
        """
        with writing():
            self._locked()
            row = self._row(item.number)
            if row.state != Number.RESERVED:
                raise RefusedError(
                    f"{item.number} 是「{STATES[row.state].value}」，不能核发", rule="只有预留的号能核发"
                )
            refuse_untaken(row)
            row.title, row.signatory, row.signed_on = item.title, item.signatory, item.signed_on
            row.date_of_issue, row.item_id, row.digest = item.date_of_issue, item.item_id, item.digest
            self._decide(row, Number.ISSUED, "issued")
            Item.objects.create(
                item_id=item.item_id,
                fonds=row.series.fonds,
                number=row,
                title=item.title,
                kind=item.kind,
                organs=list(item.organs),
                year=item.number.year,
                date_of_issue=item.date_of_issue,
                digest=item.digest,
            )

    def adopt(
        self,
        number: DocumentNumber,
        *,
        reason: str,
        title: str = "",
        date_of_issue: dt.date | None = None,
        leave_gap: bool = False,
    ) -> NumberRecord:
        """Enter a number that was taken by hand (补登); it must be free, or wait in a block.

        Raises RefusedError for a number that is taken, without a reason, of a
        year to come, whose year is not that of `date_of_issue`, or, unless
        `leave_gap`, that leaves more than LARGEST_GAP numbers free below it.
        """
        require_reason(reason, "补登")
        refuse_control_characters(title)
        refuse_year_to_come(number, self.today.year)
        refuse_other_year(number, date_of_issue)
        with writing():
            series = self._open_series(number.issuer_code, number.year)
            taken = Number.objects.filter(series=series, serial=number.serial).first()
            if taken is not None and not is_untaken(taken):
                raise RefusedError(
                    f"{number} 已有登记（{STATES[taken.state].value}）",
                    rule="一个字号只给一份公文",
                    advice="可用 gongwen number list 查看",
                )
            row = taken or self._create(series, number.serial, Number.ADOPTED)
            if not leave_gap:
                refuse_gap(number, highest(series))
            row.title, row.reason, row.date_of_issue = title, reason, date_of_issue
            self._decide(row, Number.ADOPTED, "adopted")
        return number_record(self._row(number))

    def void(self, number: DocumentNumber, reason: str) -> NumberRecord:
        """Void a reserved, adopted or skipped number; its request may ask for a new one.

        Raises RefusedError for an issued or void number, NotFoundError for
        one that the series has not reached.
        """
        require_reason(reason, "作废")
        with writing():
            row = self._voidable(number)
            row.reason, row.request_key = reason, None
            self._decide(row, Number.VOID, "voided")
        return number_record(self._row(number))

    def void_rest(self, first: DocumentNumber, reason: str) -> tuple[NumberRecord, ...]:
        """Void what no paper has taken of the block whose first number is `first`; all or none.

        Raises NotFoundError when no block begins there, RefusedError when all are taken.
        """
        require_reason(reason, "作废")
        with writing():
            series = self._open_series(first.issuer_code, first.year)
            rows = untaken(block_of(series, first))
            if not rows:
                raise RefusedError(f"{first} 起的一段已经用完", rule="作废的是还没有用的号")
            for row in rows:
                row.reason = reason
                self._decide(row, Number.VOID, "voided")
        return tuple(number_record(row) for row in rows)

    def _voidable(self, number: DocumentNumber) -> Number:
        series = self._open_series(number.issuer_code, number.year)
        try:
            row = self._row(number)
        except NotFoundError:
            if not Number.objects.filter(series=series, serial__gt=number.serial).exists():
                raise
            return self._create(series, number.serial, Number.VOID)
        if row.state == Number.ISSUED:
            raise RefusedError(
                f"{number} 已经核发", rule="核发的公文不能作废", advice="请另发公文撤销或废止它"
            )
        if row.state == Number.VOID:
            raise RefusedError(f"{number} 早已作废（{row.reason}）", rule="作废的号不再用")
        return row
