"""Revising (改正): before 核发 a misprint is corrected under the same number, the old request kept (D6)."""

from __future__ import annotations

from gongwen.errors import RefusedError
from gongwen.model.numbering import DocumentNumber
from gongwen.records.ledger.basis import Basis, digest_of
from gongwen.records.ledger.blocks import refuse_untaken
from gongwen.records.models import Number, Revision
from gongwen.records.refusals import refuse_control_characters, require_reason
from gongwen.records.rows import STATES, number_record
from gongwen.records.transactions import writing
from gongwen.records.values import NumberRecord


class Revising(Basis):
    """Correct what a reserved number was asked for."""

    def revise(
        self, number: DocumentNumber, request: str, *, request_key: str, reason: str, title: str = ""
    ) -> NumberRecord:
        """Replace the request of a reserved number; done twice with the same request, it is done once.

        The old request stays as history, its digest and the new one's stand in
        the audit. Raises RefusedError without a reason, for a number that is
        not reserved or waits in a block, and for a key that another number has.
        """
        require_reason(reason, "改正")
        refuse_control_characters(title)
        key = self._key(request_key)
        with writing():
            self._locked()
            row = self._row(number)
            if (row.request_key, row.request) == (key, request):
                return number_record(row)
            _refuse_decided(row)
            refuse_untaken(row)
            _refuse_taken_key(key, row)
            self._replace(row, request_key, request, title or row.title, reason)
        return number_record(row)

    def superseded(self, number: DocumentNumber) -> tuple[str, ...]:
        """Return the requests that were corrected under `number`, the oldest first."""
        rows = Revision.objects.filter(number=self._row(number)).order_by("id")
        return tuple(rows.values_list("request", flat=True))

    def _replace(self, row: Number, key: str, request: str, title: str, reason: str) -> None:
        now = self._now()
        Revision.objects.create(
            number=row,
            request_key=row.request_key or "",
            request=row.request,
            title=row.title,
            reason=reason,
            operator=self.operator,
            revised_at=now,
        )
        old = row.request
        row.request_key, row.request, row.title = self._key(key), request, title
        row.save()
        told = {"title": title, "reason": reason, "key": key}
        self._enter("revised", row, now, old=digest_of(old), new=digest_of(request), **told)


def _refuse_decided(row: Number) -> None:
    if row.state == Number.ISSUED:
        raise RefusedError(
            f"{row.value} 已经核发",
            rule="核发以后公文不再改动",
            advice="有错请另发公文更正",
        )
    if row.state != Number.RESERVED:
        raise RefusedError(
            f"{row.value} 是「{STATES[row.state].value}」，不能改正", rule="只有预留的号能改正后再印"
        )


def _refuse_taken_key(key: str, row: Number) -> None:
    other = Number.objects.select_related("series").filter(request_key=key).exclude(pk=row.pk).first()
    if other is not None:
        raise RefusedError(
            f"改正后的公文与 {other.value}（{STATES[other.state].value}）的相同",
            rule="一份公文只有一个字号",
            advice="请核对是不是拿错了稿",
        )
