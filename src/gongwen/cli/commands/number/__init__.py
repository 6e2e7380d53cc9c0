"""The verb 发文字号: `giving` numbers, `deciding` on them, `years` and further copies, `showing`."""

import click

from gongwen.cli.chinese import ChineseGroup
from gongwen.cli.commands.number.deciding import adopt, resume, void
from gongwen.cli.commands.number.giving import block, joint, revise
from gongwen.cli.commands.number.showing import gaps, list_
from gongwen.cli.commands.number.years import close, copy, reopen
from gongwen.cli.options import archive_option

__all__ = ["command"]


@click.group(cls=ChineseGroup, name="number")
@archive_option
def command() -> None:
    """发文字号：查看、预留、补登、改正、作废、续办、补印、封账。

    例：
      gongwen number list --year 2015
    """


for verb in (list_, gaps, adopt, block, revise, void, resume, joint, copy, close, reopen):
    command.add_command(verb)
