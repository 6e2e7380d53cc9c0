"""暂缓: an item may not be destroyed while somebody needs it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from gongwen.errors import RefusedError, require_line
from gongwen.records.keeping.arranging.models import DisposalItem, Hold
from gongwen.records.keeping.arranging.units import Arranging
from gongwen.records.keeping.arranging.values import DisposalState, HoldRecord, UnitRecord
from gongwen.records.keeping.basis import Projection
from gongwen.records.keeping.values import Told
from gongwen.records.models import Fonds
from gongwen.records.transactions import database_errors, writing

HELD, LIFTED = "held", "hold_lifted"


class Holding(Arranging):
    """The holds on the units of one fonds."""

    def hold(self, name: str, reason: str) -> UnitRecord:
        """Hold a unit; RefusedError when it is held, destroyed or being destroyed."""
        require_line(reason, "暂缓的原因")
        with writing():
            unit = self.unit(name)
            self._refuse_gone(unit)
            if self.held(unit.item_id):
                raise RefusedError(
                    f"{unit.code} 已经暂缓：{self.held(unit.item_id)}",
                    advice="要换原因，先用 gongwen archive release-hold 解除",
                )
            details = {"reason": reason, "on": self.today.isoformat()}
            self._act(HELD, unit.item_id, details, project_held)
        return unit

    def lift(self, name: str, reason: str) -> UnitRecord:
        """Lift the hold on a unit; RefusedError when it is not held."""
        require_line(reason, "解除暂缓的原因")
        with writing():
            unit = self.unit(name)
            if not self.held(unit.item_id):
                raise RefusedError(f"{unit.code} 没有暂缓", advice="可用 gongwen archive review 查看哪些暂缓")
            details = {"reason": reason, "on": self.today.isoformat()}
            self._act(LIFTED, unit.item_id, details, project_lifted)
        return unit

    @database_errors()
    def held(self, item_id: str) -> str:
        """Return why an item is held, empty when it is not."""
        row = Hold.objects.filter(fonds__code=self.fonds, item_id=item_id, lifted_on=None).first()
        return row.reason if row else ""

    @database_errors()
    def holds(self, item_id: str = "") -> tuple[HoldRecord, ...]:
        """Return the holds on an item or on all, lifted ones too, in order."""
        rows = Hold.objects.filter(fonds__code=self.fonds)
        rows = rows.filter(item_id=item_id) if item_id else rows
        return tuple(
            HoldRecord(
                row.item_id,
                row.reason,
                row.by,
                row.held_on,
                row.lifted_on,
                row.lifted_by,
                row.lifted_reason,
            )
            for row in rows.order_by("id")
        )

    def _refuse_gone(self, unit: UnitRecord) -> None:
        if unit.destroyed_by:
            raise RefusedError(f"{unit.code} 已经销毁（{unit.destroyed_by}）", rule="已销毁的不能再暂缓")
        begun = DisposalItem.objects.filter(
            item_id=unit.item_id, disposal__state=DisposalState.BEGUN.value
        ).first()
        if begun is not None:
            raise RefusedError(f"{unit.code} 正在销毁（{begun.disposal.number}）", rule="已经开始销毁")


def project_held(fonds: Fonds, told: Told) -> None:
    """Enter the hold."""
    said = told.details
    Hold.objects.create(
        fonds=fonds,
        item_id=told.subject,
        reason=said["reason"],
        by=told.operator,
        held_on=dt.date.fromisoformat(said["on"]),
    )


def project_lifted(fonds: Fonds, told: Told) -> None:
    """Enter that the hold is lifted."""
    said = told.details
    Hold.objects.filter(fonds=fonds, item_id=told.subject, lifted_on=None).update(
        lifted_on=dt.date.fromisoformat(said["on"]), lifted_by=told.operator, lifted_reason=said["reason"]
    )


PROJECTIONS: Mapping[str, Projection] = {HELD: project_held, LIFTED: project_lifted}
