"""Who may propose and who may agree: nobody destroys alone."""

from __future__ import annotations

from collections.abc import Sequence

from gongwen.model.life.people import refused_holder
from gongwen.model.life.refusals import Refusal
from gongwen.model.life.values import Person, Role, same_person

_ALONE = "谁也不独自销毁：提出的人和批准的人不能是同一个人"


def refused_archivist(people: Sequence[Person], who: str) -> Refusal | None:
    """Return why `who` may not appraise, propose or carry out; None where no archivist was entered."""
    return refused_holder(people, who, Role.ARCHIVIST)


def refused_agreement(
    people: Sequence[Person], approver: str, recorded_by: str, proposers: Sequence[str], *, signed: bool
) -> Refusal | None:
    """Return why `approver` may not agree to what `proposers` brought in.

    `recorded_by` enters it; where that is one of the proposers, the paper
    that the approver has signed must be there (`signed`).
    """
    if any(same_person(approver, one) for one in proposers):
        return Refusal(f"{approver}是提出销毁的人", _ALONE, "请由另一个人批准")
    if not signed and any(same_person(recorded_by, one) for one in proposers):
        return Refusal(
            f"{recorded_by}提出销毁，又代{approver}记批准",
            _ALONE,
            f"请由{approver}自己记，或用 --scan 附上签了字的鉴定意见",
        )
    chiefs = [one.name for one in people if one.chief]
    if any(same_person(approver, chief) for chief in chiefs):
        return None
    return refused_holder(people, approver, Role.SIGNATORY)
