"""Items that came in over a year, and what arranging them works with, for tests."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pikepdf

from gongwen.archive.bag import pack
from gongwen.archive.identity import received_item_id
from gongwen.model.arrangement import Rank
from gongwen.office.desk.settings import Settings
from gongwen.office.keeping.arranging.arranging import Arranged, ArrangeParts, arrange_year
from gongwen.office.keeping.arranging.deciding import Said
from gongwen.office.keeping.arranging.describing import Describer
from gongwen.office.keeping.arranging.planning import Plan, plan_year
from gongwen.office.keeping.arranging.table import filing_table
from gongwen.office.keeping.bags import put_bag
from gongwen.office.wiring import Workshop
from gongwen.records.keeping.values import Description, NewReceived
from gongwen.records.life.papers import Life
from tests.office.archives import OFFICE, holdings_of, nothing
from tests.records.opening import now

COMPANY = "绍兴市公共交通集团有限公司"
TABLE = """
名称 = "绍兴市软件办文书档案保管期限表"
批准 = "绍档批〔2016〕2号"
全宗号 = "Z109"

[[行]]
名称 = "普发性通知"
期限 = "永久"
依据 = "令第8号 第7条"
方向 = ["发文"]

[[行]]
名称 = "企业报来的调查表"
期限 = "10年"
依据 = "令第8号 第8条"
标题含 = ["调查表"]

[[行]]
名称 = "下级来文"
期限 = "30年"
依据 = "令第8号 第8条"
来文级别 = ["下级"]
"""


@cache
def workshop() -> Workshop:
    """The real workshop, made once: it has learned the faces then."""
    return Workshop(Settings.of(os.environ))


def pdf(text: str) -> bytes:
    """A PDF of one page with a line at its middle."""
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(595.28, 841.89))
        made.pages[0].contents_add(b"0 0 0 rg 100 400 300 2 re f")
        made.docinfo["/Title"] = text
        written = io.BytesIO()
        made.save(written, deterministic_id=True)
        return written.getvalue()


def receive(
    root: Path, title: str, year: int = 2015, month: int = 7, pages: int | None = 2, sender: str = COMPANY
) -> str:
    """Put a paper that came in into its place and enter it; return its item id."""
    holdings, content = holdings_of(root), pdf(title)
    source = hashlib.sha256(content).hexdigest()
    item_id = received_item_id(year, source)
    date = dt.date(year, month, 20)
    description = Description(title, year, organs=(sender,) if sender else (), date=date, pages=pages)
    said = {
        "format": 1,
        "item_id": item_id,
        "title": title,
        "files": [{"name": "original.pdf", "original_name": "a.pdf"}],
    }
    payload = {
        "original.pdf": content,
        "text.txt": f"{title}的正文，{COMPANY}。".encode(),
        "metadata.json": json.dumps(said, ensure_ascii=False).encode(),
    }
    bag = pack(item_id, payload, {})
    with holdings.store.claim(item_id):
        put_bag(holdings.store, bag)
        holdings.keeping.receive(
            NewReceived(item_id, bag.digest, source, "a.pdf", "PDF", sender, description)
        )
    holdings.copy_acts()
    return item_id


def arranging(root: Path, on_step: Callable[[str], object] = nothing) -> ArrangeParts:
    """What arranging works with, for an archive that Django points at."""
    holdings = holdings_of(root)
    describer = Describer(
        holdings, frozenset(), lambda organ, on: Rank.SUBORDINATE if organ == COMPANY else None
    )
    papers = Life("own", operator="王芳", now=now)
    return ArrangeParts(holdings, papers, OFFICE, describer, workshop().filing_stamper, on_step)


def planned(root: Path, year: int = 2015, said: dict[str, Said] | None = None) -> Plan:
    """The plan of a year."""
    parts = arranging(root)
    table = filing_table(TABLE, "保管期限表.toml")
    return plan_year(parts.holdings, parts.papers, parts.describer, OFFICE, year, table, said)


def arranged(root: Path, year: int = 2015, on_step: Callable[[str], object] = nothing) -> Arranged:
    """Arrange a year."""
    return arrange_year(arranging(root, on_step), planned(root, year))
