"""The audit: whatever is changed behind the ledger's back is found and named."""

from __future__ import annotations

import pytest

from gongwen.errors import IntegrityError
from gongwen.records import audit
from gongwen.records.ledger import Ledger
from gongwen.records.models import Entry, Item, Number
from tests.records.requests import item, number, problems, reserve


@pytest.fixture
def busy(ledger: Ledger) -> Ledger:
    ledger.adopt(number(1), reason="手工编号")
    reserve(ledger, "a")
    ledger.issue(item(2))
    reserve(ledger, "b")
    return ledger


def test_an_honest_ledger_has_no_findings(busy: Ledger) -> None:
    assert problems() == []


def test_a_changed_entry_is_found(busy: Ledger) -> None:
    entry = Entry.objects.get(ordinal=1)
    entry.line = entry.line.replace("手工编号", "电脑编号")
    entry.save()
    assert problems() == ["登记 2015 年 第 1 条：内容与它的摘要不符，已被改动"]


def test_a_removed_last_entry_is_found_from_the_numbers(busy: Ledger) -> None:
    Entry.objects.get(ordinal=4).delete()
    assert problems() == ["绍市软件办〔2015〕3号：字号的状态、件或摘要与登记条目不符"]


def test_a_removed_number_is_found(busy: Ledger) -> None:
    Number.objects.get(serial=3).delete()
    assert problems() == ["绍市软件办〔2015〕3号：登记条目里有这个号，字号表里没有"]


@pytest.mark.parametrize(
    "change",
    [{"state": "void", "reason": "x"}, {"digest": "cd" * 32}, {"item_id": "2015-6c1e8f00-0009"}],
)
def test_a_changed_number_is_found(busy: Ledger, change: dict[str, str]) -> None:
    Number.objects.filter(serial=2).update(**change)
    assert "绍市软件办〔2015〕2号：字号的状态、件或摘要与登记条目不符" in problems()


def test_a_changed_catalogue_line_is_found(busy: Ledger) -> None:
    Item.objects.update(digest="cd" * 32)
    assert problems() == ["2015-6c1e8f00-0002：目录里的件与字号 绍市软件办〔2015〕2号 的登记不符"]


def test_a_removed_catalogue_line_is_found(busy: Ledger) -> None:
    Item.objects.all().delete()
    assert problems() == ["绍市软件办〔2015〕2号：已核发，目录里却没有这件"]


def test_a_copy_newer_than_the_database_stops_the_work(busy: Ledger) -> None:
    last = Entry.objects.get(ordinal=4)
    digest = last.hash
    assert audit.lines_after("own", 2015, 4, digest) == ()
    last.delete()
    with pytest.raises(IntegrityError, match="写到第 4 条，数据库里没有这一条；数据库比登记副本旧"):
        audit.lines_after("own", 2015, 4, digest)


def test_a_copy_with_another_last_entry_stops_the_work(busy: Ledger) -> None:
    with pytest.raises(IntegrityError, match="有一方被改动"):
        audit.lines_after("own", 2015, 2, "0" * 64)
