"""What a script reads: exactly one JSON document on standard output, errors included (--json)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

import click

from gongwen.model import Finding

_WANTED = "--json"
_RAW_CONTROL = re.compile(r"[\x7f-\x9f]")


def wanted_by(args: Sequence[str]) -> bool:
    """Return whether a command line asks for JSON; what follows -- is no option."""
    options = args[: args.index("--")] if "--" in args else args
    return _WANTED in options


def say_json(value: object) -> None:
    """Write one JSON document; dates and numbers of papers as people write them."""
    text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    click.echo(_RAW_CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", text))


def findings_described(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """Return findings as objects, each once."""
    return [
        {"place": one.place, "rule": one.rule, "sentence": one.sentence, "level": one.level.value}
        for one in dict.fromkeys(findings)
    ]


def say_error(
    seen: str, exit_code: int, *, rule: str = "", advice: str = "", findings: Iterable[Finding] = ()
) -> None:
    """Write the document of a command that failed: the parts of its error, and every finding."""
    error = {"seen": seen, "rule": rule, "advice": advice, "exit_code": exit_code}
    say_json({"error": error, "findings": findings_described(findings)})
