"""The command reference of the manual, made from the commands themselves.

`python -m gongwen.cli.reference > docs/命令.md`; a test compares the two.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from gongwen.cli.entry import ENVIRONMENT, EXIT_CODES, program
from gongwen.cli.words import CommandWithWords

_WIDTH = 80
_HEAD = """# 命令

本页由程序生成，不手改：`python -m gongwen.cli.reference > docs/命令.md`。
各命令的说明用 `--help` 也能看到。
"""


def walk(command: click.Command, context: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    """Yield `command` and all below it, each with a context that knows its whole name."""
    yield command, context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                yield from walk(below, below.context_class(below, context, name, terminal_width=_WIDTH))
    if isinstance(command, CommandWithWords):
        for name in command.words:
            below, path = command.word(name), f"{context.info_name} {name}"
            yield from walk(below, below.context_class(below, context.parent, path, terminal_width=_WIDTH))


def every_command() -> Iterator[tuple[click.Command, click.Context]]:
    """Yield every command of the program, each with its context."""
    return walk(program, program.context_class(program, info_name="gongwen", terminal_width=_WIDTH))


def reference() -> str:
    """Return the whole page as Markdown."""
    parts = [_HEAD]
    for command, context in every_command():
        level = "##" if context.parent is None or context.parent.parent is None else "###"
        parts.append(f"{level} {context.command_path}\n\n```text\n{_without_tables(command, context)}\n```\n")
    parts.append(_table("退出码", ("退出码", "意思"), {str(code): text for code, text in EXIT_CODES.items()}))
    parts.append(_table("环境变量", ("环境变量", "意思"), dict(ENVIRONMENT)))
    return "\n".join(parts)


def _without_tables(command: click.Command, context: click.Context) -> str:
    """Return the help of a command; the program's own ends before its tables, which the page gives apart."""
    return command.get_help(context).partition("\n\n环境变量：")[0]


def _table(heading: str, names: tuple[str, str], rows: dict[str, str]) -> str:
    lines = [
        f"| {' | '.join(names)} |",
        "| --- | --- |",
        *(f"| {name} | {text} |" for name, text in rows.items()),
    ]
    return f"## {heading}\n\n" + "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(reference())
