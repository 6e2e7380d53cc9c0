"""Giving numbers out: the next of a series to a request."""

from __future__ import annotations

from gongwen.records.ledger.basis import Basis, highest
from gongwen.records.models import Number
from gongwen.records.refusals import refuse_given, refuse_other
from gongwen.records.rows import STATES
from gongwen.records.transactions import writing
from gongwen.records.values import Reservation, State


class Giving(Basis):
    """Reserve (预留)."""

    def reserve(
        self, issuer_code: str, year: int, *, request_key: str, request: str, title: str = ""
    ) -> Reservation:
        """Return the number of a request; the same key gives the same number.

        `request` is the text it can be resumed from. Raises RefusedError when
        the key was used with another request, IntegrityError when the number
        that comes next was given before, as its entries tell.
        """
        with writing():
            known = Number.objects.select_related("series").filter(request_key=self._key(request_key)).first()
            if known is not None:
                refuse_other(known, request)
                return Reservation(known.value, STATES[known.state], new=False)
            series = self._series(issuer_code, year)
            row = self._create(series, highest(series) + 1, Number.RESERVED)
            refuse_given(row.value, self.fonds)
            row.request_key, row.request, row.title = self._key(request_key), request, title
            row.reserved_at = self._now()
            row.save()
            self._enter("reserved", row, title=title)
        return Reservation(row.value, State.RESERVED, new=True)
