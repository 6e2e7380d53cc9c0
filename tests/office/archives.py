"""A desk to work at in tests: a real archive, database and index, and a plain renderer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gongwen.archive import create_archive, open_archive_folder
from gongwen.model import (
    Document,
    DocumentNumber,
    Header,
    Imprint,
    IssuerMark,
    Kind,
    Paragraph,
    Part,
    Signature,
    notation,
)
from gongwen.office.desk.database import connect
from gongwen.office.desk.holdings import Holdings
from gongwen.office.desk.request import IssueRequest
from gongwen.office.issue import IssueParts
from gongwen.records.keeping.keeping import Keeping
from gongwen.records.ledger import Ledger, enrol_fonds
from gongwen.search import Fts5Index
from tests.records.opening import now, open_database

OFFICE = "绍兴市使用正版软件工作领导小组办公室"
BUREAU = "绍兴市人民政府国有资产监督管理委员会"
CODE = "绍市软件办"
TITLE = "关于印发《实施方案》的通知"


@dataclass(frozen=True)
class NotationRenderer:
    """Renders a paper as its notation, under any suffix."""

    suffix: str

    def render(self, document: Document) -> bytes:
        """Return the notation in UTF-8."""
        return notation.write(document).encode()


RENDERERS = (NotationRenderer("docx"), NotationRenderer("pdf"))


def number(serial: int, year: int = 2015) -> DocumentNumber:
    """A number of the office."""
    return DocumentNumber(CODE, year, serial)


def paper(title: str = TITLE, *, security_level: str = "", code: str = CODE) -> Document:
    """A short joint notice of 23 June 2015."""
    day = dt.date(2015, 6, 23)
    return Document(
        kind=Kind.NOTICE,
        header=Header(IssuerMark((OFFICE, BUREAU)), code, security_level=security_level),
        addressees="各区、县（市）使用正版软件工作领导小组，各有关单位",
        body=Part(title, (Paragraph("建立“黑名单”制度。"), Paragraph("请于7月30日前报送。"))),
        signature=Signature((OFFICE, BUREAU), day),
        imprint=Imprint("省软件正版化办公室", OFFICE, day),
    )


def request(title: str = TITLE) -> IssueRequest:
    """The paper, signed by 李明 the day before its date."""
    return IssueRequest(paper(title), "李明", dt.date(2015, 6, 22))


def make_archive(root: Path) -> None:
    """Make an archive with tables and the office's own fonds; Django points at it."""
    archive = create_archive(root, OFFICE)
    open_database(archive.database)
    enrol_fonds(archive.fonds, OFFICE)


def holdings_of(root: Path, fonds: str = "own") -> Holdings:
    """The holdings of an archive that Django points at."""
    archive = open_archive_folder(root)
    ledger = Ledger(fonds, operator="王芳", now=now)
    keeping = Keeping(fonds, operator="王芳", now=now)
    return Holdings(ledger, archive.store(fonds), archive.journal(fonds), keeping)


def nothing(step: str) -> None:
    """Do nothing at a step."""


def parts_of(root: Path, on_step: Callable[[str], object] = nothing) -> IssueParts:
    """What issuing needs, for an archive that Django points at."""
    return IssueParts(
        holdings=holdings_of(root),
        index=Fts5Index(),
        renderers=RENDERERS,
        text_of=notation.write,
        loose=open_archive_folder(root).loose,
        on_step=on_step,
    )


def reopen(root: Path) -> Holdings:
    """Open an archive as every command does: connect and bring the ledger copy up to date."""
    connect(open_archive_folder(root).database)
    holdings = holdings_of(root)
    holdings.catch_up()
    return holdings
