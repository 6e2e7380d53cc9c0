"""How a command ends: every failure becomes a Chinese sentence and an exit code (D10)."""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
import tempfile
import traceback
from collections.abc import Iterable
from typing import Any

import click

from gongwen.cli.chinese import sentence_of, usage_of
from gongwen.cli.machine import say_error, wanted_by
from gongwen.errors import FactsError, GongwenError, StorageError, disk_errors
from gongwen.model import Finding

USAGE, INTERRUPTED, OUR_FAULT = 2, 130, 1
_STANDING = "gongwen.standing"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def while_interrupted(sentence: str) -> None:
    """Say how things stand should the command be interrupted from here on."""
    click.get_current_context().meta[_STANDING] = sentence


def visible(text: str) -> str:
    """Return `text` with its control characters written as \\x1b, so that a terminal does not obey them."""
    return _CONTROL.sub(lambda match: f"\\x{ord(match[0]):02x}", text)


def tell(*lines: str) -> None:
    """Write lines for people to standard error."""
    for line in lines:
        click.echo(visible(line), err=True)


def tell_findings(findings: Iterable[Finding]) -> None:
    """Write findings to standard error, one a line, each once."""
    tell(*dict.fromkeys(str(finding) for finding in findings))


def run(command: click.Command, args: list[str]) -> int:
    """Run `command` and return the exit code; no exception comes through."""
    _prepare_streams()
    standing: dict[str, str] = {}
    as_json = wanted_by(args)
    try:
        return _run(command, args, standing)
    except click.ClickException as error:
        return _tell_usage(error, as_json=as_json)
    except GongwenError as error:
        return _tell_error(error, as_json=as_json)
    except KeyboardInterrupt:
        return _tell_interrupted(standing.get(_STANDING, "这个命令没有做完"), as_json=as_json)
    except BrokenPipeError:
        _silence(sys.stdout)
        return 0
    except OSError as error:
        return _tell_disk_trouble(error, as_json=as_json)
    except Exception as error:
        return _tell_unexpected(error, as_json=as_json)


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
    except click.Abort:
        raise KeyboardInterrupt from None


def _tell_usage(error: click.ClickException, *, as_json: bool) -> int:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        tell(error.format_message())
        return USAGE
    sentence = sentence_of(error)
    tell(f"错误：{sentence}", usage_of(error))
    if as_json:
        _say_error(sentence.rstrip("。"), USAGE)
    return USAGE


def _tell_error(error: GongwenError, *, as_json: bool) -> int:
    _debug()
    tell(f"错误：{error.sentence()}")
    findings = error.findings if isinstance(error, FactsError) else ()
    tell_findings(findings)
    if as_json:
        _say_error(error.seen, error.exit_code, rule=error.rule, advice=error.advice, findings=findings)
    return error.exit_code


def _tell_interrupted(standing: str, *, as_json: bool) -> int:
    tell("", f"已中断。{standing}。")
    if as_json:
        _say_error("已中断", INTERRUPTED, advice=standing)
    return INTERRUPTED


def _tell_disk_trouble(error: OSError, *, as_json: bool) -> int:
    try:
        sys.stdout.flush()
    except OSError:
        _silence(sys.stdout)
    try:
        with disk_errors("运行"):
            raise error
    except StorageError as trouble:
        return _tell_error(trouble, as_json=as_json)


def _tell_unexpected(error: Exception, *, as_json: bool) -> int:
    """Write the traceback where it can be sent from, and say so."""
    if os.environ.get("GONGWEN_DEBUG"):
        traceback.print_exception(error)
        account = "上面的经过"
    else:
        account = _written(error)
    seen = f"{type(error).__name__}：{error}".replace("\n", " ")[:200]
    seen, advice = f"程序出了意外（{seen}）", f"请把这条命令和{account}一起交给维护人员"
    tell(f"错误：{seen}；这是程序的错；{advice}。")
    if as_json:
        _say_error(seen, OUR_FAULT, rule="这是程序的错", advice=advice)
    return OUR_FAULT


def _written(error: Exception) -> str:
    try:
        descriptor, path = tempfile.mkstemp(prefix="gongwen-error-", suffix=".txt")
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
            traceback.print_exception(error, file=file)
    except OSError:
        return "上面这句话"
    return f" {path} "


def _say_error(seen: str, exit_code: int, **rest: Any) -> None:
    """Tell a script too; where standard output takes nothing, standard error has said it."""
    try:
        say_error(seen, exit_code, **rest)
    except OSError:
        _silence(sys.stdout)


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
