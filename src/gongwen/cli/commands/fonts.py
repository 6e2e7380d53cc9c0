"""fonts: which face each role of the standard is set in here."""

from __future__ import annotations

import click

from gongwen.cli.chinese import ChineseCommand
from gongwen.cli.options import json_option, settings
from gongwen.cli.outcome import tell_findings
from gongwen.cli.output import say_json, say_table
from gongwen.fonts import font_rows
from gongwen.office.wiring import Workshop


@click.command(cls=ChineseCommand, name="fonts")
@json_option
def command(as_json: bool) -> None:
    """查看各种字体用的是哪一款。

    国标规定的字体没有装时用代用字体，生僻字用补字字体；
    自备的字体放进 GONGWEN_FONTS 所指的文件夹即可。

    例：
      gongwen fonts
    """
    typefaces = Workshop(settings()).typefaces
    rows = font_rows(typefaces)
    if as_json:
        keys = ("role", "wanted", "used", "state", "file")
        say_json([{key: getattr(row, key) for key in keys} for row in rows])
    else:
        table = [(row.role, row.wanted, row.used, row.state, row.file) for row in rows]
        say_table(("用途", "应当用", "现在用", "性质", "文件"), table)
    tell_findings((*typefaces.notices, *typefaces.substitutions()))
