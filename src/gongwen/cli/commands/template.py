"""template list, show, check: the shelf of templates and their fields."""

from __future__ import annotations

import click

from gongwen.cli.chinese import ChineseGroup
from gongwen.cli.machine import findings_described, say_json
from gongwen.cli.options import json_option, settings
from gongwen.cli.output import say, say_table
from gongwen.drafting import Field
from gongwen.errors import FactsError
from gongwen.model import Finding
from gongwen.office.desk.shelf import Shelf

_HAS_FINDINGS = 6


@click.group(cls=ChineseGroup, name="template")
def command() -> None:
    """模板：查看有哪些、有哪些字段，检查写得对不对。

    例：
      gongwen template list
    """


@command.command("list")
@json_option
def list_(as_json: bool) -> None:
    """列出模板。

    例：
      gongwen template list
    """
    listed = _shelf().listing()
    if as_json:
        say_json(
            [{"template": one.identifier, "name": one.name, "description": one.description} for one in listed]
        )
        return
    say_table(("模板", "名称", "说明"), [(one.identifier, one.name, one.description) for one in listed])


@command.command("show")
@click.argument("template", metavar="模板", help="模板的代号或名称")
@json_option
def show(template: str, as_json: bool) -> None:
    """列出一个模板的字段：类型、必填与否、怎样填。

    例：
      gongwen template show notice
    """
    found = _shelf().template(template)
    if as_json:
        fields = [_described(field) for field in found.fields.values()]
        say_json({"template": found.identifier, "name": found.name, "fields": fields})
        return
    say(f"{found.name}（{found.identifier}）", found.description, "")
    rows = [
        (field.name, field.type.value, _needed(field), _filling(field)) for field in found.fields.values()
    ]
    say_table(("字段", "类型", "填写", "怎样填"), rows)


@command.command("check")
@click.argument("templates", metavar="[模板]…", nargs=-1, help="要检查的模板；不写就全部检查")
@json_option
def check(templates: tuple[str, ...], as_json: bool) -> int:
    """检查模板写得对不对；有错的逐处列出，以 6 退出。

    例：
      gongwen template check notice
    """
    shelf = _shelf()
    names = templates or tuple(one.identifier for one in shelf.listing())
    findings = {name: _findings(shelf, name) for name in names}
    if as_json:
        say_json(
            [{"template": name, "findings": findings_described(found)} for name, found in findings.items()]
        )
    else:
        for name, found in findings.items():
            say(f"{name}：{'没有错误' if not found else f'{len(found)} 处错误'}", *map(str, found))
    return _HAS_FINDINGS if any(findings.values()) else 0


def _shelf() -> Shelf:
    return Shelf(settings().templates)


def _findings(shelf: Shelf, name: str) -> tuple[Finding, ...]:
    try:
        shelf.template(name)
    except FactsError as error:
        return error.findings
    return ()


def _needed(field: Field) -> str:
    if field.source:
        return "自动"
    if not field.required:
        return "可不填"
    return "必填" if field.default is None else "有默认"


def _filling(field: Field) -> str:
    """Return the help of a field with the names it may hold: choices, or the parts of a list."""
    names = "、".join(field.choices or (name for name, _ in field.parts))
    return f"{field.help}（{names}）" if names else field.help


def _described(field: Field) -> dict[str, object]:
    return {
        "name": field.name,
        "type": field.type.value,
        "filling": _needed(field),
        "default": field.default,
        "choices": list(field.choices),
        "parts": [name for name, _ in field.parts],
        "help": field.help,
    }
