"""Giving numbers out: to a request, and as a block for requests to come."""

from __future__ import annotations

from gongwen.errors import RefusedError
from gongwen.model.numbering import DocumentNumber
from gongwen.records.ledger.basis import Basis, digest_of, highest
from gongwen.records.ledger.blocks import block_of, is_untaken, refuse_size, untaken
from gongwen.records.models import Block, Number, Series
from gongwen.records.refusals import refuse_given, refuse_other, refuse_superseded, require_reason
from gongwen.records.rows import STATES, number_block
from gongwen.records.transactions import writing
from gongwen.records.values import NumberBlock, Reservation, State


class Giving(Basis):
    """Reserve (预留), one number or a block."""

    def reserve(
        self,
        issuer_code: str,
        year: int,
        *,
        request_key: str,
        request: str,
        title: str = "",
        block: DocumentNumber | None = None,
        number: DocumentNumber | None = None,
    ) -> Reservation:
        """Return the number of a request; the same key gives the same number.

        `request` is the text it can be resumed from. The number is the next of
        the series, or the next of the block that begins with `block`, or
        `number`, which must wait in a block. Raises RefusedError when the key
        was used with another request or belongs to a paper that was corrected
        since, when the year is closed, and when nothing is left of the block;
        IntegrityError when the number that comes next was given before, as its
        entries tell.
        """
        key = self._key(request_key)
        with writing():
            self._locked()
            known = Number.objects.select_related("series").filter(request_key=key).first()
            if known is not None:
                refuse_other(known, request)
                return Reservation(known.value, STATES[known.state], new=False)
            refuse_superseded(key)
            series = self._open_series(issuer_code, year)
            row = self._from_block(series, block, number) if block or number else self._next(series)
            row.request_key, row.request, row.title = key, request, title
            row.reserved_at = self._now()
            row.save()
            told = {"title": title, "key": request_key, "request": digest_of(request)}
            self._enter("taken" if row.block else "reserved", row, row.reserved_at, **told)
        return Reservation(row.value, State.RESERVED, new=True)

    def reserve_block(
        self, issuer_code: str, year: int, count: int, *, reason: str, request_key: str = ""
    ) -> NumberBlock:
        """Reserve the next `count` numbers for papers to come (预留一段); the same key gives the same block.

        Raises RefusedError without a reason, for fewer than one or more than
        LARGEST_BLOCK numbers, in a closed year, and for a key that was used
        for another block.
        """
        require_reason(reason, "预留一段")
        refuse_size(count)
        key = self._key(request_key) if request_key else None
        with writing():
            self._locked()
            known = Block.objects.select_related("series").filter(request_key=key).first() if key else None
            if known is not None:
                _refuse_other_block(known, issuer_code, year, count)
                return number_block(known)
            series = self._open_series(issuer_code, year)
            block = Block.objects.create(
                series=series,
                first=highest(series) + 1,
                count=count,
                reason=reason,
                request_key=key,
                operator=self.operator,
                reserved_at=self._now(),
            )
            self._fill(block, request_key)
        return number_block(block)

    def _fill(self, block: Block, key: str) -> None:
        whole = number_block(block)
        told = {"block": str(whole), "reason": block.reason, "key": key}
        for number in whole.numbers:
            row = self._create(block.series, number.serial, Number.RESERVED)
            refuse_given(number, self.fonds)
            row.block, row.reserved_at = block, block.reserved_at
            row.save()
            self._enter("reserved", row, block.reserved_at, **told)

    def _next(self, series: Series) -> Number:
        row = self._create(series, highest(series) + 1, Number.RESERVED)
        refuse_given(row.value, self.fonds)
        return row

    def _from_block(
        self, series: Series, block: DocumentNumber | None, number: DocumentNumber | None
    ) -> Number:
        if number is not None:
            row = self._row(number)
            if not is_untaken(row) or row.series != series:
                raise RefusedError(
                    f"{number} 不能给这份公文（{STATES[row.state].value}，{series}）",
                    rule="指定的号要是同一代字、同一年预留的一段里还没有用的",
                    advice="可用 gongwen number gaps 查看",
                )
            return row
        assert block is not None
        waiting = untaken(block_of(series, block))
        if not waiting:
            raise RefusedError(
                f"{block} 起预留的一段已经用完", rule="一个号只给一份公文", advice="请再预留一段"
            )
        return waiting[0]


def _refuse_other_block(known: Block, issuer_code: str, year: int, count: int) -> None:
    same = (known.series.issuer_code, known.series.year, known.count) == (issuer_code, year, count)
    if not same:
        raise RefusedError(
            f"这一批已经预留了 {number_block(known)}", rule="一批公文只预留一段", advice="不够时请另预留一段"
        )
