"""The ledger copy only grows, survives a torn last line, and is held by one writer at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from gongwen.archive import Journal, Watermark
from gongwen.errors import IntegrityError

LINES = [f'{{"hash":"{ordinal:064x}","ordinal":{ordinal}}}' for ordinal in range(1, 6)]


def up_to(count: int, seen: list[Watermark]) -> Callable[[Watermark], Sequence[str]]:
    def missing(mark: Watermark) -> Sequence[str]:
        seen.append(mark)
        return LINES[mark.ordinal : count]

    return missing


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "ledger")


def extend(journal: Journal, count: int) -> Watermark:
    seen: list[Watermark] = []
    journal.extend(2015, up_to(count, seen))
    return seen[0]


def test_a_new_year_starts_at_the_beginning(journal: Journal) -> None:
    assert journal.years() == ()
    assert extend(journal, 2) == Watermark(0, "0" * 64)
    assert list(journal.read(2015)) == LINES[:2]
    assert journal.years() == (2015,)


def test_later_lines_follow_the_last_one(journal: Journal) -> None:
    extend(journal, 2)
    assert extend(journal, 5) == Watermark(2, f"{2:064x}")
    assert list(journal.read(2015)) == LINES


def test_nothing_missing_changes_nothing(journal: Journal) -> None:
    extend(journal, 3)
    extend(journal, 3)
    assert list(journal.read(2015)) == LINES[:3]


@pytest.mark.parametrize("kept", range(len(LINES[2]) + 1))
def test_a_line_torn_anywhere_is_written_anew(journal: Journal, kept: int) -> None:
    extend(journal, 2)
    with (journal.folder / "2015.jsonl").open("a") as file:
        file.write(LINES[2][:kept])
    assert extend(journal, 3) == Watermark(2, f"{2:064x}")
    assert list(journal.read(2015)) == LINES[:3]


def test_a_file_that_is_one_torn_line_starts_anew(journal: Journal) -> None:
    journal.folder.mkdir()
    (journal.folder / "2015.jsonl").write_text('{"hash":')
    assert extend(journal, 1) == Watermark(0, "0" * 64)
    assert list(journal.read(2015)) == LINES[:1]


def test_a_line_longer_than_a_block_is_read_whole(journal: Journal) -> None:
    long = f'{{"hash":"{1:064x}","ordinal":1,"title":"{"长" * 50_000}"}}'
    journal.extend(2015, lambda mark: [long])
    assert extend(journal, 2) == Watermark(1, f"{1:064x}")
    assert list(journal.read(2015)) == [long, LINES[1]]


@pytest.mark.parametrize("damage", ["不是登记", "[1]", '{"ordinal":1}', '{"hash":"x","ordinal":"y"}'])
def test_a_last_line_that_is_no_entry_stops_the_writing(journal: Journal, damage: str) -> None:
    journal.folder.mkdir()
    path = journal.folder / "2015.jsonl"
    path.write_text(f"{LINES[0]}\n{damage}\n", "utf-8")
    before = path.read_bytes()
    with pytest.raises(IntegrityError, match="最后一行读不懂"):
        extend(journal, 3)
    assert path.read_bytes() == before
