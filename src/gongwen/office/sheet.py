"""sheet (发文稿纸): the form that a paper is signed on, with what was recorded already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from gongwen.model import Document, notation
from gongwen.model.book import Box, Slip, SlipRow
from gongwen.model.dates import chinese_date
from gongwen.office.desk.copies import Copy, put_copies, safe_name
from gongwen.records.life.values import PaperRecord, StepRecord, Verb
from gongwen.records.transactions import database_errors

if TYPE_CHECKING:
    from gongwen.records.life.papers import Life
    from gongwen.render.books.pdf import SlipSetter


@database_errors()
def issue_sheet(papers: Life, draft_id: str) -> Slip:
    """Return the 发文稿纸 of a paper as it stands; what nobody signed yet is left blank for the pen.

    Raises NotFoundError for a 稿号 that is none.
    """
    paper, standing = papers.paper(draft_id), papers.standing(draft_id)
    present = papers.versions(paper.draft_id)[-1]
    document = notation.parse(present.text) if present.text else None
    organ = paper.organs[0] if paper.organs else ""
    return Slip(
        f"{organ}发文稿纸" if len(organ) <= 12 else "发文稿纸",
        tuple(_rows(paper, document, (*_first(papers.steps(paper.draft_id)), *standing.counting))),
        left=organ,
        right=f"{paper.draft_id}　第{present.ordinal}稿",
        notes=(f"稿子摘要 {present.digest[:16]}；签字以后改动内容，须重新送签。",),
    )


def write_sheet(setter: SlipSetter, slip: Slip, folder: Path, draft_id: str) -> tuple[Copy, ...]:
    """Write the form into `folder` as PDF, over no file that differs."""
    return put_copies(folder, safe_name(f"{draft_id} 发文稿纸"), (("pdf", setter.set(slip)),))


def _rows(paper: PaperRecord, document: Document | None, steps: tuple[StepRecord, ...]) -> Iterator[SlipRow]:
    signed = {step.organ: step for step in steps if step.verb is Verb.COUNTERSIGN}
    countersigned = "\n".join(
        f"{organ}：{_said(signed[organ]) if organ in signed else ''}" for organ in paper.co_issuers
    )
    yield SlipRow((Box("签发", _of(steps, Verb.APPROVE)), Box("会签", countersigned)), 4.5)
    yield SlipRow((Box("审核", _of(steps, Verb.REVIEW)), Box("复核", _of(steps, Verb.RECHECK))), 2.5)
    drafted = Box("拟稿日期", _drafted(steps))
    yield SlipRow((Box("拟稿人", paper.drafter), drafted, Box("文种", paper.kind)), 1.2)
    yield SlipRow((Box("标题", paper.title),), 2)
    yield SlipRow((Box("主送", paper.addressees),), 2)
    yield SlipRow((Box("抄送", document.imprint.cc if document else ""),), 1.5)
    attached = [part.title for part in (*document.enclosed, *document.attachments)] if document else []
    yield SlipRow((Box("附件", "\n".join(attached)),), 1.5)
    level = document.header.security_level if document else ""
    yield SlipRow((Box("密级", level), Box("缓急", paper.urgency), Box("公开属性", _disclosure(paper))), 1.2)
    dated = chinese_date(document.signature.date_of_issue) if document and paper.number else ""
    yield SlipRow(
        (
            Box("文号", str(paper.number or "")),
            Box("成文日期", dated),
            Box("份数", str(paper.copies or ""), 0.6),
        ),
        1.2,
    )
    last = (Verb.ALLOCATE, Verb.PRINT, Verb.AFFIX_SEAL, Verb.RELEASE)
    yield SlipRow(tuple(Box(verb.value, _of(steps, verb, brief=True)) for verb in last), 2)
    yield SlipRow((Box("备注", str(paper.refers_to or "")),), 1.5)


def _first(steps: Iterable[StepRecord]) -> tuple[StepRecord, ...]:
    """Return the step that entered the paper; it stands whatever comes later."""
    return tuple(step for step in steps if step.verb is Verb.DRAFT)


def _drafted(steps: Iterable[StepRecord]) -> str:
    return next((chinese_date(step.on) for step in steps if step.verb is Verb.DRAFT), "")


def _of(steps: Iterable[StepRecord], verb: Verb, *, brief: bool = False) -> str:
    done = [step for step in steps if step.verb is verb]
    if brief:
        return "\n".join(f"{step.actor}\n{chinese_date(step.on)}" for step in done)
    return "\n".join(map(_said, done))


def _said(step: StepRecord) -> str:
    """Return a signature as it is recorded: opinion, name, full date, and who entered it for whom."""
    opinion = f"{step.opinion}\n" if step.opinion else ""
    recorded = "" if step.same_hand else f"\n{step.recorded()}"
    return f"{opinion}{step.actor}　{chinese_date(step.on)}{recorded}"


def _disclosure(paper: PaperRecord) -> str:
    if paper.disclosure is None:
        return ""
    reason = f"（{paper.disclosure_reason}）" if paper.disclosure_reason else ""
    return f"{paper.disclosure.value}{reason}"
