"""The check of what must hold after a crash finds each thing that may not be."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from gongwen.office import numbers
from gongwen.office.issue import issue
from tests.office.archives import number, parts_of, reopen, request
from tests.office.invariants import Acknowledged, finished, violations

ITEM = "items/2015/2015-6c1e8f00-0001"


@pytest.fixture
def said(root: Path) -> list[Acknowledged]:
    """Two papers that were issued and acknowledged; a third number is void."""
    done = []
    for title in ("甲", "乙", "丙"):
        report = issue(parts_of(root), request(title))
        done.append(Acknowledged(str(report.number), report.digest, title))
    numbers.block(parts_of(root).holdings, "绍市软件办", 2015, 1, reason="一个区")
    numbers.void(parts_of(root).holdings, number(4), "不发了")
    return done


def found(root: Path, said: list[Acknowledged]) -> list[str]:
    return violations(root, reopen(root), said)


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute(statement)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def put_again(root: Path) -> None:
    shutil.copytree(root / ITEM, root / "items/2015/2015-6c1e8f00-0009")


def double_row(root: Path) -> None:
    """Make the table anew without its constraints, with number 1 in it twice."""
    for statement in (
        "CREATE TABLE loose AS SELECT * FROM records_number",
        "DROP TABLE records_number",
        "ALTER TABLE loose RENAME TO records_number",
        "INSERT INTO records_number SELECT * FROM records_number WHERE serial = 1",
    ):
        execute(statement)


PLANTED: dict[str, tuple[Callable[[Path], object], str]] = {
    "an item is missing": (lambda root: shutil.rmtree(root / ITEM), "on the disk lies []"),
    "a number stands in the table twice": (double_row, "绍市软件办〔2015〕1号 has 2 of: row"),
    "a number lies there twice": (put_again, "绍市软件办〔2015〕1号 has 2 of: item"),
    "a file of an item is changed": (
        lambda root: change(root / ITEM / "data" / "document.txt", "甲", "丁"),
        "document.txt",
    ),
    "an acknowledged number is only reserved": (
        lambda root: execute("UPDATE records_number SET state = 'reserved' WHERE serial = 1"),
        "绍市软件办〔2015〕1号 was acknowledged; the table has",
    ),
    "an acknowledged number has another digest": (
        lambda root: execute("UPDATE records_number SET digest = 'ff' WHERE serial = 1"),
        "绍市软件办〔2015〕1号 was acknowledged; the table has",
    ),
    "a number is gone": (
        lambda root: execute("DELETE FROM records_number WHERE serial = 2"),
        "绍市软件办〔2015〕 lacks [2]",
    ),
    "a void number has no reason": (
        lambda root: execute("UPDATE records_number SET reason = '' WHERE serial = 4"),
        "绍市软件办〔2015〕4号 is void without a reason",
    ),
    "the state is not that of the last entry": (
        lambda root: execute("UPDATE records_number SET state = 'adopted', reason = 'x' WHERE serial = 4"),
        "绍市软件办〔2015〕4号 is adopted, its last entry says voided",
    ),
    "an entry of the copy was changed": (
        lambda root: change(root / "ledger" / "2015.jsonl", "甲", "丁"),
        "2015.jsonl breaks at 1",
    ),
    "an entry of the database was changed": (
        lambda root: execute("UPDATE records_entry SET line = replace(line, '甲', '丁') WHERE ordinal = 1"),
        "2015.jsonl and the entries of the database differ",
    ),
}


def test_an_archive_in_order_has_no_violation(root: Path, said: list[Acknowledged]) -> None:
    assert found(root, said) == []
    assert finished(parts_of(root)) == []


@pytest.mark.parametrize("planted", PLANTED)
def test_what_may_not_be_is_found(root: Path, said: list[Acknowledged], planted: str) -> None:
    plant, sentence = PLANTED[planted]
    plant(root)
    assert [one for one in found(root, said) if sentence in one], found(root, said)


def test_a_number_given_to_two_papers_is_found(root: Path, said: list[Acknowledged]) -> None:
    twice = Acknowledged(said[0].number, said[0].digest, "丁")
    assert "绍市软件办〔2015〕1号 was given to 2 papers" in found(root, [*said, twice])


def test_a_paper_under_two_numbers_is_found(root: Path, said: list[Acknowledged]) -> None:
    issue(parts_of(root), request("戊"))
    change(root / "items/2015/2015-6c1e8f00-0005/data/metadata.json", "戊", "甲")
    assert "甲 has 2 of: title" in found(root, said)
