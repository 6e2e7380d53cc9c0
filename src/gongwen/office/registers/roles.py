"""岗位表: who holds which role, to be hung up or filed; nobody signs his own draft in any case."""

from __future__ import annotations

from collections.abc import Sequence

from gongwen.model.book import Book, Column
from gongwen.records.life.values import Person

TITLE = "岗位表"
COLUMNS = (
    Column("序号", 4, centred=True),
    Column("姓名", 8, centred=True),
    Column("岗位", 34),
    Column("兼几个", 6, centred=True),
    Column("机关", 20),
    Column("主要负责人", 6, centred=True),
)
RULE = "不论怎样兼，谁也不签发自己拟的稿，谁也不独自销毁。"


def roles_book(people: Sequence[Person], organ: str, day: str) -> Book:
    """Return the list of `people` as it stands on `day`."""
    rows = tuple(
        (
            str(ordinal),
            person.name,
            "、".join(role.value for role in person.roles),
            str(len(person.roles)),
            person.organ,
            "是" if person.chief else "",
        )
        for ordinal, person in enumerate(people, start=1)
    )
    return Book(TITLE, COLUMNS, rows, organ, day, (RULE,))
