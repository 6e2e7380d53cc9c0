"""LifeDesk: what the verbs of a paper's life work with, and how a step is taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from gongwen.archive.loose import LooseFiles
from gongwen.errors import NotFoundError, RefusedError, disk_errors
from gongwen.model import Document, DocumentNumber, Finding, notation
from gongwen.model.life import Refusal, Stage, Standing, chief_findings, next_state, unseen_signature
from gongwen.office.desk.holdings import Holdings
from gongwen.office.issue import IssueParts
from gongwen.records.life.papers import Life, Recorded
from gongwen.records.life.values import PaperRecord, StepRecord, Verb
from gongwen.records.transactions import database_errors
from gongwen.records.values import State

_UNDER_A_NUMBER = (Verb.PRINT, Verb.AFFIX_SEAL, Verb.RELEASE)


@dataclass(frozen=True, slots=True)
class Act:
    """What a clerk says of a step: who took it and when, the opinion, the scan that shows it, the reason.

    Without `by` it was the operator, without `on` today.
    """

    by: str = ""
    on: dt.date | None = None
    opinion: str = ""
    scan: Path | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that stands: the paper and its standing now; `new` is False when it stood before."""

    paper: PaperRecord
    standing: Standing
    step: StepRecord
    new: bool
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class LifeDesk:
    """The papers in the making of one fonds, with all that issuing works with.

    `sheet` gives the 发文稿纸 of a paper as PDF, which goes into its item.
    """

    life: Life
    parts: IssueParts
    sheet: Callable[[str], bytes]

    @property
    def holdings(self) -> Holdings:
        """Return the ledger, the store and their file copies."""
        return self.parts.holdings

    @property
    def loose(self) -> LooseFiles:
        """Return the files that belong to papers without an item."""
        return self.parts.loose

    def keep(self, path: Path | None) -> str:
        """Keep a scan or another file as a loose file and return its digest, empty for none."""
        if path is None:
            return ""
        if not path.is_file():
            raise NotFoundError(f"没有文件 {path}", advice="请核对路径")
        with disk_errors("读取文件"):
            content = path.read_bytes()
        if not content:
            raise RefusedError(f"{path.name} 是空的", rule="扫描件要看得见签字", advice="请重新扫描")
        return self.loose.put(content)

    def step(
        self,
        draft_id: str,
        verb: Verb,
        act: Act,
        *,
        organ: str = "",
        details: Mapping[str, str | int] | None = None,
    ) -> StepRecord:
        """Return the step that `act` speaks of, its scan kept; details that are empty are left out."""
        said = {name: value for name, value in (details or {}).items() if value not in ("", 0)}
        return StepRecord(
            draft_id=self.life.paper(draft_id).draft_id,
            verb=verb,
            actor=act.by.strip() or self.life.operator,
            on=act.on or self.life.today,
            opinion=act.opinion,
            organ=organ,
            reason=act.reason,
            scan=self.keep(act.scan),
            details=said,
        )

    @database_errors()
    def take(self, step: StepRecord) -> Taken:
        """Record a step, copy the log, and return how the paper stands."""
        self.refuse_half_released(step)
        return self.told(self.life.record(step))

    @database_errors()
    def told(self, recorded: Recorded, findings: tuple[Finding, ...] = ()) -> Taken:
        """Copy the log of a step that was recorded, and return how its paper stands."""
        step = recorded.step
        self.copy_log(step.draft_id)
        paper, standing = self.life.paper(step.draft_id), self.life.standing(step.draft_id)
        doubts = (*chief_findings(paper, step, self.life.people()), *unseen_signature(step))
        return Taken(paper, standing, step, recorded.new, (*findings, *doubts))

    def copy_log(self, draft_id: str) -> None:
        """Bring the log of the paper's year to its file."""
        self.holdings.copy_log(int(draft_id.removeprefix("稿").partition("-")[0]))

    def allow(self, step: StepRecord, seen: Standing | None = None) -> Standing:
        """Return how the paper stands, or was `seen` to, when `step` may be taken; RefusedError otherwise."""
        self.refuse_half_released(step)
        standing = seen or self.life.standing(step.draft_id)
        refuse(next_state(standing, step))
        return standing

    def stands(self, step: StepRecord) -> bool:
        """Say whether the very same step was taken before and still counts."""
        return self.life.repeated(step) is not None

    def refuse_half_released(self, step: StepRecord) -> None:
        """Refuse a step that does not fit what the ledger says of the paper's number.

        After an interrupted 核发 nothing but 核发 is done; under a void number
        nothing is printed, sealed or released.
        """
        paper, standing = self.life.paper(step.draft_id), self.life.standing(step.draft_id)
        if paper.number is None or standing.done(Verb.RELEASE) or standing.done(Verb.JOIN):
            return
        state = self.state_of(paper.number)
        if state is State.ISSUED and step.verb is not Verb.RELEASE:
            raise RefusedError(
                f"{paper.number} 的核发被中断过，还没有记完",
                rule="核发的公文永不改动",
                advice=f"请再办一次 gongwen release {step.draft_id}",
            )
        if state is State.VOID and standing.done(Verb.ALLOCATE) and step.verb in _UNDER_A_NUMBER:
            raise RefusedError(
                f"{paper.number} 已经作废",
                rule="作废的号不再用",
                advice=f"请用 gongwen send-back {step.draft_id} --to 登记 退回，再编一个号",
            )

    def state_of(self, number: DocumentNumber) -> State:
        """Return what became of a number in the ledger."""
        return self.holdings.ledger.get(number).state

    def document(self, draft_id: str) -> Document:
        """Return the present text of a paper; RefusedError where it is only kept as a file."""
        text = self.life.versions(draft_id)[-1].text
        if not text:
            raise RefusedError(
                f"{draft_id} 只存有主办机关送来的文件，没有文字稿", rule="协办的公文由主办机关排版印制"
            )
        return notation.parse(text)


def refuse(found: Refusal | Stage) -> None:
    """Raise what forbids a step."""
    if isinstance(found, Refusal):
        raise RefusedError(found.seen, rule=found.rule, advice=found.advice)


def refuse_unreleased(life: Life, number: DocumentNumber) -> None:
    """Refuse to correct or complete the number of a paper in the making but by its own steps."""
    paper = life.paper_of(number)
    if paper is not None and life.standing(paper.draft_id).done(Verb.RELEASE) is None:
        raise RefusedError(
            f"{number} 是 {paper.draft_id} 的字号，现在是「{paper.stage.value}」",
            rule="逐步办的公文，印制、用印之后才核发",
            advice=f"错字用 gongwen print {paper.draft_id} --reason 改正再印，印好用 gongwen release 核发",
        )
