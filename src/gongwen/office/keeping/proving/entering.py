"""Entering what was checked, where the archive can be written and is fit for it."""

from __future__ import annotations

from collections.abc import Sequence

from gongwen.errors import IntegrityError, StorageError
from gongwen.model.finding import Level
from gongwen.office.desk.settings import Settings
from gongwen.office.keeping.proving.history import WHOLE, checked_details
from gongwen.office.keeping.proving.values import OrganProof
from gongwen.office.wiring import Office

_UNFIT = ("数据库", "登记", "归档记录")


def entered(settings: Settings, proofs: Sequence[OrganProof], *, item: bool = False) -> bool:
    """Enter what was checked, of each organ, in the archive's own acts; say whether it was.

    With `item` the check was of that one item. Nothing is written into a
    database that is damaged itself, nor where the disk refuses.
    """
    if any(_unfit(proof) for proof in proofs):
        return False
    try:
        office = Office(settings)
        for proof in proofs:
            holdings = office.holdings(proof.code)
            subject = proof.proofs[0].item_id if item else WHOLE
            holdings.keeping.checked(subject, checked_details(proof))
            holdings.copy_acts()
    except (StorageError, IntegrityError):
        return False
    return True


def _unfit(proof: OrganProof) -> bool:
    return any(
        finding.level is Level.ERROR and finding.place.startswith(_UNFIT) for finding in proof.findings
    )
