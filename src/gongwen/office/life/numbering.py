"""allocate (登记): a signed paper gets its number and its 成文日期; a paper of others keeps theirs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from gongwen.errors import IntegrityError, RefusedError, require_line
from gongwen.model import Document, DocumentNumber, Finding, Level, chinese_date, notation
from gongwen.model.life import Standing, same_person
from gongwen.office.desk.request import IssueRequest, request_key
from gongwen.office.issue import checked
from gongwen.office.life.desk import Act, LifeDesk, Taken
from gongwen.records.life.values import Origin, PaperRecord, Verb
from gongwen.records.transactions import database_errors, writing
from gongwen.records.values import State

_RULE = "成文日期是最后一个机关签发的日期（条例第九条）"


@dataclass(frozen=True, slots=True)
class Allocation:
    """What is said at 登记: copies (0: as at 拟稿), to whom, a new 机关代字, another 成文日期 and why."""

    copies: int
    recipients: str = ""
    new_series: bool = False
    date_of_issue: dt.date | None = None
    date_reason: str = ""


@database_errors()
def allocate(desk: LifeDesk, draft_id: str, asked: Allocation, act: Act) -> Taken:
    """Give the paper its number (登记): reserved in the ledger and recorded in one transaction.

    成文日期 is computed from the signatures and written into the text.
    Asked again, the paper keeps its number. Raises RefusedError while a
    signature is missing, without copies (those said at 拟稿 count), or for a
    date without reason.
    """
    copies = asked.copies or desk.life.paper(draft_id).copies
    details: dict[str, str | int] = {
        "copies": copies,
        "recipients": asked.recipients,
        "date_of_issue": asked.date_of_issue.isoformat() if asked.date_of_issue else "",
        "date_reason": asked.date_reason,
    }
    step = desk.step(draft_id, Verb.ALLOCATE, act, details=details)
    standing = desk.life.standing(draft_id)
    if standing.done(Verb.ALLOCATE):
        return desk.take(step)
    desk.allow(step, standing)
    if copies < 1:
        raise RefusedError(
            "登记没有写份数", rule="登记要记印制份数（条例第二十五条）", advice="请用 --copies 写明"
        )
    document = _dated(desk.document(draft_id), _date(standing, asked))
    request = request_of(desk, standing, document, new_series=asked.new_series)
    text = checked(desk.parts, request)
    with writing():
        number = _reserved(desk, standing.paper, document, text)
        desk.life.add_version(
            draft_id, notation.write(document), Origin.DATED, source=request.source, reason=_RULE
        )
        recorded = desk.life.record(step, number=number)
    desk.holdings.copy_entries(number.year)
    return desk.told(recorded, _unlike_signers(standing, document))


@database_errors()
def enter_lead_number(
    desk: LifeDesk, draft_id: str, number: DocumentNumber, date_of_issue: dt.date | None, act: Act
) -> Taken:
    """Enter the lead organ's number and our copy of its paper (联合发文，协办); none of ours is taken."""
    if act.scan is None:
        raise RefusedError(
            "没有主办机关发出的公文的副本", rule="协办的公文存一份副本", advice="请用 --scan 附上扫描件或 PDF"
        )
    step = desk.step(draft_id, Verb.JOIN, act, details={"number": str(number)})
    if not desk.life.standing(draft_id).done(Verb.JOIN):
        desk.allow(step)
    paper = desk.life.paper(draft_id)
    with writing():
        desk.holdings.ledger.enter_joint(
            number,
            title=paper.title,
            lead_issuer=paper.organs[0],
            date_of_issue=date_of_issue,
            note=f"{paper.draft_id}，副本 {step.scan[:12]}",
        )
        recorded = desk.life.record(step, number=number)
    desk.holdings.copy_entries(number.year)
    return desk.told(recorded)


def request_of(
    desk: LifeDesk, standing: Standing, document: Document, *, new_series: bool = True
) -> IssueRequest:
    """Return the request that a signed paper is numbered and issued with."""
    signed = standing.done(Verb.APPROVE)
    if signed is None:
        raise IntegrityError(
            f"{standing.paper.draft_id} 编了号却没有签发",
            rule="先签发，后编号",
            advice="请运行 gongwen archive verify",
        )
    source = next((one.source for one in reversed(desk.life.versions(signed.draft_id)) if one.source), "")
    return IssueRequest(document, signed.actor, signed.on, new_series=new_series, source=source)


def _date(standing: Standing, asked: Allocation) -> dt.date:
    computed = standing.date_of_issue
    if computed is None:
        raise IntegrityError("算不出成文日期", rule=_RULE, advice="请运行 gongwen archive verify")
    if asked.date_of_issue in (None, computed):
        return computed
    if not asked.date_reason.strip():
        raise RefusedError(
            f"成文日期写的是 {asked.date_of_issue}，按签发、会签算是 {computed}",
            rule=_RULE,
            advice="去掉 --date，或用 --date-reason 写明另定的原因（如会议通过的日期）",
        )
    require_line(asked.date_reason, "另定成文日期的原因")
    return asked.date_of_issue or computed


def _dated(document: Document, day: dt.date) -> Document:
    """Return the paper with its 成文日期; 印发日期 is never before it."""
    signature = replace(document.signature, date_of_issue=day)
    imprint = replace(document.imprint, printing_date=max(day, document.imprint.printing_date))
    return replace(document, signature=signature, imprint=imprint)


def _reserved(desk: LifeDesk, paper: PaperRecord, document: Document, text: str) -> DocumentNumber:
    """Return the number of the paper: the one it has while that is reserved, otherwise the next."""
    code, year = document.header.issuer_code, document.signature.date_of_issue.year
    ledger, key, title = desk.holdings.ledger, request_key(text), document.body.title
    if paper.number and desk.state_of(paper.number) is State.RESERVED:
        if (code, year) != (paper.number.issuer_code, paper.number.year):
            raise RefusedError(
                f"改后的公文要编 {code}〔{year}〕的号，已编的是 {paper.number}",
                rule="字号的年份是成文日期的年份",
                advice=f"请先作废它：gongwen number void {paper.number} --reason …",
            )
        ledger.revise(paper.number, text, request_key=key, reason="改稿后重新签发", title=title)
        return paper.number
    return ledger.reserve(code, year, request_key=key, request=text, title=title).number


def _unlike_signers(standing: Standing, document: Document) -> tuple[Finding, ...]:
    """Return a warning where 签发人 on the paper is not who signed it."""
    signed, named = standing.done(Verb.APPROVE), document.header.signatories
    if signed is None or not named or any(same_person(signed.actor, one) for one in named):
        return ()
    sentence = f"版头的签发人是{'、'.join(named)}，签发的是{signed.actor}（{chinese_date(signed.on)}）"
    return (Finding("签发人", "GB/T 9704-2012 7.2.6", sentence, Level.WARNING),)
