"""销毁清册 as a book and as an item: printed for the people who watch the destruction, kept for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongwen.archive.bag import Bag
from gongwen.archive.identity import received_item_id
from gongwen.model.book import Book, Column
from gongwen.model.dates import chinese_date
from gongwen.office.desk.holdings import Holdings
from gongwen.office.keeping.bags import KeptFile, received_bag
from gongwen.office.keeping.pieces import TEXT
from gongwen.records.keeping.arranging.values import DisposalRecord, DisposalState
from gongwen.records.keeping.values import Description, NewReceived

if TYPE_CHECKING:
    from gongwen.office.wiring import Workshop

TITLE = "档案销毁清册"
COLUMNS = (
    Column("序号", 3, centred=True),
    Column("档号", 13),
    Column("文号", 9),
    Column("题名", 26),
    Column("年度", 4, centred=True),
    Column("保管期限", 4, centred=True),
    Column("到期", 6.2, centred=True),
    Column("页数", 3, centred=True),
    Column("备注", 8),
)
NOT_COVERED = (
    "不在销毁之内，由本单位另行处理：纸质原件，各份备份，存档里的散件（loose）、撤下的件（quarantine）、"
    "升级前的数据库（upgrades），办理中的各稿，已经交出去的移交包和打印件"
)
"""What destruction does not reach, said wherever a list is shown."""

_FORM = "PDF"


def register_book(found: DisposalRecord, organ: str, head: str = "") -> Book:
    """Return the list as a book; `head` is the count and head of the chain when it is made."""
    rows = tuple(
        (
            str(ordinal),
            line.reference_code,
            line.number,
            line.title,
            str(line.year),
            line.term,
            line.due.isoformat(),
            str(line.pages),
            "已销毁" if line.gone else "",
        )
        for ordinal, line in enumerate(found.lines, start=1)
    )
    proposed = f"{_who(found.proposer, found.proposed_by)}　{chinese_date(found.proposed_on)}"
    notes = (
        f"共 {len(rows)} 件，{sum(line.pages for line in found.lines)} 页",
        f"提出：{proposed}　理由：{found.reason}",
        _agreed(found),
        "监销人（两人，签字）：　　　　　　　　　　　　销毁日期：",
        f"{NOT_COVERED}。",
        *filter(None, (head,)),
    )
    return Book(TITLE, COLUMNS, rows, organ, found.number, notes)


@dataclass(frozen=True, slots=True)
class RegisterItem:
    """The list as an item: its bag, what is entered of it, its text for the index."""

    bag: Bag
    new: NewReceived
    text: str


def register_item(
    workshop: Workshop,
    holdings: Holdings,
    found: DisposalRecord,
    organ: str,
    head: str,
    scans: Sequence[bytes] = (),
) -> RegisterItem:
    """Return the list as an item that comes in today; `scans` are signed papers about it."""
    from gongwen.render.books.xlsx import workbook

    book = register_book(found, organ, head)
    pdf, name = workshop.books.set(book), f"{TITLE} {found.number}.pdf"
    source, today = hashlib.sha256(pdf).hexdigest(), holdings.keeping.today
    item_id = received_item_id(today.year, source)
    text = "\n".join(_text(book))
    files = [
        KeptFile("original.pdf", name, pdf),
        KeptFile(TEXT, "文字.txt", text.encode()),
        KeptFile("attachment-1.xlsx", f"{TITLE} {found.number}.xlsx", workbook(book)),
        *(
            KeptFile(f"attachment-{n}.{_ending(scan)}", f"签字的鉴定意见.{_ending(scan)}", scan)
            for n, scan in enumerate(scans, start=2)
        ),
    ]
    title = f"{TITLE}（{found.number}，{len(found.lines)}件）"
    description = Description(title, today.year, found.number, "", (organ,), today, _pages(pdf))
    new = NewReceived(item_id, "", source, name, _FORM, organ, description)
    bag = received_bag(holdings, new, files, "")
    return RegisterItem(bag, replace(new, digest=bag.digest), text)


def _agreed(found: DisposalRecord) -> str:
    if found.agreed_on is None:
        return (
            f"批准：{found.state.value}，还没有批准"
            if found.state is DisposalState.PROPOSED
            else "批准：没有批准"
        )
    scan = f"，签字的鉴定意见 {found.scan[:12]}" if found.scan else ""
    return f"批准：{_who(found.approver, found.agreed_by)}　{chinese_date(found.agreed_on)}{scan}"


def _who(name: str, recorded_by: str) -> str:
    return name if name == recorded_by else f"{name}（{recorded_by}记）"


def _text(book: Book) -> Iterable[str]:
    yield f"{book.title}　{book.right}　{book.left}"
    yield "　".join(column.name for column in book.columns)
    for row in book.rows:
        yield "　".join(filter(None, row))
    yield from book.notes


def _ending(content: bytes) -> str:
    marks = {b"%PDF": "pdf", b"\x89PNG": "png", b"\xff\xd8": "jpg"}
    return next((ending for mark, ending in marks.items() if content.startswith(mark)), "bin")


def _pages(pdf: bytes) -> int:
    from gongwen.render.reading.pdf import reading

    with reading(pdf) as document:
        return len(document)
