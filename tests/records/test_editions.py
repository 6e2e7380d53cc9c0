"""Every import is an edition of its own: earlier ones stay readable, a change behind the back is found."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

import pytest
from django.db import connection

from gongwen.errors import NotFoundError, RefusedError
from gongwen.records.directory import chained
from gongwen.records.directory.editions import Editions, changes_between
from gongwen.records.directory.values import EditionRecord, Row, Source, Verb
from tests.records.opening import now

SOURCE = Source("名录.xlsx", "0" * 64, "首次建立")


@pytest.fixture
def editions(database: Path) -> Editions:
    return Editions(operator="王芳", now=now)


def rows(*names: str, **more: str) -> tuple[Row, ...]:
    """Return a row for each name."""
    return tuple(Row(name, {"名称": name, **more}) for name in names)


def add(editions: Editions, lists: Mapping[str, tuple[Row, ...]], base: int | None = None) -> EditionRecord:
    """Add an edition in which the lists hold these rows."""
    last = editions.latest() if base is None else base
    return editions.append(last, changes_between(editions.rows(last), lists), SOURCE)


def names(editions: Editions, number: int | None = None, of: str = "机关") -> list[str]:
    """Return the keys of a list at an edition, in order."""
    return [row.key for row in editions.rows(number).get(of, ())]


def test_each_edition_can_be_read_as_it_was(editions: Editions) -> None:
    add(editions, {"机关": rows("甲", "乙")})
    add(editions, {"机关": rows("甲", "丙"), "企业": rows("丁")})
    add(editions, {"机关": rows("甲", "丙", 简称="简")})
    assert [names(editions, number) for number in (0, 1, 2)] == [[], ["甲", "乙"], ["甲", "丙"]]
    assert names(editions, 3, "企业") == ["丁"]
    assert editions.rows()["机关"][0].cells == {"名称": "甲", "简称": "简"}
    assert editions.rows(2)["机关"][0].cells == {"名称": "甲"}
    counts = [dict(edition.counts) for edition in editions.listing()]
    assert counts == [{Verb.ADDED: 2}, {Verb.ADDED: 2, Verb.REMOVED: 1}, {Verb.CHANGED: 2}]


def test_the_order_of_rows_is_kept_through_changes(editions: Editions) -> None:
    for order in ("甲乙丙", "丙甲乙", "丙乙", "丁丙戊乙", "丁丙戊乙己"):
        add(editions, {"机关": rows(*order)})
        assert names(editions) == list(order)
    (change,) = editions.changes(5)
    assert (change.verb, change.key) == (Verb.ADDED, "己")


def test_a_list_that_is_not_named_stays_as_it_is(editions: Editions) -> None:
    add(editions, {"机关": rows("甲")})
    add(editions, {"企业": rows("乙")})
    assert names(editions) == ["甲"]


def test_an_edition_without_change_or_reason_is_refused(editions: Editions) -> None:
    add(editions, {"机关": rows("甲")})
    with pytest.raises(RefusedError, match="没有变动"):
        add(editions, {"机关": rows("甲")})
    with pytest.raises(RefusedError, match="原因是空的"):
        editions.append(1, changes_between({}, {"机关": rows("乙")}), Source("甲.xlsx", "0" * 64, " "))
    assert editions.latest() == 1


def test_an_edition_after_somebody_elses_is_refused(editions: Editions) -> None:
    add(editions, {"机关": rows("甲")})
    add(editions, {"机关": rows("甲", "乙")})
    with pytest.raises(RefusedError, match="刚刚被别人更新到第2版"):
        add(editions, {"机关": rows("甲", "丙")}, base=1)
    assert names(editions) == ["甲", "乙"]


def test_an_edition_that_does_not_exist_is_not_found(editions: Editions) -> None:
    with pytest.raises(NotFoundError, match="名录没有第7版"):
        editions.rows(7)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE directory_rowchange SET cells = '{\"名称\":\"假\"}' WHERE key = '乙'", "版次或它的变动"),
        ("DELETE FROM directory_rowchange WHERE key = '乙'", "版次或它的变动"),
        ("UPDATE directory_edition SET reason = '别的' WHERE number = 1", "版次或它的变动"),
        ("UPDATE directory_edition SET line = replace(line, '首次', '再次') WHERE number = 1", "摘要不符"),
    ],
)
def test_a_change_behind_the_back_is_found(editions: Editions, statement: str, said: str) -> None:
    add(editions, {"机关": rows("甲", "乙")})
    add(editions, {"机关": rows("甲", "乙", "丙")})
    assert list(chained.findings()) == []
    with connection.cursor() as cursor:
        cursor.execute(statement.replace("%", "%%"))
    found = [str(finding) for finding in chained.findings()]
    assert any(said in one for one in found), found


def test_every_edition_of_many_is_read_as_it_was_made(editions: Editions) -> None:
    chance = random.Random(2015)
    made: list[dict[str, str]] = [{}]
    while len(made) < 25:
        keys = chance.sample("甲乙丙丁戊己庚辛", chance.randint(1, 8))
        lists = {key: chance.choice("一二") for key in keys}
        if list(lists.items()) == list(made[-1].items()):
            continue
        add(editions, {"机关": tuple(Row(key, {"名称": key, "简称": short}) for key, short in lists.items())})
        made.append(lists)
    for number, lists in enumerate(made):
        kept = editions.rows(number).get("机关", ())
        assert [(row.key, row.cells["简称"]) for row in kept] == list(lists.items())
    assert list(chained.findings()) == []
