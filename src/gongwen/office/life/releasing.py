"""release, distribute (核发, 分送, 存档): the printed paper is frozen and kept, then sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from gongwen.archive.bag import sha256
from gongwen.errors import IntegrityError, require_line
from gongwen.model import DocumentNumber, Finding, Level
from gongwen.model.life import Standing
from gongwen.office.desk.request import request_key
from gongwen.office.issue import IssueReport, checked, resume
from gongwen.office.life.account import beside
from gongwen.office.life.desk import Act, LifeDesk, Taken
from gongwen.office.life.numbering import request_of
from gongwen.office.life.printing import printed_digests
from gongwen.records.life.papers import Recorded
from gongwen.records.life.values import StepRecord, Verb
from gongwen.records.transactions import database_errors
from gongwen.records.values import State


@dataclass(frozen=True, slots=True)
class Released:
    """A released paper: the step, and what issuing it made."""

    taken: Taken
    report: IssueReport


@database_errors()
def release(desk: LifeDesk, draft_id: str, act: Act) -> Released:
    """Release the paper (核发): its item is made, with 定稿, scans and the account.

    From then on nothing changes. Stopped anywhere, the same again goes on. RefusedError while it is not
    printed, or a seal is missing on a copy.
    """
    step = desk.step(draft_id, Verb.RELEASE, act)
    number = desk.life.paper(draft_id).number
    if number is None or desk.state_of(number) is not State.ISSUED:
        number = _prepared(desk, step)
    report = resume(desk.parts, number)
    standing = desk.life.standing(draft_id)
    differing = tuple(_differing(desk, standing, report))
    released = standing.done(Verb.RELEASE)
    taken = (
        desk.take(step) if released is None or desk.stands(step) else desk.told(Recorded(released, new=False))
    )
    return Released(replace(taken, findings=(*differing, *taken.findings)), report)


def distribute(
    desk: LifeDesk, draft_id: str, to: str, copies: int, act: Act, *, how: str = "", receipt: str = ""
) -> Taken:
    """Record that `copies` copies were sent to `to` (分送), how, and who signed for them."""
    require_line(to, "分送给谁")
    details: Mapping[str, str | int] = {"to": to, "copies": copies, "how": how, "receipt": receipt}
    return desk.take(desk.step(draft_id, Verb.DISTRIBUTE, act, details=details))


def keep(desk: LifeDesk, draft_id: str, copies: int, act: Act) -> Taken:
    """Record how many copies are kept (存本); sent and kept must be all that were printed."""
    return desk.take(desk.step(draft_id, Verb.DEPOSIT, act, details={"copies": copies}))


def _prepared(desk: LifeDesk, step: StepRecord) -> DocumentNumber:
    """Let the ledger know of all that goes into the item; return the number."""
    standing = desk.allow(step)
    number = standing.paper.number
    if number is None:
        raise IntegrityError(
            f"{step.draft_id} 没有字号", rule="先编号，后核发", advice="请运行 gongwen archive verify"
        )
    shown = replace(step, recorded_by=desk.life.operator, version=standing.present)
    further = beside(desk, standing, shown)
    request = replace(request_of(desk, standing, desk.document(step.draft_id)), further=further)
    text = checked(desk.parts, request)
    desk.holdings.ledger.revise(number, text, request_key=request_key(text), reason="核发：附定稿和办理记录")
    desk.holdings.copy_entries(number.year)
    return number


def _differing(desk: LifeDesk, standing: Standing, report: IssueReport) -> Iterator[Finding]:
    """Yield a warning where the kept file is not byte for byte the one that was printed."""
    for suffix, digest in sorted(printed_digests(standing).items()):
        kept = sha256(desk.holdings.store.read(report.item_id, f"original.{suffix}"))
        if kept != digest:
            sentence = f"存档的 {suffix.upper()} 与印制时的不同（字体或程序换过），请核对印好的纸本"
            yield Finding("核发", "印的和存的要相同", sentence, Level.WARNING)
