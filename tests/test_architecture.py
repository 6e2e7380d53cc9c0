"""The house keeps its measures: small modules, short functions, few per room, a page for each room."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src"
HOUSE = SRC / "gongwen"

MODULE_LINES = 300
FUNCTION_LINES = 40
PACKAGE_MODULES = 10

Definition = ast.FunctionDef | ast.AsyncFunctionDef


def over_budget(name: str, text: str) -> Iterator[str]:
    """Yield one sentence for each measure that the module `name` with source `text` exceeds."""
    lines = len(text.splitlines())
    if lines > MODULE_LINES:
        yield f"{name} has {lines} lines, {MODULE_LINES} are allowed"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, Definition):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                yield f"{name}: {node.name} has {length} lines, {FUNCTION_LINES} are allowed"


def undocumented(name: str, text: str) -> Iterator[str]:
    """Yield one sentence for the module, and each public function or class at its top, without docstring."""
    tree = ast.parse(text)
    if not ast.get_docstring(tree):
        yield f"{name} has no docstring"
    for node in tree.body:
        if not isinstance(node, Definition | ast.ClassDef) or node.name.startswith("_"):
            continue
        if not ast.get_docstring(node):
            yield f"{name}: {node.name} has no docstring"


def written_modules() -> list[Path]:
    """All modules people wrote: migrations are generated history."""
    return [path for path in sorted(HOUSE.rglob("*.py")) if "migrations" not in path.parts]


def name_of(path: Path) -> str:
    return str(path.relative_to(SRC))


def test_every_module_and_function_stays_within_its_measure() -> None:
    complaints = [line for path in written_modules() for line in over_budget(name_of(path), path.read_text())]
    assert complaints == []


def test_every_module_and_public_name_says_what_it_is() -> None:
    complaints = [
        line for path in written_modules() for line in undocumented(name_of(path), path.read_text())
    ]
    assert complaints == []


def test_every_package_holds_at_most_ten_modules_beside_its_page() -> None:
    packages = {path.parent for path in written_modules()}
    crowded = {
        name_of(package): count
        for package in sorted(packages)
        if (count := len([path for path in package.glob("*.py") if path.name != "__init__.py"]))
        > PACKAGE_MODULES
    }
    assert crowded == {}


def test_every_package_has_its_page() -> None:
    packages = {path.parent for path in written_modules()}
    assert [name_of(package) for package in sorted(packages) if not (package / "__init__.py").is_file()] == []


def test_a_long_module_with_a_long_function_would_be_reported() -> None:
    body = "\n".join(["    x = 1"] * 300)
    assert list(over_budget("m.py", f"def f():\n{body}\n")) == [
        "m.py has 301 lines, 300 are allowed",
        "m.py: f has 301 lines, 40 are allowed",
    ]
    assert list(undocumented("m.py", f"def f():\n{body}\n")) == [
        "m.py has no docstring",
        "m.py: f has no docstring",
    ]


def loaded_after(statement: str) -> set[str]:
    """The top-level modules that a new Python has loaded once `statement` was run."""
    report = "import json, sys; print('\\n' + json.dumps(sorted({n.partition('.')[0] for n in sys.modules})))"
    code = f"try:\n    {statement}\nexcept SystemExit:\n    pass\n{report}"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(run.stdout.splitlines()[-1]))


def test_the_version_is_told_without_the_heavy_libraries() -> None:
    loaded = loaded_after("from gongwen.cli import main; main(['--version'])")
    assert "gongwen" in loaded
    assert loaded & {"django", "weasyprint", "whoosh", "docx", "docxtpl", "fontTools"} == set()


@pytest.mark.parametrize("room", ["model", "drafting", "layout", "render", "recognise", "intake"])
def test_a_pure_room_is_entered_without_database_or_engine(room: str) -> None:
    loaded = loaded_after(f"import gongwen.{room}")
    assert "gongwen" in loaded
    assert loaded & {"django", "whoosh", "sqlite3"} == set()
