"""Reading the ledger: what became of each number."""

from __future__ import annotations

from gongwen.model.numbering import DocumentNumber
from gongwen.records.ledger.basis import Basis
from gongwen.records.models import Item, Number, Series
from gongwen.records.rows import item_record, number_record, whole_series
from gongwen.records.values import ItemRecord, NumberRecord


class Reading(Basis):
    """Look; nothing is changed."""

    def issuer_codes(self) -> tuple[str, ...]:
        """Return every 机关代字 that has a number here, sorted."""
        found = Number.objects.filter(series__fonds__code=self.fonds).values_list(
            "series__issuer_code", flat=True
        )
        return tuple(sorted(set(found)))

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
