"""用印登记簿: one line per seal; printed, sealed, sent and kept copies must agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gongwen.model.book import Book, Column
from gongwen.model.life import Standing
from gongwen.records.life.values import PaperRecord, StepRecord, Verb
from gongwen.records.transactions import database_errors

if TYPE_CHECKING:
    from gongwen.records.life.papers import Life

TITLE = "用印登记簿"
COLUMNS = (
    Column("序号", 3, centred=True),
    Column("用印日期", 6.2, centred=True),
    Column("文号", 9),
    Column("标题", 16),
    Column("印章", 13),
    Column("用印份数", 4, centred=True),
    Column("批准人", 4, centred=True),
    Column("用印人", 4, centred=True),
    Column("记录", 9),
    Column("份数核对", 13),
)


@database_errors()
def seal_book(papers: Life, name: str, year: int) -> Book:
    """Return the register of every seal set in `year`, in the order of the days."""
    sealed = sorted(_sealed(papers, year), key=lambda one: (one[1].on, one[0].draft_id, one[1].ordinal))
    standings = {paper.draft_id: papers.standing(paper.draft_id) for paper, _ in sealed}
    rows = tuple(
        _row(ordinal, paper, step, standings[paper.draft_id])
        for ordinal, (paper, step) in enumerate(sealed, start=1)
    )
    wrong = sum(not _agrees(standing) for standing in standings.values())
    note = f"用印 {len(rows)} 次，公文 {len(standings)} 件，份数不符 {wrong} 件"
    return Book(TITLE, COLUMNS, rows, name, f"{year}年度", (note,))


def _sealed(papers: Life, year: int) -> Iterator[tuple[PaperRecord, StepRecord]]:
    for paper in papers.papers():
        for step in papers.steps(paper.draft_id):
            if step.verb is Verb.AFFIX_SEAL and step.on.year == year:
                yield paper, step


def _row(ordinal: int, paper: PaperRecord, step: StepRecord, standing: Standing) -> tuple[str, ...]:
    approved = standing.done(Verb.APPROVE)
    counts = any(step.ordinal == one.ordinal for one in standing.counting)
    return (
        str(ordinal),
        step.on.isoformat(),
        str(paper.number or ""),
        paper.title,
        step.organ,
        str(step.count("copies")),
        approved.actor if approved else "",
        step.actor,
        step.recorded(),
        _checked(standing) if counts else "印前更正前所盖，已随旧印本作废",
    )


def _checked(standing: Standing) -> str:
    if _agrees(standing):
        return f"{standing.copies}，相符"
    if standing.copies.left and not standing.done(Verb.DEPOSIT):
        return f"{standing.copies}，还有 {standing.copies.left} 份没有去向"
    return f"{standing.copies}，不符"


def _agrees(standing: Standing) -> bool:
    return not standing.copies.left and not standing.copies.unsealed
