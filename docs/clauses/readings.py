"""What `gongwen check` reads of a paper, held against what applies to it and against closer tolerances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from docs.clauses.occasions import Occasion
from docs.clauses.papers import Made
from gongwen.check import Clause, Report, Result, Verdict, check_docx, check_pdf
from gongwen.check.clauses import annexes, closing, grid, header, imprint, numbers, special, title
from gongwen.check.rows import CELL, ROW

RULES_AND_BLOCKS = 0.5
"""How far a rule or a block may be off, in mm."""
INK = 1.0
"""How far the ink of glyphs may be off, in mm."""
_BY_GLYPHS = (
    *header.TOPS.values(),
    *(header.MARK_TO_NUMBER, header.RULE_GAP, special.RULE_TOP, special.NUMBER_TOP, special.ORDER_LEAD),
    *(grid.TOP, title.LEAD, annexes.LABEL_ROW, annexes.TITLE_ROW, closing.NOTE_HANG, imprint.HANG),
    numbers.PLACE,
)
"""Clauses on where glyphs stand, vertically on the page or against the glyphs of another line."""
_MM = {"mm": 1.0, "行": ROW, "字": CELL}


class Colour(Enum):
    """What a cell says at a glance."""

    GREEN = "✓"
    RED = "✗"
    NONE = "–"


@dataclass(frozen=True, slots=True)
class Cell:
    """A clause in a paper's PDF or DOCX: what was seen, and the verdict."""

    colour: Colour
    seen: str


def tolerance(clause: Clause) -> float:
    """Return the tolerance in the clause's unit, the closer one of `gongwen check`'s and this table's."""
    closest = INK if clause in _BY_GLYPHS else RULES_AND_BLOCKS
    return (
        min(clause.tolerance, round(closest / _MM[clause.unit], 2))
        if clause.unit in _MM
        else clause.tolerance
    )


def read(made: Made) -> tuple[Report, Report]:
    """Return what the PDF came to, and the DOCX by its settings and as LibreOffice prints it."""
    return check_pdf(made.pdf), check_docx(made.docx) + check_pdf(made.printed)


def cell(clause: Clause, occasion: Occasion, made: Made, report: Report, *, pdf: bool) -> Cell:
    """Return what a clause came to; a clause that applies and was not looked at is red, and the reverse."""
    results = [
        one for one in report.results if one.clause == clause and one.verdict is not Verdict.NOT_APPLICABLE
    ]
    applies = occasion.holds(made) and (occasion.pdf or not pdf)
    if not results:
        return Cell(Colour.RED, "没有查到") if applies else Cell(Colour.NONE, "")
    seen = "；".join(dict.fromkeys(shown(one.seen, clause.unit) for one in results))
    green = applies and all(_close(one) for one in results)
    return Cell(Colour.GREEN if green else Colour.RED, seen if applies else f"不适用而查了：{seen}")


def _close(result: Result) -> bool:
    clause = result.clause
    if result.verdict is not Verdict.PASS:
        return False
    if isinstance(result.seen, str) or isinstance(clause.wanted, str):
        return True
    if clause == grid.BOTTOM:
        return result.seen <= clause.wanted + tolerance(clause)
    return abs(result.seen - clause.wanted) <= tolerance(clause) + 1e-9


def shown(value: float | str, unit: str = "") -> str:
    """Return a value as the table shows it: small ones and those in 行, 字 or pt to 0.01, others to 0.1."""
    if isinstance(value, str):
        return value.replace("|", "｜")
    digits = 2 if abs(value) < 2 or unit in ("行", "字", "pt") else 1
    text = f"{value:.{digits}f}"
    return text.removeprefix("-") if not float(text) else text


def count(cells: Sequence[Cell], colour: Colour) -> int:
    """Return how many cells have this colour."""
    return sum(one.colour is colour for one in cells)
