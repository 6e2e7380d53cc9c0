"""fonts: which face each role of the standard is set in here."""

from __future__ import annotations

from dataclasses import asdict

import click

from gongwen.cli.chinese import ChineseCommand
from gongwen.cli.machine import findings_described, say_json
from gongwen.cli.options import json_option, settings
from gongwen.cli.outcome import tell_findings
from gongwen.cli.output import say, say_table
from gongwen.fonts import RARE, FontRow, RareRow, font_rows, rare_rows
from gongwen.layout.standard import STYLES
from gongwen.model.typefaces import Role
from gongwen.office.wiring import Workshop

_BARE = {Role.SONG: "页码"}


@click.command(cls=ChineseCommand, name="fonts")
@click.argument("characters", metavar="[文字]", default=RARE, help="要看的字；不写就看几个常见的生僻字")
@json_option
def command(characters: str, as_json: bool) -> None:
    """查看各种字体用的是哪一款、缺哪一款、生僻字用哪一款补。

    国标规定的字体没有装时用代用字体，生僻字用补字字体；
    自备的字体放进 GONGWEN_FONTS 所指的文件夹即可。

    例：
      gongwen fonts
      gongwen fonts 王喆李镕
    """
    typefaces = Workshop(settings()).typefaces
    faces, rare = font_rows(typefaces), rare_rows(typefaces, characters)
    findings = (*typefaces.notices, *typefaces.substitutions())
    if not as_json:
        _tell(faces, rare)
        tell_findings(findings)
        return
    say_json(
        {
            "roles": [{"role": role.value, "uses": _uses(role)} for role in Role],
            "faces": [asdict(row) for row in faces],
            "characters": [{"character": row.character, "faces": dict(row.faces)} for row in rare],
            "findings": findings_described(findings),
        }
    )


def _tell(faces: tuple[FontRow, ...], rare: tuple[RareRow, ...]) -> None:
    used = [row for row in faces if row.used]
    say_table(
        ("用途", "应当用", "现在用", "性质", "文件"),
        [(row.role, row.wanted, row.used, row.state, row.file) for row in used],
    )
    say("")
    say_table(("用途", "用在"), [(role.value, "、".join(_uses(role))) for role in Role])
    missing = [(row.role, row.name, _how(row)) for row in faces if not row.used]
    if missing:
        say("")
        say_table(("用途", "没有的字体", "怎样补上"), missing)
    if rare:
        say("")
        say_table(
            ("字", *(role.value for role in Role)),
            [(row.character, *(face for _, face in row.faces)) for row in rare],
        )


def _uses(role: Role) -> list[str]:
    """Return the names of the styles set in `role`."""
    return [style.name for style in STYLES if style.role is role] or [_BARE[role]]


def _how(row: FontRow) -> str:
    return f"apt-get install {row.package}" if row.package else "授权字体，放进 GONGWEN_FONTS 所指的文件夹"
