"""The report of a proof (四性检测报告): a line for each item, one for each check, the heads of the chains."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gongwen.model.book import Book, Column
from gongwen.model.dates import chinese_date
from gongwen.office.desk.copies import Copy
from gongwen.office.keeping.proving.values import ItemProof, OrganProof, Property, Verdict
from gongwen.office.registers.keeping import write_book

if TYPE_CHECKING:
    from gongwen.office.wiring import Workshop

TITLE, DETAILS = "四性检测报告", "四性检测明细"
_SUMMARY = (
    Column("文号或标题", 16),
    Column("件", 9),
    *(Column(one.value, 6, centred=True) for one in Property),
    Column("文件", 4, centred=True),
    Column("字节", 6, centred=True),
    Column("说明", 14),
)
_DETAILED = (
    Column("件", 9),
    Column("性", 4, centred=True),
    Column("编号", 5, centred=True),
    Column("检测项", 16),
    Column("结论", 5, centred=True),
    Column("说明", 24),
)
_UNCONFIRMED = "带 * 的编号未与 DA/T 70-2018 的文本核对过；病毒、载体由别的手段检测，这里记「未检测」。"


def write_report(
    workshop: Workshop, proofs: Sequence[OrganProof], folder: Path, today: dt.date
) -> tuple[Copy, ...]:
    """Write the report and its details as XLSX and PDF into `folder`, over no file that differs."""
    written: list[Copy] = []
    for book in (summary_book(proofs, today), details_book(proofs, today)):
        written += write_book(workshop, book, folder)
    return tuple(written)


def summary_book(proofs: Sequence[OrganProof], today: dt.date) -> Book:
    """Return the report: an item a line, with the verdict on each of the four properties."""
    rows = [_row(one) for proof in proofs for one in proof.proofs]
    return Book(TITLE, _SUMMARY, tuple(rows), _owner(proofs), chinese_date(today), tuple(_notes(proofs)))


def details_book(proofs: Sequence[OrganProof], today: dt.date) -> Book:
    """Return every check on every item, a line each."""
    rows = [
        (
            one.item_id,
            check.kind.quality.value,
            check.kind.shown_id,
            check.kind.name,
            check.verdict.value,
            check.reason,
        )
        for proof in proofs
        for one in proof.proofs
        for check in one.checks
    ]
    return Book(DETAILS, _DETAILED, tuple(rows), _owner(proofs), chinese_date(today), tuple(_notes(proofs)))


def _row(one: ItemProof) -> tuple[str, ...]:
    failed = "；".join(check.reason for check in one.checks if check.verdict is Verdict.FAILED)
    verdicts = map(one.shown, Property)
    return (one.name, one.item_id, *verdicts, str(one.files), str(one.bytes), failed)


def _owner(proofs: Sequence[OrganProof]) -> str:
    several = f" 等 {len(proofs)} 个机关" if len(proofs) > 1 else ""
    return f"{proofs[0].name}{several}" if proofs else ""


def _notes(proofs: Sequence[OrganProof]) -> Iterator[str]:
    items = [one for proof in proofs for one in proof.proofs]
    counted = Counter(check.verdict for one in items for check in one.checks)
    verdicts = "、".join(f"{verdict.value} {counted[verdict]} 项" for verdict in Verdict)
    size = sum(one.bytes for one in items)
    yield f"共 {len(items)} 件，{sum(one.files for one in items)} 个文件，{size} 字节；{verdicts}。"
    for proof in proofs:
        for finding in proof.findings:
            if not finding.rule.startswith("DA/T 70"):
                yield str(finding)
    yield _UNCONFIRMED
    for proof in proofs:
        yield from (head.told_of(proof.name) for head in proof.heads)
