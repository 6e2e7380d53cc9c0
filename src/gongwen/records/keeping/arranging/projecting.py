"""What each act on a list (销毁清册) changes in the tables, from its entry alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from gongwen.records.keeping.arranging.listing import lines_of, row_of
from gongwen.records.keeping.arranging.models import Disposal, DisposalItem, Unit
from gongwen.records.keeping.arranging.values import DisposalState
from gongwen.records.keeping.basis import Projection
from gongwen.records.keeping.values import Told
from gongwen.records.models import Fonds

PROPOSED, AGREED, WITHDRAWN, BEGUN, DESTROYED, DONE = (
    "proposed",
    "agreed",
    "withdrawn",
    "begun",
    "destroyed",
    "disposed",
)


def project_proposed(fonds: Fonds, told: Told) -> None:
    """Enter the list and its lines."""
    said = told.details
    disposal = Disposal.objects.create(
        fonds=fonds,
        number=told.subject,
        year=said["year"],
        serial=said["serial"],
        state=DisposalState.PROPOSED.value,
        reason=said["reason"],
        proposer=said["proposer"],
        proposed_by=told.operator,
        proposed_on=dt.date.fromisoformat(said["on"]),
    )
    lines_of(disposal, said["lines"])


def project_agreed(fonds: Fonds, told: Told) -> None:
    """Enter who agreed."""
    said = told.details
    _update(
        fonds,
        told,
        DisposalState.AGREED,
        approver=said["approver"],
        agreed_by=told.operator,
        agreed_on=dt.date.fromisoformat(said["on"]),
        scan=said["scan"],
    )


def project_withdrawn(fonds: Fonds, told: Told) -> None:
    """Enter that the list is taken back."""
    said = told.details
    ended = dt.date.fromisoformat(said["on"])
    _update(fonds, told, DisposalState.WITHDRAWN, ended_on=ended, ended_reason=said["reason"])


def project_begun(fonds: Fonds, told: Told) -> None:
    """Enter where the list itself lies, and that its items are given up."""
    _update(fonds, told, DisposalState.BEGUN, register=told.details["register"])


def project_destroyed(fonds: Fonds, told: Told) -> None:
    """Enter that the item is destroyed."""
    said = told.details
    disposal = row_of(fonds, said["list"])
    DisposalItem.objects.filter(disposal=disposal, item_id=told.subject).update(gone=True)
    Unit.objects.filter(fonds=fonds, item_id=told.subject).update(
        destroyed_by=said["list"], destroyed_on=dt.date.fromisoformat(said["on"])
    )


def project_done(fonds: Fonds, told: Told) -> None:
    """Enter that the list is carried out."""
    _update(fonds, told, DisposalState.DONE, ended_on=dt.date.fromisoformat(told.details["on"]))


PROJECTIONS: Mapping[str, Projection] = {
    PROPOSED: project_proposed,
    AGREED: project_agreed,
    WITHDRAWN: project_withdrawn,
    BEGUN: project_begun,
    DESTROYED: project_destroyed,
    DONE: project_done,
}


def _update(fonds: Fonds, told: Told, state: DisposalState, **columns: object) -> None:
    row = row_of(fonds, told.subject)
    row.state = state.value
    for name, value in columns.items():
        setattr(row, name, value)
    row.save()
