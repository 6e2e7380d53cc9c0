"""What entries tell: every verb is understood, older entries too, and what is no entry stops the telling."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongwen.errors import IntegrityError
from gongwen.model.numbering import DocumentNumber
from gongwen.office.keeping.proving.history import VERBS
from gongwen.records import audit
from gongwen.records.keeping import replay
from gongwen.records.ledger import Ledger, enrol_fonds
from gongwen.records.retelling.comparing import ledger_findings
from gongwen.records.retelling.ledger import _HEARD, LedgerTold
from gongwen.records.retelling.values import Entry, Hashed, read_entries, sha256_of
from tests.records.opening import now

README = Path(__file__).parents[3] / "archive" / "README.md"
CODE = "绍市软件办"


@pytest.fixture
def ledger(database: Path) -> Ledger:
    enrol_fonds("own", "绍兴市使用正版软件工作领导小组办公室")
    made = Ledger("own", operator="王芳", now=now)
    made.reserve(CODE, 2015, request_key="a", request="第一份", title="第一份")
    made.revise(DocumentNumber(CODE, 2015, 1), "改过的", request_key="b", reason="印错了")
    made.reserve_block(CODE, 2015, 2, reason="两个单位", request_key="一批")
    made.void(DocumentNumber(CODE, 2015, 2), "不用了")
    return made


def entries() -> list[Entry]:
    return read_entries(audit.lines("own", 2015), "登记 2015 年")


def told_by(found: list[Entry]) -> LedgerTold:
    told = LedgerTold("own")
    told.hear(found)
    return told


def without(entry: Entry, *names: str) -> Entry:
    kept = {name: value for name, value in entry["details"].items() if name not in names}
    return {**entry, "details": kept}


def test_the_specification_names_every_verb_of_the_ledger_and_no_other() -> None:
    table = README.read_text("utf-8").split("| `verb` | 意思 | 另有的 `details` |")[1].split("核对链")[0]
    first_cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("|")]
    named = {verb for cell in first_cells for verb in re.findall(r"`(\w+)`", cell)}
    assert named == set(_HEARD)


def test_staff_have_a_word_for_every_verb_of_every_chain() -> None:
    assert set(_HEARD) | set(replay.PROJECTIONS) <= set(VERBS)


def test_the_tables_are_what_their_entries_tell(ledger: Ledger) -> None:
    assert list(ledger_findings("own", told_by(entries()), {})) == []


def test_entries_of_an_older_program_tell_less_and_are_as_good(ledger: Ledger) -> None:
    told = told_by([without(entry, "key", "request") for entry in entries()])
    assert list(ledger_findings("own", told, {})) == []
    assert "request_key" not in told.numbers[CODE, 2015, 1]
    assert told.numbers[CODE, 2015, 1]["request"] == Hashed(sha256_of("改过的"))


@pytest.mark.parametrize(
    ("verb", "details"),
    [("taken", {}), ("closed", {}), ("stamped", {}), ("reserved", {"block": "三个号", "reason": "?"})],
)
def test_an_entry_that_does_not_fit_those_before_stops_the_telling(
    ledger: Ledger, verb: str, details: dict[str, str]
) -> None:
    strange = {**entries()[0], "verb": verb, "number": f"{CODE}〔2015〕9号", "details": details, "ordinal": 6}
    with pytest.raises(IntegrityError, match="登记 2015 年第 6 条读不懂"):
        told_by([*entries(), strange])


def test_a_line_that_is_no_entry_is_named() -> None:
    with pytest.raises(IntegrityError, match="登记 2015 年第 2 条读不懂"):
        read_entries(['{"verb":"issued","details":{}}', '{"verb":'], "登记 2015 年")


def test_an_empty_text_is_told_as_such() -> None:
    assert Hashed(sha256_of("")).meets("")
    assert not Hashed(sha256_of("x")).meets("")
