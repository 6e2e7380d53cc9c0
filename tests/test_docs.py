"""The documents cannot lie: the command reference is made from the commands, and what is shown works."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click
import pytest

from gongwen.cli.entry import ENVIRONMENT, EXIT_CODES, program
from gongwen.cli.reference import every_command, reference

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "命令.md"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted(ROOT.glob("*/README.md"))]
SHOWN = re.compile(r"^\s*(?:\.venv/bin/)?gongwen ((?:[^\n\\]|\\\n)+)$", re.MULTILINE)
FENCED = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
NAMES = [context.command_path for _, context in every_command()]


def test_the_command_reference_is_that_of_the_commands() -> None:
    assert REFERENCE.read_text() == reference(), "请运行 python -m gongwen.cli.reference > docs/命令.md"


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_its_section_in_the_reference(name: str) -> None:
    assert re.search(rf"^###? {name}$", REFERENCE.read_text(), re.MULTILINE)


def test_every_exit_code_and_variable_is_in_the_reference() -> None:
    text = REFERENCE.read_text()
    rows = {**{str(code): meaning for code, meaning in EXIT_CODES.items()}, **ENVIRONMENT}
    assert [name for name, meaning in rows.items() if f"| {name} | {meaning} |" not in text] == []


def shown_commands(text: str) -> Iterator[str]:
    """Yield the words after `gongwen` of each command line shown in the code blocks of a page."""
    for block in FENCED.findall(text):
        for words in SHOWN.findall(block):
            yield words.replace("\\\n", " ")


def parse(words: str) -> None:
    """Let the program read a command line without running it."""
    args = shlex.split(words, comments=True)
    command: click.Command = program
    context = click.Context(program, info_name="gongwen")
    while isinstance(command, click.Group) and args and not args[0].startswith("-"):
        name, found, args = command.resolve_command(context, args)
        assert found is not None
        command, context = found, click.Context(found, info_name=name, parent=context)
    with suppress(click.exceptions.Exit):
        command.make_context(command.name, args, parent=context.parent)


SHOWN_IN = [
    pytest.param(words, id=f"{page.relative_to(ROOT)}: {words}")
    for page in PAGES
    if page.exists()
    for words in shown_commands(page.read_text())
]


@pytest.mark.parametrize("words", SHOWN_IN)
def test_a_command_line_shown_to_the_reader_is_understood(words: str) -> None:
    parse(words)


def test_a_command_line_that_is_wrong_would_be_noticed() -> None:
    for words in (
        "isue notice",
        "issue notice --facts a.toml",
        "number list --serial 3",
        "search --limit viele",
    ):
        with pytest.raises(click.UsageError):
            parse(words)
    assert list(shown_commands("```\ngongwen issue notice \\\n  --facts a\n```\ngongwen 不在框里\n")) == [
        "issue notice    --facts a"
    ]
