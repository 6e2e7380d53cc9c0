"""review, countersign, approve, recheck, send-back, draft drop: signed or returned (条例 art. 20, 22)."""

from __future__ import annotations

from gongwen.errors import RefusedError
from gongwen.model.life import CHIEF
from gongwen.model.life.standing import ORDER
from gongwen.office.life.desk import Act, LifeDesk, Taken
from gongwen.records.life.values import Verb
from gongwen.records.values import State


def review(desk: LifeDesk, draft_id: str, act: Act) -> Taken:
    """Record that the text was examined (审核) and may be signed."""
    return desk.take(desk.step(draft_id, Verb.REVIEW, act))


def countersign(desk: LifeDesk, draft_id: str, organ: str, act: Act) -> Taken:
    """Record that the leader of a joint organ signed (会签)."""
    return desk.take(desk.step(draft_id, Verb.COUNTERSIGN, act, organ=organ))


def approve(desk: LifeDesk, draft_id: str, act: Act, *, chief: bool = False) -> Taken:
    """Record that a leader of our organ signed (签发); `chief` says it was the 主要负责人."""
    return desk.take(desk.step(draft_id, Verb.APPROVE, act, details={CHIEF: int(chief)}))


def recheck(desk: LifeDesk, draft_id: str, act: Act) -> Taken:
    """Record that signatures, text, kind and format were checked before numbering (复核)."""
    return desk.take(desk.step(draft_id, Verb.RECHECK, act))


def send_back(desk: LifeDesk, draft_id: str, target: str, act: Act) -> Taken:
    """Return a paper to the step called `target` (退回); that step and all after it are done anew."""
    targets = [verb.value for verb in ORDER[: ORDER.index(Verb.RELEASE)]]
    if target not in targets:
        raise RefusedError(
            f"不能退回到「{target}」", rule=f"可以退回到：{'、'.join(targets)}", advice="请用 --to 写明"
        )
    return desk.take(desk.step(draft_id, Verb.SEND_BACK, act, details={"to": target}))


def abandon(desk: LifeDesk, draft_id: str, act: Act) -> Taken:
    """Record that a paper will not be issued (停办); RefusedError while a number is reserved for it."""
    number = desk.life.paper(draft_id).number
    if number is not None and desk.state_of(number) is State.RESERVED:
        raise RefusedError(
            f"{number} 还留给这份公文",
            rule="每个号都要说得清",
            advice=f"请先作废它：gongwen number void {number} --reason …",
        )
    return desk.take(desk.step(draft_id, Verb.ABANDON, act))
