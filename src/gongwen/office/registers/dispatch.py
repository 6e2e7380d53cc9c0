"""发文登记簿: one line for every number of a year, whatever became of it, and for 协办."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongwen.errors import IntegrityError, NotFoundError
from gongwen.model import Document, notation
from gongwen.model.book import Book, Column
from gongwen.office.desk.deposit import read_paper
from gongwen.office.desk.holdings import Holdings
from gongwen.records import audit
from gongwen.records.chain import hash_of
from gongwen.records.life.values import PaperRecord, StepRecord, Verb
from gongwen.records.transactions import database_errors
from gongwen.records.values import JointRecord, NumberRecord, State

if TYPE_CHECKING:
    from gongwen.records.life.papers import Life

TITLE = "发文登记簿"
COLUMNS = (
    Column("文号", 8.5),
    Column("标题", 13),
    Column("主送", 8),
    Column("份数", 3, centred=True),
    Column("缓急", 3, centred=True),
    Column("公开属性", 4, centred=True),
    Column("拟稿", 4, centred=True),
    Column("签发人", 4, centred=True),
    Column("成文日期", 6.2, centred=True),
    Column("印发日期", 6.2, centred=True),
    Column("分送", 7),
    Column("存档位置", 6),
    Column("备注", 8),
)


@dataclass(frozen=True, slots=True)
class _Line:
    """What is known of one number: its record, its paper as issued or as it stands, its life."""

    record: NumberRecord
    document: Document | None
    paper: PaperRecord | None
    steps: tuple[StepRecord, ...]

    def cells(self, papers: Life) -> tuple[str, ...]:
        """Return the line, a cell for each of COLUMNS."""
        record, document, paper = self.record, self.document, self.paper
        return (
            str(record.number),
            record.title,
            document.addressees if document else paper.addressees if paper else "",
            str(copies) if (copies := self._printed(papers)) else "",
            (document.header.urgency if document else "") or (paper.urgency if paper else ""),
            _disclosure(paper),
            paper.drafter if paper else "",
            record.signatory or self._signatory(),
            _day(document.signature.date_of_issue if document else record.date_of_issue),
            _day(document.imprint.printing_date if document else None),
            "；".join(map(_sent, self._of(Verb.DISTRIBUTE))),
            record.item_id,
            "；".join(filter(None, self._remarks(papers))),
        )

    def _of(self, verb: Verb) -> list[StepRecord]:
        return [step for step in self.steps if step.verb is verb]

    def _printed(self, papers: Life) -> int:
        return papers.standing(self.paper.draft_id).copies.printed if self.paper else 0

    def _signatory(self) -> str:
        signed = self._of(Verb.APPROVE)
        return signed[-1].actor if signed else ""

    def _remarks(self, papers: Life) -> Iterator[str]:
        if self.record.state is not State.ISSUED:
            yield self.record.explanation()
        if self.paper and self.paper.refers_to:
            yield str(self.paper.refers_to)
        for later in papers.referring_to(self.record.number):
            if later.refers_to:
                yield f"由{later.number or later.draft_id}{later.refers_to.relation.value}"


@database_errors()
def dispatch_book(holdings: Holdings, papers: Life, name: str, year: int, issuer_code: str = "") -> Book:
    """Return the register of `year` of the organ `name`, of one 机关代字 or of all.

    A paper issued in one go has no 拟稿 and no 份数: nobody said them.
    """
    records = holdings.ledger.listing(issuer_code, year)
    joint = () if issuer_code else holdings.ledger.joint_papers(year)
    rows = [_line(holdings, papers, record).cells(papers) for record in records]
    rows += [_joint(record, papers) for record in joint]
    return Book(
        TITLE, COLUMNS, tuple(rows), name, f"{year}年度", (_count(records, joint), head_of(holdings, year))
    )


def head_of(holdings: Holdings, year: int) -> str:
    """Return how many entries of `year` the audit chain has, and its last hash: a cut tail would show."""
    lines = audit.lines(holdings.ledger.fonds, year)
    if not lines:
        return "还没有登记条目"
    return f"登记条目 {len(lines)} 条，末条 {hash_of(lines[-1])}"


def _line(holdings: Holdings, papers: Life, record: NumberRecord) -> _Line:
    paper = papers.paper_of(record.number)
    steps = papers.steps(paper.draft_id) if paper else ()
    return _Line(record, _document(holdings, papers, record, paper), paper, steps)


def _document(
    holdings: Holdings, papers: Life, record: NumberRecord, paper: PaperRecord | None
) -> Document | None:
    """Return the paper as it was issued, or as it stands; None where nothing is left to read."""
    if record.state is State.ISSUED:
        try:
            return read_paper(holdings.store, record.item_id)
        except (NotFoundError, IntegrityError):
            return None
    versions = papers.versions(paper.draft_id) if paper else ()
    return notation.parse(versions[-1].text) if versions and versions[-1].text else None


def _joint(record: JointRecord, papers: Life) -> tuple[str, ...]:
    paper = papers.paper_of(record.number)
    remark = f"联合发文（协办），主办{record.lead_issuer}"
    return (
        str(record.number),
        record.title,
        paper.addressees if paper else "",
        "",
        paper.urgency if paper else "",
        _disclosure(paper),
        paper.drafter if paper else "",
        "",
        _day(record.date_of_issue),
        "",
        "",
        "",
        "；".join(filter(None, (remark, record.note))),
    )


def _count(records: tuple[NumberRecord, ...], joint: tuple[JointRecord, ...]) -> str:
    states = Counter(record.state for record in records)
    counted = "、".join(f"{state.value} {states[state]}" for state in State if states[state])
    ours = f"本机关字号 {len(records)} 个（{counted}）" if records else "本机关字号 0 个"
    return f"{ours}；联合发文（协办）{len(joint)} 件"


def _disclosure(paper: PaperRecord | None) -> str:
    return paper.disclosure.value if paper and paper.disclosure else ""


def _sent(step: StepRecord) -> str:
    how = f"，{step.says('how')}" if step.says("how") else ""
    return f"{step.says('to')} {step.count('copies')} 份{how}"


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
