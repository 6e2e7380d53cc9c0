"""来历 and 撤下: where an item comes from; what came in and was put aside instead of kept as an item."""

from __future__ import annotations

from collections.abc import Mapping

from gongwen.records.keeping.basis import Basis, Projection, nothing
from gongwen.records.keeping.origins.models import Origin
from gongwen.records.keeping.values import OriginRecord, Told
from gongwen.records.transactions import database_errors

QUARANTINED = "quarantined"
WITHIN, LATER = "来自", "接"


class Deriving(Basis):
    """Where the items of one fonds come from."""

    def put_aside(self, source: str, name: str, sender: str, reason: str) -> None:
        """Enter that a file that came in lies in quarantine; `source` is the SHA-256 of its bytes."""
        details = {"name": name, "sender": sender, "reason": reason, "on": self.today.isoformat()}
        self._act(QUARANTINED, source, details, nothing)

    @database_errors()
    def origins(self, item_id: str) -> tuple[OriginRecord, ...]:
        """Return what an item comes from."""
        return _records(item_id=item_id)

    @database_errors()
    def origin_of(self, item_id: str) -> tuple[OriginRecord, ...]:
        """Return the origins in which an item is the other one: its later versions, its members."""
        return _records(other=item_id)


def project_origins(told: Told) -> None:
    """Enter the origins that an act of receiving tells of, each once."""
    for relation, other in told.details.get("origins", ()):
        Origin.objects.get_or_create(item_id=told.subject, relation=relation, other=other)


PROJECTIONS: Mapping[str, Projection] = {QUARANTINED: nothing}


def _records(**wanted: str) -> tuple[OriginRecord, ...]:
    rows = Origin.objects.filter(**wanted).order_by("id")
    return tuple(OriginRecord(row.item_id, row.relation, row.other) for row in rows)
