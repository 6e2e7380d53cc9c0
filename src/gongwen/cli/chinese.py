"""Click in Chinese: help pages, and the sentences for what was typed wrongly.

Click hands out English; its own hooks (context, formatter, command and group
classes) are used here to say it in Chinese, and `sentence_of` words its
errors. Text is wrapped by its width on the screen, where a 汉字 counts two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import click

_HEADINGS = {"Options": "选项", "Commands": "命令", "Positional arguments": "参数"}
_KINDS = {"argument": "参数", "option": "选项"}
_PIECES = re.compile(r"[\x21-\x7e]+|\s+|.")
_WORDS = re.compile(r"(?:--\S+ (?!-))?(?:'[^']*'|[^ '])+")
_CONTINUED = " \\"
_BROKEN = re.compile(r" \\\n *")
_CLOSING = frozenset("，。；：、！？）》」』】〕”’…")


def text_width(text: str) -> int:
    """Return the columns `text` takes on a screen; wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def wrapped(text: str, width: int) -> list[str]:
    """Return `text` in lines of at most `width` columns; no line begins with closing punctuation."""
    lines = [""]
    for piece in _PIECES.findall(text):
        full = text_width(lines[-1]) + text_width(piece) > width
        if full and lines[-1].strip() and piece not in _CLOSING:
            lines[-1] = lines[-1].rstrip()
            lines.append("" if piece.isspace() else piece)
        else:
            lines[-1] += piece
    return lines


def wrapped_command(text: str, width: int) -> list[str]:
    """Return an example of the command line in lines that a shell reads as one; an option keeps its value."""
    words = _WORDS.findall(text)
    lines = [words[0]]
    for word in words[1:]:
        if text_width(f"{lines[-1]} {word}{_CONTINUED}") > width:
            lines[-1] += _CONTINUED
            lines.append(f"    {word}")
        else:
            lines[-1] += f" {word}"
    return lines


class ChineseFormatter(click.HelpFormatter):
    """Writes help pages with Chinese headings; lines stay as they were typed unless too long."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        self.write(f"{prefix or '用法：'}{prog} {args}".rstrip() + "\n")

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        self.write(f"{'':{self.current_indent}}{_HEADINGS.get(heading, heading)}：\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs, each line by itself; an example stays one that can be pasted."""
        for line in _BROKEN.sub(" ", text).split("\n"):
            indent = " " * (self.current_indent + len(line) - len(line.lstrip()))
            wrap = wrapped_command if line.lstrip().startswith("gongwen ") else wrapped
            for part in wrap(line.strip(), self.width - len(indent)):
                self.write(f"{indent}{part}".rstrip() + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write terms and what they mean in two columns."""
        listed = list(rows)
        first = min(max((text_width(term) for term, _ in listed), default=0), col_max) + col_spacing
        indent = " " * self.current_indent
        for term, meaning in listed:
            lines = wrapped(meaning, max(self.width - first - len(indent), 20))
            if text_width(term) + col_spacing > first:
                self.write(f"{indent}{term}\n")
                term = ""
            for line in lines:
                self.write(f"{indent}{term}{' ' * (first - text_width(term))}{line}".rstrip() + "\n")
                term = ""


class ChineseContext(click.Context):
    """A context whose help pages are Chinese."""

    formatter_class = ChineseFormatter


class ChineseCommand(click.Command):
    """A command that explains itself in Chinese."""

    context_class = ChineseContext
    allow_extra_args = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[选项]")
        super().__init__(*args, **kwargs)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return --help, explained in Chinese."""
        return _in_chinese(super().get_help_option(ctx))

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first line of the help, without its final stop."""
        return (self.help or "").strip().partition("\n")[0].rstrip("。")

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; UsageError for those that are too many."""
        with _placed(ctx):
            rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise click.UsageError(f"多出了{_listed(rest)}", ctx)
        return rest


class ChineseGroup(click.Group):
    """A group of commands that explains itself in Chinese; alone it shows its help."""

    context_class = ChineseContext
    command_class = ChineseCommand

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[选项]")
        kwargs.setdefault("subcommand_metavar", "命令 …")
        kwargs.setdefault("no_args_is_help", True)
        kwargs.setdefault("invoke_without_command", True)
        super().__init__(*args, **kwargs)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return --help, explained in Chinese."""
        return _in_chinese(super().get_help_option(ctx))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order they are declared in."""
        return list(self.commands)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments up to the command."""
        with _placed(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the chosen command; UsageError when there is none."""
        result = super().invoke(ctx)
        if ctx.invoked_subcommand is None:
            raise click.UsageError("没有写要做什么（命令）", ctx)
        return result


class ChineseOption(click.Option):
    """An option whose row on the help page is Chinese."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """Return the option with its metavar, and what it is for."""
        names = "、".join(self.opts) if self.is_flag else f"{'、'.join(self.opts)} {self.make_metavar(ctx)}"
        return names, f"{self.help or ''}{'（必填）' if self.required else ''}"


option = partial(click.option, cls=ChineseOption)
"""`click.option`, explained in Chinese."""


class Wanted(click.ParamType[Any]):
    """A kind of value whose complaints are Chinese: `read` turns a text into it."""

    name = "内容"

    def read(self, text: str) -> object:
        """Return the value that `text` stands for; ValueError with a Chinese sentence."""
        raise NotImplementedError

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the value; BadParameter when it cannot be read."""
        if not isinstance(value, str):
            return value
        try:
            return self.read(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


@contextmanager
def _placed(ctx: click.Context) -> Iterator[None]:
    """Let an error of the parser know the command it was met in."""
    try:
        yield
    except click.UsageError as error:
        error.ctx = error.ctx or ctx
        raise


def _in_chinese(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "显示这份说明"
    return option


def sentence_of(error: click.ClickException) -> str:
    """Return a Chinese sentence for what click refuses."""
    match error:
        case click.NoSuchOption():
            return f"没有「{error.option_name}」这个选项{_meant(error.possibilities)}。"
        case click.NoSuchCommand():
            return f"没有「{error.command_name}」这个命令{_meant(error.possibilities)}。"
        case click.MissingParameter(param=click.Parameter() as parameter):
            kind = _KINDS.get(parameter.param_type_name, "参数")
            return f"缺少{kind}「{_named(parameter)}」。"
        case click.BadParameter(param=click.Parameter() as parameter):
            return f"「{_named(parameter)}」不对：{error.message.rstrip('。')}。"
        case click.BadOptionUsage():
            return f"「{error.option_name}」{_usage_of(error)}。"
    return f"{error.format_message().rstrip('。')}。"


def usage_of(error: click.ClickException) -> str:
    """Return the usage line of the command that refused, and where its help is; or nothing."""
    if not isinstance(error, click.UsageError) or error.ctx is None:
        return ""
    return f"{error.ctx.get_usage()}\n说明：{error.ctx.command_path} --help"


def _meant(possibilities: Iterable[str] | None) -> str:
    return f"，是不是{_listed(possibilities, '或')}" if possibilities else ""


def _listed(names: Iterable[str], joint: str = "、") -> str:
    return joint.join(f"「{name}」" for name in names)


def _named(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return parameter.human_readable_name.strip("[]")


def _usage_of(error: click.BadOptionUsage) -> str:
    parameters = error.ctx.command.params if error.ctx else []
    option = next((one for one in parameters if error.option_name in one.opts), None)
    takes_none = not isinstance(option, click.Option) or option.is_flag
    return "后面不带内容" if takes_none else "后面要写内容"
