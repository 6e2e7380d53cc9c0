"""How a changed text is typed: a text file in the notation, or facts for the template it came from."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from gongwen.cli.chinese import option
from gongwen.cli.commands.life.acting import workshop
from gongwen.cli.options import FILE
from gongwen.errors import RefusedError
from gongwen.model import Document, Finding, notation
from gongwen.office.draft import draft_from_file
from gongwen.office.life.desk import LifeDesk
from gongwen.office.life.entering import text_of_file


def corrected_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --text and --facts, of which one may be given."""
    add = option("--facts", type=FILE, metavar="文件", default=None, help="改好的事实，照原来的模板重新生成")
    text = option(
        "--text", type=FILE, metavar="文件", default=None, help="改好的稿子（draft show --text 的写法）"
    )
    return text(add(function))


@dataclass(frozen=True, slots=True)
class Typed:
    """A changed paper, the facts it was drafted from where it was, and what was found."""

    document: Document
    source: str = ""
    findings: tuple[Finding, ...] = ()


def typed_text(desk: LifeDesk, name: str, text: Path | None, facts: Path | None) -> Typed | None:
    """Return the changed paper, None where nothing was given; UsageError where both were."""
    if text is not None and facts is not None:
        raise click.UsageError("--text 和 --facts 只写一个")
    if text is not None:
        return Typed(notation.parse(text_of_file(text)))
    if facts is None:
        return None
    source = next((one.source for one in reversed(desk.life.versions(name)) if one.source), "")
    if not source:
        raise RefusedError(
            f"{name} 不是由模板生成的", rule="用事实改稿要有原来的模板", advice="请用 --text 给出改好的稿子"
        )
    made = draft_from_file(workshop(), str(json.loads(source)["template"]), facts)
    return Typed(made.document, made.source, made.findings)
