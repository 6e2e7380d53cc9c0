"""print and seal (印制, 用印): the numbered files, how many were made, whose seal they bear.

A misprint found before 核发 is corrected and printed again under the same
number, with the reason; what was printed first stays as a version (D6).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from gongwen.archive.bag import sha256
from gongwen.errors import RefusedError, disk_errors, require_line
from gongwen.model import Document, DocumentNumber, Finding, Level, notation
from gongwen.model.comparing import Change, Kind, compare, paragraphs
from gongwen.model.life import Standing
from gongwen.office.desk.copies import Copy, put_copies
from gongwen.office.desk.request import request_key
from gongwen.office.issue import checked
from gongwen.office.life.desk import Act, LifeDesk, Taken
from gongwen.office.life.numbering import request_of
from gongwen.records.life.values import Origin, Part, Verb
from gongwen.records.transactions import database_errors, writing

_RULE = "印前更正只改错字；改动内容的退回送签（D6）"
_NUMBERS = re.compile(r"\d+")
_PERSON = re.compile("联系人|姓名|电话|传真|职务")
_DIGEST = "sha256_"


@dataclass(frozen=True, slots=True)
class Printed:
    """A print: the step, the files for people, and what a correction changed."""

    taken: Taken
    number: DocumentNumber
    files: tuple[Copy, ...]
    changes: tuple[Change, ...] = ()


@database_errors()
def print_(
    desk: LifeDesk, draft_id: str, copies: int, folder: Path, act: Act, *, corrected: Document | None = None
) -> Printed:
    """Print the numbered paper (印制) into `folder` and record how many copies were made.

    `corrected` is the paper without its misprint; it needs a reason, and
    differs in words only: RefusedError for another 主送, 署名, 密级 and the
    like, which go back to the signer. Stopped anywhere, the same again goes on.
    """
    changes, findings = _correct(desk, draft_id, corrected, act.reason) if corrected else ((), ())
    number, document = _numbered(desk, draft_id)
    files = tuple((one.suffix, one.render(document)) for one in desk.parts.renderers)
    digests = {f"{_DIGEST}{suffix}": sha256(data) for suffix, data in files}
    step = desk.step(draft_id, Verb.PRINT, act, details={"copies": copies, **digests})
    if not desk.stands(step):
        desk.allow(step)
    written = put_copies(folder, str(number), files, ours=_misprinted(desk, draft_id, folder, number))
    taken = desk.take(step)
    return Printed(replace(taken, findings=(*findings, *taken.findings)), number, written, changes)


def _misprinted(desk: LifeDesk, draft_id: str, folder: Path, number: DocumentNumber) -> frozenset[Path]:
    """Return the files in `folder` that are just as this paper was printed before, to be replaced.

    What they said stays as a version of the paper.
    """
    printed = {
        str(value)
        for step in desk.life.steps(draft_id)
        if step.verb is Verb.PRINT
        for name, value in step.details.items()
        if name.startswith(_DIGEST)
    }
    with disk_errors("查看以前印的文件"):
        there = [path for path in folder.glob(f"{number}*.*") if path.is_file()]
        return frozenset(path for path in there if sha256(path.read_bytes()) in printed)


def seal(desk: LifeDesk, draft_id: str, organ: str, copies: int, act: Act) -> Taken:
    """Record that the seal of `organ` was put on `copies` copies (用印), on all that were printed by default.

    Without `organ` it is the only one that seals; RefusedError where there are several.
    """
    standing = desk.life.standing(draft_id)
    sealing = standing.paper.sealing
    if not organ and len(sealing) > 1:
        raise RefusedError(
            "没有写盖的是哪个机关的印章", rule=f"用印的是：{'、'.join(sealing)}", advice="请用 --organ 写明"
        )
    organ = organ or (sealing[0] if sealing else "")
    count = copies or standing.copies.printed
    return desk.take(desk.step(draft_id, Verb.AFFIX_SEAL, act, organ=organ, details={"copies": count}))


def _numbered(desk: LifeDesk, draft_id: str) -> tuple[DocumentNumber, Document]:
    """Return the number and the numbered paper; RefusedError before 登记 and under a void number."""
    desk.refuse_half_released(desk.step(draft_id, Verb.PRINT, Act()))
    standing = desk.life.standing(draft_id)
    number = standing.paper.number
    if standing.paper.part is Part.CO_ISSUER:
        raise RefusedError(
            f"{standing.paper.draft_id} 是协办的公文",
            rule="协办的公文由主办机关编号、印制",
            advice="本机关留存主办机关送来的一份",
        )
    if standing.done(Verb.ALLOCATE) is None or number is None:
        raise RefusedError("还没有登记编号", rule="先编号，后印制", advice="请先办 gongwen allocate")
    return number, desk.document(draft_id).numbered(number)


def _correct(
    desk: LifeDesk, draft_id: str, corrected: Document, reason: str
) -> tuple[tuple[Change, ...], tuple[Finding, ...]]:
    """Put the corrected text in the place of the present one, under the same number."""
    if not reason.strip():
        raise RefusedError("印前更正没有写原因", rule=_RULE, advice="请用 --reason 写明")
    require_line(reason, "原因")
    present = desk.document(draft_id)
    corrected = _with_dates(corrected, present)
    _refuse_substance(present, corrected)
    changes = compare(paragraphs(present), paragraphs(corrected))
    number, _ = _numbered(desk, draft_id)
    request = request_of(desk, desk.life.standing(draft_id), corrected)
    text = checked(desk.parts, request)
    with writing():
        desk.life.add_version(draft_id, notation.write(corrected), Origin.PROOFED, reason=reason)
        desk.holdings.ledger.revise(
            number, text, request_key=request_key(text), reason=reason, title=corrected.body.title
        )
    desk.holdings.copy_entries(number.year)
    desk.copy_log(desk.life.paper(draft_id).draft_id)
    return changes, tuple(_doubts(changes))


def _with_dates(corrected: Document, present: Document) -> Document:
    """Return the corrected paper with the dates that 登记 gave the present one."""
    signature = replace(corrected.signature, date_of_issue=present.signature.date_of_issue)
    imprint = replace(corrected.imprint, printing_date=present.imprint.printing_date)
    return replace(corrected, signature=signature, imprint=imprint)


def _refuse_substance(present: Document, corrected: Document) -> None:
    """Refuse a correction that touches more than the words of 正文 and what it attaches."""

    def bare(document: Document) -> Document:
        body = replace(document.body, title="", blocks=(), attachment_note=())
        return replace(document, body=body, enclosed=(), attachments=())

    if bare(present) != bare(corrected):
        before, after = paragraphs(bare(present)), paragraphs(bare(corrected))
        changed = "；".join(change.marked() for change in compare(before, after))
        raise RefusedError(
            f"改的不只是文字：{changed}",
            rule=_RULE,
            advice="请用 gongwen draft revise 改稿，重新送审、送签；字号仍是这个",
        )


def _doubts(changes: tuple[Change, ...]) -> Iterator[Finding]:
    """Yield a warning for every changed paragraph that a person should look at: it may be substance."""
    for change in changes:
        numbers = _NUMBERS.findall(change.before) != _NUMBERS.findall(change.after)
        people = _PERSON.search(change.before) is not None
        if change.kind is not Kind.CHANGED or numbers or people:
            changed = "数字变了" if numbers else "说到人的一段变了"
            what = changed if change.kind is Kind.CHANGED else f"整段{change.kind.value}了"
            sentence = f"{what}，如果是改动内容，请退回送签：{change.marked()}"
            yield Finding("印前更正", _RULE, sentence, Level.WARNING)


def printed_digests(standing: Standing) -> dict[str, str]:
    """Return suffix → SHA-256 of what was printed last."""
    step = standing.done(Verb.PRINT)
    return {
        name.removeprefix(_DIGEST): str(value)
        for name, value in (step.details.items() if step else ())
        if name.startswith(_DIGEST)
    }
