"""Ledger (发文字号登记): reserve, issue, adopt and void numbers (D6).

Each verb is one short transaction that also adds the audit entry. A number
once given is never given again; the next one is always the highest plus one,
so a gap left by numbers taken by hand is never filled by machine.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db.models import Max

from gongwen.errors import NotFoundError, RefusedError
from gongwen.model.numbering import DocumentNumber
from gongwen.records import audit
from gongwen.records.models import Fonds, Item, Number, Series
from gongwen.records.refusals import (
    refuse_control_characters,
    refuse_gap,
    refuse_given,
    refuse_other,
    refuse_year_to_come,
    require_reason,
)
from gongwen.records.rows import STATES, item_record, number_record, whole_series
from gongwen.records.transactions import writing
from gongwen.records.values import ItemRecord, NumberRecord, Reservation, State

MAX_SERIAL = 9999
_CHINA = dt.timezone(dt.timedelta(hours=8))


def enrol_fonds(code: str, name: str, *, sample: bool = False) -> None:
    """Enter an organ whose papers are kept here; entering it again changes nothing but its name."""
    with writing():
        Fonds.objects.update_or_create(code=code, defaults={"name": name, "sample": sample})


def enrolled_fonds() -> tuple[str, ...]:
    """Return the codes of all organs that were entered, in the order of entry."""
    return tuple(Fonds.objects.order_by("id").values_list("code", flat=True))


class Ledger:
    """The numbers and items of one fonds.

    `operator` is who works here, for the audit; `now` returns the time, with
    its zone. All verbs raise StorageError when the database cannot be written.
    """

    def __init__(self, fonds: str, *, operator: str, now: Callable[[], dt.datetime]) -> None:
        self.fonds = fonds
        self.operator = operator
        self._now = now

    @property
    def sample(self) -> bool:
        """Say whether this fonds is marked 示例."""
        return self._fonds().sample

    @property
    def today(self) -> dt.date:
        """Return the day it is in China."""
        return self._now().astimezone(_CHINA).date()

    def issuer_codes(self) -> tuple[str, ...]:
        """Return every 机关代字 that has a number here, sorted."""
        found = Number.objects.filter(series__fonds__code=self.fonds).values_list(
            "series__issuer_code", flat=True
        )
        return tuple(sorted(set(found)))

    def adopt(
        self,
        number: DocumentNumber,
        *,
        reason: str,
        title: str = "",
        date_of_issue: dt.date | None = None,
        leave_gap: bool = False,
    ) -> NumberRecord:
        """Enter a number that was taken by hand (补登); it must be free.

        Raises RefusedError for a number that is taken, without a reason, of a
        year to come, whose year is not that of `date_of_issue`, or, unless
        `leave_gap`, that leaves more than LARGEST_GAP numbers free below it.
        """
        require_reason(reason, "补登")
        refuse_control_characters(title)
        refuse_year_to_come(number, self.today.year)
        if date_of_issue is not None and date_of_issue.year != number.year:
            raise RefusedError(
                f"{number} 的年份与成文日期 {date_of_issue:%Y-%m-%d} 不同", rule="字号的年份是成文日期的年份"
            )
        with writing():
            series = self._series(number.issuer_code, number.year)
            taken = Number.objects.filter(series=series, serial=number.serial).first()
            if taken is not None:
                raise RefusedError(
                    f"{number} 已有登记（{STATES[taken.state].value}）",
                    rule="一个字号只给一份公文",
                    advice="可用 gongwen number list 查看",
                )
            row = self._create(series, number.serial, Number.ADOPTED)
            if not leave_gap:
                refuse_gap(number, _highest(series))
            row.title, row.reason, row.date_of_issue = title, reason, date_of_issue
            self._decide(row, Number.ADOPTED, "adopted")
        return self.get(number)

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
            row = self._create(series, _highest(series) + 1, Number.RESERVED)
            refuse_given(row.value, self.fonds)
            row.request_key, row.request, row.title = self._key(request_key), request, title
            row.reserved_at = self._now()
            row.save()
            self._enter("reserved", row, title=title)
        return Reservation(row.value, State.RESERVED, new=True)

    def issue(self, item: ItemRecord) -> None:
        """Turn the reservation of `item.number` into an issued number with its item.

        May stand inside a larger transaction. Raises RefusedError unless the
        number is reserved.
        """
        with writing():
            row = self._row(item.number)
            if row.state != Number.RESERVED:
                raise RefusedError(
                    f"{item.number} 是「{STATES[row.state].value}」，不能核发", rule="只有预留的号能核发"
                )
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
        return self.get(number)

    def get(self, number: DocumentNumber) -> NumberRecord:
        """Return what is known of a number; NotFoundError when it was never entered."""
        return number_record(self._row(number))

    def listing(self, issuer_code: str = "", year: int = 0) -> tuple[NumberRecord, ...]:
        """Return every number up to the highest of each series, gaps included, in order."""
        series = Series.objects.filter(fonds__code=self.fonds)
        if issuer_code:
            series = series.filter(issuer_code=issuer_code)
        if year:
            series = series.filter(year=year)
        return tuple(record for one in series.order_by("issuer_code", "year") for record in whole_series(one))

    def items(self) -> tuple[ItemRecord, ...]:
        """Return the catalogue, by number."""
        rows = Item.objects.filter(fonds__code=self.fonds).select_related("number__series")
        return tuple(sorted((item_record(row) for row in rows), key=lambda item: item.number))

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

    def _voidable(self, number: DocumentNumber) -> Number:
        try:
            row = self._row(number)
        except NotFoundError:
            series = self._series(number.issuer_code, number.year)
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


def _highest(series: Series) -> int:
    found: int | None = Number.objects.filter(series=series).aggregate(highest=Max("serial"))["highest"]
    return found or 0
