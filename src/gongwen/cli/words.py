"""A command that also has words of its own: `gongwen draft notice …` and `gongwen draft list`.

The first word decides: a known one is a command by itself, anything else is
the argument of the command. Each word's module is imported when it is needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from gongwen.cli.chinese import ChineseCommand, ChineseGroup


class CommandWithWords(ChineseCommand):
    """A command with further commands below it; `words` maps a word to (`module:name`, summary)."""

    def __init__(self, *args: Any, words: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = words

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Return the context of the word that `args` begin with, or of the command itself."""
        if args and args[0] in self.words:
            word, *rest = args
            return self.word(word).make_context(f"{info_name} {word}", rest, parent, **extra)
        return super().make_context(info_name, args, parent, **extra)

    def word(self, name: str) -> click.Command:
        """Return the command of a word, its module imported."""
        place, _ = self.words[name]
        return loaded(place)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what words there are, after the options."""
        with formatter.section("Commands"):
            formatter.write_dl([(word, said) for word, (_, said) in self.words.items()])


class LoadingGroup(ChineseGroup):
    """A group whose commands are imported when they are needed; `places` maps a name to `module:name`."""

    def __init__(self, *args: Any, places: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of office work."""
        return list(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, its module imported; None when there is none of this name."""
        return loaded(self.places[cmd_name]) if cmd_name in self.places else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that `args` begin with; NoSuchCommand naming those that are alike."""
        if args[0] not in self.places and not args[0].startswith("-"):
            raise click.NoSuchCommand(args[0], possibilities=self.places, ctx=ctx)
        return super().resolve_command(ctx, args)


def loaded(place: str) -> click.Command:
    """Return the command at `module:name` below gongwen.cli.commands."""
    module, _, name = place.partition(":")
    command: click.Command = getattr(import_module(f"gongwen.cli.commands.{module}"), name or "command")
    return command
