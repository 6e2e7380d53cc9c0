"""correct, revoke, repeal (更正, 撤销, 废止): a new paper that refers to an issued one.

What was issued is never changed; the new paper goes its own way from 拟稿 on,
and what it does to the old one shows wherever the old one is shown. 撤销 makes
void from the beginning, 废止 from a date (条例).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gongwen.archive.identity import item_id_of
from gongwen.drafting import Draft, Facts
from gongwen.errors import NotFoundError, RefusedError, require_line
from gongwen.model import Document, DocumentNumber, Finding, Level, chinese_date, notation
from gongwen.model.comparing import Change, Kind, compare, paragraphs
from gongwen.office.desk.deposit import FACTS, read_paper, read_source, require_item
from gongwen.office.draft import draft_from_facts, draft_from_file
from gongwen.office.keeping.closing import refuse_destroyed
from gongwen.office.life.desk import LifeDesk
from gongwen.office.life.entering import Entered, enter, text_of_file
from gongwen.records.life.values import NewPaper, Reference, Relation, Verb
from gongwen.records.transactions import database_errors
from gongwen.records.values import State

if TYPE_CHECKING:
    from gongwen.office.wiring import Workshop
    from gongwen.records.life.papers import Life

_TEMPLATES = {
    Relation.CORRECT: "correction",
    Relation.REVOKE: "revocation",
    Relation.REPEAL: "repeal",
}

_SENTENCE = re.compile(r".+?(?:[。；！？]|$)")
"""A sentence with its stop."""

_INNER = str.maketrans("“”《》", "‘’〈〉")
"""Quotation marks and 书名号 inside others (GB/T 15834)."""


@dataclass(frozen=True, slots=True)
class Referring:
    """A new paper that refers to an issued one: its draft, and how it was entered."""

    entered: Entered
    draft: Draft
    changes: tuple[Change, ...] = ()


@database_errors()
def correct(
    desk: LifeDesk, workshop: Workshop, number: DocumentNumber, changed: Path, *, drafter: str
) -> Referring:
    """Draft the 更正 of an issued paper: `changed` is its right text, or the right facts of its template.

    What differs stands in the new paper, a paragraph for each place. Raises
    RefusedError where nothing differs, or something other than words does.
    """
    old = _issued(desk, number)
    changes = compare(paragraphs(old), paragraphs(_right(desk, workshop, number, old, changed)))
    if not changes:
        raise RefusedError(
            f"{changed.name} 与 {number} 没有不同", rule="更正要说明改哪里", advice="请先改好稿子再办"
        )
    places = list(_told(changes))
    return _entered(
        desk, workshop, Reference(Relation.CORRECT, number), old, {"更正": places}, drafter, changes
    )


@database_errors()
def revoke(
    desk: LifeDesk, workshop: Workshop, number: DocumentNumber, *, reason: str, drafter: str
) -> Referring:
    """Draft the 撤销 of an issued paper, void from the beginning."""
    require_line(reason, "理由")
    reference = Reference(Relation.REVOKE, number)
    return _entered(desk, workshop, reference, _issued(desk, number), {"理由": reason}, drafter)


@database_errors()
def repeal(
    desk: LifeDesk,
    workshop: Workshop,
    number: DocumentNumber,
    effective_on: dt.date,
    *,
    reason: str,
    drafter: str,
) -> Referring:
    """Draft the 废止 of an issued paper, void from `effective_on`."""
    require_line(reason, "理由")
    old = _issued(desk, number)
    if effective_on < old.signature.date_of_issue:
        raise RefusedError(
            f"废止日期 {effective_on} 早于 {number} 的成文日期 {old.signature.date_of_issue}",
            rule="废止的公文从废止之日起失效，自始无效的是撤销",
            advice="请核对日期，或用 gongwen revoke",
        )
    reference = Reference(Relation.REPEAL, number, effective_on)
    return _entered(desk, workshop, reference, old, {"理由": reason, "废止日期": effective_on}, drafter)


@database_errors()
def effects_on(life: Life, number: DocumentNumber) -> tuple[str, ...]:
    """Return in words what later papers did to an issued one; those not yet released are only meant to."""
    words = {Relation.CORRECT: "更正", Relation.REVOKE: "撤销，自始无效", Relation.REPEAL: "废止"}
    said = []
    for paper in life.referring_to(number):
        refers = paper.refers_to
        if refers is None:
            continue
        since = f"，自{chinese_date(refers.effective_on)}起失效" if refers.effective_on else ""
        done = life.standing(paper.draft_id).done(Verb.RELEASE)
        name = str(paper.number) if done and paper.number else f"{paper.draft_id}（{paper.stage.value}）"
        said.append(f"{'已由' if done else '拟由'} {name} {words[refers.relation]}{since}")
    return tuple(said)


def _issued(desk: LifeDesk, number: DocumentNumber) -> Document:
    """Return the issued paper without its number; RefusedError when it is not issued or void already."""
    if desk.state_of(number) is not State.ISSUED:
        raise RefusedError(
            f"{number} 没有在这里核发",
            rule="更正、撤销、废止的是核发的公文",
            advice="没有核发的请退回修改，或作废字号",
        )
    for paper in desk.life.referring_to(number):
        refers = paper.refers_to
        ended = refers is not None and refers.relation is not Relation.CORRECT
        if ended and desk.life.standing(paper.draft_id).done(Verb.RELEASE):
            raise RefusedError(
                f"{number} 已由 {paper.number} {refers.relation.value if refers else ''}",
                rule="失效的公文不再更正、撤销、废止",
            )
    item_id, store = item_id_of(number), desk.holdings.store
    refuse_destroyed(desk.holdings, item_id)
    require_item(store, item_id, number)
    return read_paper(store, item_id).unnumbered()


def _right(
    desk: LifeDesk, workshop: Workshop, number: DocumentNumber, old: Document, changed: Path
) -> Document:
    """Return the paper as it should have been; RefusedError where more than its words differ."""
    if changed.suffix.lower() == ".txt":
        right = notation.parse(text_of_file(changed))
    else:
        right = draft_from_file(workshop, _template_of(desk, number), changed).document
    signature = replace(right.signature, date_of_issue=old.signature.date_of_issue)
    return replace(right.unnumbered(), signature=signature, imprint=old.imprint)


def _template_of(desk: LifeDesk, number: DocumentNumber) -> str:
    store, item_id = desk.holdings.store, item_id_of(number)
    if FACTS not in store.get(item_id).names:
        raise NotFoundError(f"{number} 的件里没有事实", advice="请给出改好的稿子（.txt）")
    template, _ = read_source(store, item_id)
    return template


def _told(changes: tuple[Change, ...]) -> Iterator[str]:
    """Yield a sentence for each changed paragraph."""
    for change in changes:
        match change.kind:
            case Kind.CHANGED if len(inner := _sentences(change)) > 1 or inner[0] != change:
                yield from _told(inner)
            case Kind.CHANGED:
                yield f"{_quoted(change.before)}更正为{_quoted(change.after)}。"
            case Kind.ADDED:
                yield f"增加{_quoted(change.after)}。"
            case Kind.DELETED:
                yield f"删去{_quoted(change.before)}。"


def _sentences(change: Change) -> tuple[Change, ...]:
    """Return the changed sentences of a changed paragraph; the paragraph where one came or went."""
    found = compare(_SENTENCE.findall(change.before), _SENTENCE.findall(change.after))
    return found if all(one.kind is Kind.CHANGED for one in found) else (change,)


def _quoted(text: str) -> str:
    """Return `text` in quotation marks; those inside become single ones (GB/T 15834)."""
    return f"“{text.translate(_INNER)}”"


def _entered(
    desk: LifeDesk,
    workshop: Workshop,
    reference: Reference,
    old: Document,
    facts: Mapping[str, object],
    drafter: str,
    changes: tuple[Change, ...] = (),
) -> Referring:
    values = {**_taken_over(old, reference.number, desk.life.today), **facts}
    template = _TEMPLATES[reference.relation]
    made = draft_from_facts(workshop, template, Facts(values, source=f"{reference}"))
    new = NewPaper(
        notation.write(made.document),
        drafter or desk.life.operator,
        source=made.source,
        refers_to=reference,
    )
    entered = enter(desk, new)
    pending = tuple(_pending(desk, reference.number, entered.paper.draft_id))
    return Referring(entered, replace(made, findings=pending + made.findings), changes)


def _pending(desk: LifeDesk, number: DocumentNumber, draft_id: str) -> Iterator[Finding]:
    """Yield a warning for each other paper in the making that already refers to `number`."""
    for paper in desk.life.referring_to(number):
        standing = desk.life.standing(paper.draft_id)
        if paper.draft_id != draft_id and not (standing.done(Verb.RELEASE) or standing.done(Verb.ABANDON)):
            sentence = f"{paper.draft_id} 已经拟了{paper.refers_to}（{paper.stage.value}），请看是否重复"
            yield Finding(str(number), "一件事不发两次", sentence, Level.WARNING)


def _taken_over(old: Document, number: DocumentNumber, today: dt.date) -> dict[str, object]:
    """Return the facts that the new paper shares with the old one."""
    facts: dict[str, object] = {
        "发文机关": list(old.header.issuer_mark.organs),
        "机关代字": old.header.issuer_code,
        "主送机关": old.addressees,
        "用印": old.signature.sealing.value,
        "成文日期": today,
        "抄送机关": old.imprint.cc,
        "印发机关": old.imprint.printing_office,
        "签名章": [{"职务": one.post, "姓名": one.name} for one in old.signature.signers],
        "原文号": str(number),
        "原标题": old.body.title.translate(_INNER),
        "原成文日期": old.signature.date_of_issue,
    }
    return {name: value for name, value in facts.items() if value}
