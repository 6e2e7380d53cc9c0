"""What every verb of the ledger stands on: its fonds, its series, its rows, its entries."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable

from django.db.models import Max

from gongwen.errors import NotFoundError, RefusedError
from gongwen.model.dates import chinese_date
from gongwen.model.numbering import DocumentNumber
from gongwen.records import audit
from gongwen.records.models import Fonds, JointPaper, Number, Series
from gongwen.records.values import CHINA

MAX_SERIAL = 9999


class Basis:
    """The fonds, who works and what time it is; the verbs are in the classes above this one."""

    def __init__(self, fonds: str, *, operator: str, now: Callable[[], dt.datetime]) -> None:
        self.fonds = fonds
        self.operator = operator
        self._now = now

    @property
    def today(self) -> dt.date:
        """Return the day it is in China."""
        return self._now().astimezone(CHINA).date()

    def _fonds(self) -> Fonds:
        try:
            return Fonds.objects.get(code=self.fonds)
        except Fonds.DoesNotExist:
            raise NotFoundError(f"没有登记过全宗 {self.fonds}") from None

    def _key(self, request_key: str) -> str:
        return f"{self.fonds}:{request_key}"

    def _locked(self) -> Fonds:
        """Return the fonds, held until the transaction ends: its verbs come one after the other."""
        Fonds.objects.select_for_update().filter(code=self.fonds).first()
        return self._fonds()

    def _series(self, issuer_code: str, year: int) -> Series:
        """Return the series, held until the transaction ends; a new one is made when there is none."""
        fonds = self._locked()
        held = Series.objects.select_for_update().filter(issuer_code=issuer_code, year=year).first()
        if held is None:
            self._refuse_lead(issuer_code)
            return Series.objects.create(issuer_code=issuer_code, year=year, fonds=fonds)
        if held.fonds != fonds:
            raise RefusedError(
                f"机关代字「{issuer_code}」属于{held.fonds.name}", rule="一个机关代字只属于一个机关"
            )
        return held

    def _open_series(self, issuer_code: str, year: int) -> Series:
        """Return the series as `_series` does; RefusedError when its year is closed (封账)."""
        series = self._series(issuer_code, year)
        if series.closed_at is not None:
            day = chinese_date(series.closed_at.astimezone(CHINA).date())
            raise RefusedError(
                f"{series} 已于{day}封账（{series.closing_reason}）",
                rule="封账以后不再编号、补登、作废",
                advice=f"请核对年份；确需更动，先重新开账：gongwen number reopen {issuer_code} "
                f"--year {year} --reason 原因",
            )
        return series

    def _refuse_lead(self, issuer_code: str) -> None:
        lead = JointPaper.objects.filter(fonds__code=self.fonds, issuer_code=issuer_code).first()
        if lead is not None:
            raise RefusedError(
                f"机关代字「{issuer_code}」是{lead.lead_issuer}的（联合发文登记过 {lead.value}）",
                rule="只用本机关的代字编号",
                advice="请核对机关代字",
            )

    def _row(self, number: DocumentNumber) -> Number:
        rows = Number.objects.select_related("series__fonds", "block__series").filter(
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
            row.decided_at,
            title=row.title,
            reason=row.reason,
            date_of_issue=row.date_of_issue.isoformat() if row.date_of_issue else "",
            signatory=row.signatory,
            signed_on=row.signed_on.isoformat() if row.signed_on else "",
            item_id=row.item_id,
            digest=row.digest,
        )

    def _enter(self, verb: str, row: Number, at: dt.datetime, **details: str) -> None:
        audit.append(row.series.fonds, verb, row.value, at, self.operator, details)


def digest_of(request: str) -> str:
    """Return what an entry tells of a request: the SHA-256 of its text."""
    return hashlib.sha256(request.encode()).hexdigest()


def highest(series: Series) -> int:
    """Return the highest serial of a series, 0 when it has none."""
    found: int | None = Number.objects.filter(series=series).aggregate(highest=Max("serial"))["highest"]
    return found or 0
