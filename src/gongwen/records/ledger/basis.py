"""What every verb of the ledger stands on: its fonds, its series, its rows, its entries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db.models import Max

from gongwen.errors import NotFoundError, RefusedError
from gongwen.model.numbering import DocumentNumber
from gongwen.records import audit
from gongwen.records.models import Fonds, Number, Series

MAX_SERIAL = 9999
_CHINA = dt.timezone(dt.timedelta(hours=8))


class Basis:
    """The fonds, who works and what time it is; the verbs are in the classes above this one."""

    def __init__(self, fonds: str, *, operator: str, now: Callable[[], dt.datetime]) -> None:
        self.fonds = fonds
        self.operator = operator
        self._now = now

    @property
    def today(self) -> dt.date:
        """Return the day it is in China."""
        return self._now().astimezone(_CHINA).date()

    def _fonds(self) -> Fonds:
        try:
            return Fonds.objects.get(code=self.fonds)
        except Fonds.DoesNotExist:
            raise NotFoundError(f"没有登记过全宗 {self.fonds}") from None

    def _key(self, request_key: str) -> str:
        return f"{self.fonds}:{request_key}"

    def _series(self, issuer_code: str, year: int) -> Series:
        series, _ = Series.objects.select_related("fonds").get_or_create(
            issuer_code=issuer_code, year=year, defaults={"fonds": self._fonds()}
        )
        if series.fonds.code != self.fonds:
            raise RefusedError(
                f"机关代字「{issuer_code}」属于{series.fonds.name}", rule="一个机关代字只属于一个机关"
            )
        return series

    def _row(self, number: DocumentNumber) -> Number:
        rows = Number.objects.select_related("series__fonds").filter(
            series__fonds__code=self.fonds,
            series__issuer_code=number.issuer_code,
            series__year=number.year,
            serial=number.serial,
        )
        row = rows.first()
        if row is None:
            raise NotFoundError(f"没有登记过 {number}", advice="可用 gongwen number list 查看")
        return row

    def _create(self, series: Series, serial: int, state: str) -> Number:
        if serial > MAX_SERIAL:
            raise RefusedError(
                f"{series}{serial}号 的顺序号太大",
                rule=f"一年的顺序号不超过 {MAX_SERIAL}",
                advice="请核对字号",
            )
        return Number(series=series, serial=serial, state=state, operator=self.operator)

    def _decide(self, row: Number, state: str, verb: str) -> None:
        row.state, row.operator, row.decided_at = state, self.operator, self._now()
        row.save()
        self._enter(
            verb,
            row,
            title=row.title,
            reason=row.reason,
            date_of_issue=row.date_of_issue.isoformat() if row.date_of_issue else "",
            signatory=row.signatory,
            signed_on=row.signed_on.isoformat() if row.signed_on else "",
            item_id=row.item_id,
            digest=row.digest,
        )

    def _enter(self, verb: str, row: Number, **details: str) -> None:
        at = row.decided_at or row.reserved_at or self._now()
        audit.append(row.series.fonds, verb, row.value, at, self.operator, details)


def highest(series: Series) -> int:
    """Return the highest serial of a series, 0 when it has none."""
    found: int | None = Number.objects.filter(series=series).aggregate(highest=Max("serial"))["highest"]
    return found or 0
