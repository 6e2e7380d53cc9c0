"""How a command ends: every failure becomes a Chinese sentence and an exit code (D10)."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
import traceback
from collections.abc import Iterable

import click

from gongwen.cli.chinese import sentence_of, usage_of
from gongwen.errors import FactsError, GongwenError, StorageError, disk_errors
from gongwen.model import Finding

USAGE, INTERRUPTED, OUR_FAULT = 2, 130, 1
_STANDING = "gongwen.standing"


def while_interrupted(sentence: str) -> None:
    """Say how things stand should the command be interrupted from here on."""
    click.get_current_context().meta[_STANDING] = sentence


def tell(*lines: str) -> None:
    """Write lines for people to standard error."""
    for line in lines:
        click.echo(line, err=True)


def tell_findings(findings: Iterable[Finding]) -> None:
    """Write findings to standard error, one a line, each once."""
    tell(*dict.fromkeys(str(finding) for finding in findings))


def run(command: click.Command, args: list[str]) -> int:
    """Run `command` and return the exit code; no exception comes through."""
    _prepare_streams()
    standing: dict[str, str] = {}
    try:
        return _run(command, args, standing)
    except KeyboardInterrupt:
        tell("", f"已中断。{standing.get(_STANDING, '这个命令没有做完')}。")
        return INTERRUPTED
    except BrokenPipeError:
        _silence(sys.stdout)
        return 0
    except OSError as error:
        return _tell_disk_trouble(error)
    except Exception as error:
        return _tell_unexpected(error)


def _run(command: click.Command, args: list[str], standing: dict[str, str]) -> int:
    try:
        with command.make_context("gongwen", args) as context:
            try:
                code = command.invoke(context)
            finally:
                standing.update(context.meta)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as leaving:
        sys.stdout.flush()
        return leaving.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        tell(error.format_message())
        return USAGE
    except click.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        tell(f"错误：{sentence_of(error)}", usage_of(error))
        return USAGE
    except GongwenError as error:
        return _tell_error(error)


def _tell_error(error: GongwenError) -> int:
    _debug()
    tell(f"错误：{error.sentence()}")
    if isinstance(error, FactsError):
        tell_findings(error.findings)
    return error.exit_code


def _tell_disk_trouble(error: OSError) -> int:
    _silence(sys.stdout)
    try:
        with disk_errors("运行"):
            raise error
    except StorageError as trouble:
        return _tell_error(trouble)


def _tell_unexpected(error: Exception) -> int:
    """Write the traceback where it can be sent from, and say so."""
    if os.environ.get("GONGWEN_DEBUG"):
        traceback.print_exception(error)
        account = "上面的经过"
    else:
        account = _written(error)
    seen = f"{type(error).__name__}：{error}".replace("\n", " ")[:200]
    tell(f"错误：程序出了意外（{seen}）；这是程序的错；请把这条命令和{account}一起交给维护人员。")
    return OUR_FAULT


def _written(error: Exception) -> str:
    try:
        descriptor, path = tempfile.mkstemp(prefix="gongwen-error-", suffix=".txt")
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
            traceback.print_exception(error, file=file)
    except OSError:
        return "上面这句话"
    return f" {path} "


def _debug() -> None:
    if os.environ.get("GONGWEN_DEBUG"):
        traceback.print_exc()


def _prepare_streams() -> None:
    """Let the streams replace what they cannot write; take UTF-8 where they know ASCII only."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            ascii_only = stream.encoding.lower() in ("ascii", "us-ascii", "ansi_x3.4-1968")
            stream.reconfigure(encoding="utf-8" if ascii_only else None, errors="replace")


def _silence(stream: object) -> None:
    """Point a stream nobody reads at nothing, so that leaving does not complain."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # type: ignore[attr-defined]
