"""Every measure lives once, in layout/standard, with its clause and strength (D2)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongwen.fonts.catalogue import CATALOGUE
from gongwen.layout import standard
from gongwen.layout.standard import Measure, Strength
from gongwen.model.typefaces import Role, docx_name

HOUSE = Path(__file__).parents[2]
CLAUSE = re.compile(r"[5-9](\.\d){1,3}(、[5-9](\.\d){0,3})*")
LENGTH = re.compile(r"(?<![\w.])\d+(\.\d+)?\s?(mm|cm|pt|毫米|磅)(?!\w)")
WRITTEN = sorted(
    path
    for folder in ("src/gongwen/layout", "src/gongwen/render", "templates/frames")
    for path in (HOUSE / folder).rglob("*")
    if path.suffix in {".py", ".html", ".css", ".txt", ".xml"} and path.parent.name != "standard"
)
FAMILIES = {name for candidates in CATALOGUE.values() for one in candidates for name in one.names} | {
    docx_name(role) for role in Role
}
ROLES = {role.value for role in Role}


@pytest.mark.parametrize("measure", standard.measures(), ids=lambda measure: measure.name)
def test_every_measure_has_a_name_a_clause_a_strength_and_a_positive_value(measure: Measure) -> None:
    assert measure.name
    assert CLAUSE.fullmatch(measure.clause)
    assert isinstance(measure.strength, Strength)
    assert measure.value > 0
    assert measure.pt > 0


def test_no_two_measures_have_one_name() -> None:
    names = [measure.name for measure in standard.measures()]
    assert len(names) == len(set(names)) > 40


@pytest.mark.parametrize(
    ("measure", "value", "unit", "clause", "strength"),
    [
        (standard.TOP, 37, "mm", "5.2.1", "规定"),
        (standard.LEFT, 28, "mm", "5.2.1", "规定"),
        (standard.AREA_WIDTH, 156, "mm", "5.2.1", "规定"),
        (standard.AREA_HEIGHT, 225, "mm", "5.2.1", "规定"),
        (standard.ROWS, 22, "行", "5.2.3", "一般"),
        (standard.CELLS, 28, "字", "5.2.3", "一般"),
        (standard.MARK_TOP, 35, "mm", "7.2.4", "规定"),
        (standard.NUMBER_TO_RULE, 4, "mm", "7.2.7", "规定"),
        (standard.RULE_TO_TITLE, 2, "行", "7.3.1", "规定"),
        (standard.IMPRINT_THICK, 0.35, "mm", "7.4.1", "一般"),
        (standard.IMPRINT_THIN, 0.25, "mm", "7.4.1", "一般"),
        (standard.NUMBER_DASH, 7, "mm", "7.5", "规定"),
    ],
)
def test_what_the_standard_says_is_written_down(
    measure: Measure, value: float, unit: str, clause: str, strength: str
) -> None:
    assert (measure.value, measure.unit, measure.clause, measure.strength.value) == (
        value,
        unit,
        clause,
        strength,
    )


def test_the_grid_fits_the_type_area() -> None:
    assert 0 <= standard.AREA_HEIGHT.pt - standard.ROWS.pt < 1
    assert 0 <= standard.AREA_WIDTH.pt - standard.CELLS.pt < 2
    assert standard.LEFT.value + standard.AREA_WIDTH.value + 26 == standard.PAPER_WIDTH.value


def literals(path: Path) -> Iterator[str]:
    """Yield the text of a file; of a module the strings that are not docstrings."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        yield text
        return
    tree = ast.parse(text)
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(HOUSE)))
def test_no_length_and_no_font_is_named_elsewhere(path: Path) -> None:
    for text in literals(path):
        assert not LENGTH.search(text)
        assert not [family for family in FAMILIES - ROLES if family in text]


def test_the_search_for_lengths_and_fonts_finds_them(tmp_path: Path) -> None:
    frame, module = tmp_path / "frame.css", tmp_path / "module.py"
    frame.write_text("p { padding: 0 3pt }")
    module.write_text('"""4 mm."""\n\nFACE = "仿宋_GB2312"\n')
    assert LENGTH.search("".join(literals(frame)))
    assert list(literals(module)) == ["仿宋_GB2312"]
    assert "仿宋_GB2312" in FAMILIES
