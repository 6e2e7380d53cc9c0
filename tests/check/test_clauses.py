"""docs/条款对照.md is what `make clauses` makes; every clause holds on every paper, in PDF and in DOCX."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docs.clauses import tables
from docs.clauses.occasions import Occasion, known, occasions
from docs.clauses.papers import LISTED, listed, make
from docs.clauses.readings import Cell, Colour, cell, tolerance
from docs.clauses.tables import Column
from docs.make_clauses import PAGE, columns
from gongwen.check import Report, check_pdf
from gongwen.check.clauses import closing, grid, header, imprint


@pytest.fixture(scope="module")
def found() -> tuple[Column, ...]:
    return columns(listed())


def test_the_page_is_what_the_command_makes(found: tuple[Column, ...]) -> None:
    assert PAGE.read_text(encoding="utf-8") == tables.page(found), "请运行 make clauses"


def test_every_clause_applies_somewhere_and_every_cell_is_green(found: tuple[Column, ...]) -> None:
    assert tables.red(found) == []


def test_every_clause_says_when_it_applies() -> None:
    assert set(occasions()) == set(known())
    assert len(known()) > 140


def test_every_facts_file_is_listed() -> None:
    files = set(LISTED.parent.glob("*.toml")) - {LISTED}
    assert {entry.facts.resolve() for entry in listed() if entry.facts.parent == LISTED.parent} == files


ALWAYS = Occasion("各种公文", lambda made: True)
NEVER = Occasion("没有一种公文", lambda made: False)


def test_a_clause_not_looked_at_or_looked_at_in_vain_or_past_the_closer_tolerance_is_red() -> None:
    made = make(next(entry for entry in listed() if entry.name == "一面"))
    report = check_pdf(made.pdf)
    empty = Report("", 0, ())
    assert cell(grid.PAPER, ALWAYS, made, report, pdf=True) == Cell(Colour.GREEN, "210×297")
    assert cell(grid.PAPER, ALWAYS, made, empty, pdf=True) == Cell(Colour.RED, "没有查到")
    assert cell(grid.PAPER, NEVER, made, empty, pdf=True) == Cell(Colour.NONE, "")
    assert cell(grid.PAPER, NEVER, made, report, pdf=True) == Cell(Colour.RED, "不适用而查了：210×297")
    (one,) = (result for result in report.results if result.clause == header.MARK_CENTRED)
    off = Report("", 1, (replace(one, seen=106.7),))
    assert cell(header.MARK_CENTRED, ALWAYS, made, off, pdf=True) == Cell(Colour.RED, "106.7")


def test_the_tolerances_are_those_of_the_page_or_closer() -> None:
    assert tolerance(header.MARK_CENTRED) == 0.5
    assert tolerance(header.RULE_GAP) == 0.5
    assert tolerance(grid.TOP) == 1.0
    assert tolerance(imprint.THICK) == 0.06
    assert tolerance(closing.NOTE_LEFT) == 0.09
    assert tolerance(grid.ROWS) == 0
