"""Every measure lives once, in layout/standard, with its clause and strength (D2)."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongwen.fonts.catalogue import CATALOGUE
from gongwen.layout import standard
from gongwen.layout.standard import Measure, Strength
from gongwen.model.typefaces import Role, docx_name

HOUSE = Path(__file__).parents[2]
_ONE = r"(?:3\.[12]|4|8|5\.[12](?:\.\d)?|6\.[1-3]|7\.\d(?:\.\d){0,2}|10\.[1-3])"
CLAUSE = re.compile(rf"{_ONE}(?:、{_ONE})*")
REVIEWED = Path(__file__).with_name("国标尺寸.tsv")
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
    assert not measure.is_length or measure.pt > 0


def test_no_two_measures_have_one_name() -> None:
    names = [measure.name for measure in standard.measures()]
    assert len(names) == len(set(names)) > 40


def reviewed() -> list[tuple[str, ...]]:
    """The lines of the list written from the text of the standard alone."""
    lines = REVIEWED.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def test_what_the_standard_says_is_what_the_reviewed_list_says() -> None:
    said = [
        (measure.clause, measure.name, measure.written, measure.strength.value)
        for measure in standard.measures()
        if measure.strength is not Strength.CUSTOM
    ]
    assert sorted(said) == sorted(reviewed())


def test_the_reviewed_list_has_every_part_of_the_standard() -> None:
    parts = {line[0].split("、")[0] for line in reviewed()}
    assert {part.split(".")[0] for part in parts} == {"3", "4", "5", "6", "7", "8", "10"}
    assert len(reviewed()) > 70


def test_the_page_of_measures_is_that_of_the_measures() -> None:
    spec = importlib.util.spec_from_file_location("make_standard", HOUSE / "docs" / "make_standard.py")
    assert spec is not None
    assert spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    shown = maker.PAGE.read_text(encoding="utf-8")
    assert shown == maker.page(), "请运行 make standard"
    assert [one.name for one in standard.measures() if f"| {one.name} | {one.written} |" not in shown] == []


def test_a_measure_is_written_as_a_reader_expects_it() -> None:
    assert standard.TOP.written == "37 ± 1 mm"
    assert standard.FOLDS.written == "≥ 15 次"
    assert standard.SEAL_TO_TEXT.written == "≤ 1 行"
    assert standard.IMPRINT_THICK.written == "0.35 mm"


def test_the_grid_fits_the_type_area() -> None:
    assert 0 <= standard.AREA_HEIGHT.pt - standard.ROWS.pt < 1
    assert 0 <= standard.AREA_WIDTH.pt - standard.CELLS.pt < 2
    assert (
        standard.LEFT.value + standard.AREA_WIDTH.value + standard.RIGHT.value == standard.PAPER_WIDTH.value
    )


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
