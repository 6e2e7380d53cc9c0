"""Units for tests: items of 2015 with a 档号 and a closing bag, as the yearly 整理 enters them."""

from __future__ import annotations

import datetime as dt

from gongwen.model.arrangement import ReferenceCode, Term
from gongwen.records.keeping.arranging.values import NewUnit
from gongwen.records.keeping.values import FurtherRecord


def item(ordinal: int) -> str:
    """An item id."""
    return f"2015-r-{ordinal:016x}"


def new_unit(ordinal: int, term: Term = Term.YEARS_10, year: int = 2015) -> NewUnit:
    """What is entered of the item `ordinal`: 件号 and title follow from it."""
    bag = FurtherRecord(item(ordinal), f"{item(ordinal)}.001", "d" * 64, "归档", {"stamp.pdf": "归档章.pdf"})
    return NewUnit(
        item_id=item(ordinal),
        code=ReferenceCode("Z109", year, term, ordinal),
        title=f"企业第{ordinal}份调查表",
        number="",
        kind="",
        organs=("绍兴市公共交通集团有限公司",),
        date=dt.date(year, 7, 20),
        pages=4,
        security="",
        note="",
        reason="企业报来的调查表，10年（令第8号 第8条）",
        table="e" * 64,
        bag=bag,
    )
