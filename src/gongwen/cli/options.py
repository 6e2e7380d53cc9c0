"""Options and kinds of values that several commands share."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from gongwen.cli.chinese import Wanted, option
from gongwen.model import DocumentNumber, parse_date

if TYPE_CHECKING:
    from gongwen.office.wiring import Settings

_ARCHIVE = "gongwen.archive"
_Decorated = TypeVar("_Decorated", bound=Callable[..., Any] | click.Command)


class _Place(Wanted):
    name = "文件"

    def read(self, text: str) -> Path:
        if not text.strip():
            raise ValueError("内容是空的")
        return Path(text)


class _Day(Wanted):
    name = "日期"

    def read(self, text: str) -> dt.date:
        return parse_date(text)


class _Number(Wanted):
    name = "文号"

    def read(self, text: str) -> DocumentNumber:
        return DocumentNumber.parse(text)


class Count(Wanted):
    """A whole number from `least` to `most`."""

    name = "数"

    def __init__(self, least: int, most: int) -> None:
        self.least = least
        self.most = most

    def read(self, text: str) -> int:
        """Return the number; ValueError when `text` is none or out of range."""
        if text.strip().isdecimal() and self.least <= int(text) <= self.most:
            return int(text)
        raise ValueError(f"「{text}」不是 {self.least} 到 {self.most} 的整数")


class OneOf(Wanted):
    """One of a few names."""

    def __init__(self, *names: str) -> None:
        self.names = names
        self.name = "|".join(names)

    def read(self, text: str) -> str:
        """Return the name; ValueError when it is not one of them."""
        if text in self.names:
            return text
        raise ValueError(f"「{text}」不在可选的里面；可选：{'、'.join(self.names)}")


class _Person(Wanted):
    name = "姓名"

    def read(self, text: str) -> str:
        if not text.strip():
            raise ValueError("姓名是空的")
        return text.strip()


FILE, DAY, NUMBER, YEAR, PERSON = _Place(), _Day(), _Number(), Count(1949, 2999), _Person()


def _remember_archive(ctx: click.Context, parameter: click.Parameter, folder: Path | None) -> None:
    if folder is not None:
        ctx.meta[_ARCHIVE] = folder


def archive_option(command: _Decorated) -> _Decorated:
    """Add --archive; written more than once on a line, the last one counts."""
    return option(
        "--archive",
        type=FILE,
        metavar="文件夹",
        expose_value=False,
        callback=_remember_archive,
        help="存档文件夹；也可写在环境变量 GONGWEN_ARCHIVE 里",
    )(command)


def json_option(command: _Decorated) -> _Decorated:
    """Add --json."""
    return option("--json", "as_json", is_flag=True, help="输出一个 JSON，供程序读取")(command)


def fonds_option(command: _Decorated) -> _Decorated:
    """Add --fonds, the code of another organ whose papers are kept here; empty for our own."""
    return option("--fonds", metavar="全宗", default="", help="代存的其他机关；不写就是本机关")(command)


def outside_archives(ctx: click.Context, parameter: click.Parameter, folder: Path | None) -> Path | None:
    """Return the folder for files; RefusedError when it lies in an archive."""
    if folder is not None:
        from gongwen.archive.home import refuse_inside_archive

        refuse_inside_archive(folder)
    return folder


def out_option(command: _Decorated) -> _Decorated:
    """Add --out, `out/` in the current folder by default."""
    return option(
        "--out",
        type=FILE,
        metavar="文件夹",
        default=Path("out"),
        callback=outside_archives,
        help="文件放到哪里；不写就是当前文件夹下的 out",
    )(command)


def facts_option(command: _Decorated) -> _Decorated:
    """Add --facts, required."""
    return option(
        "--facts",
        type=FILE,
        metavar="文件",
        required=True,
        help="事实：.toml、.json，或两栏（字段｜内容）的 .xlsx",
    )(command)


def chosen_archive() -> Path | None:
    """Return the folder given with --archive on this command line, if any."""
    folder: Path | None = click.get_current_context().meta.get(_ARCHIVE)
    return folder


def settings() -> Settings:
    """Return the settings from --archive and the environment."""
    from gongwen.office.wiring import Settings

    return Settings.of(os.environ, chosen_archive())
