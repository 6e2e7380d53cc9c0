"""init: make an archive."""

from __future__ import annotations

import click

from gongwen.cli.chinese import ChineseCommand
from gongwen.cli.machine import say_json
from gongwen.cli.options import archive_option, json_option, settings
from gongwen.cli.output import say
from gongwen.office.wiring import Office


@click.command(cls=ChineseCommand, name="init")
@click.argument("name", metavar="机关名称", help="建立存档的机关，写全称")
@archive_option
@json_option
def command(name: str, as_json: bool) -> None:
    """建立存档。

    存档是本机磁盘上的一个新文件夹，公文、登记和检索都在里面；
    不能建在网络盘上，也不能建在已有别的东西的文件夹里。

    例：
      gongwen init 绍兴市使用正版软件工作领导小组办公室 --archive /srv/公文
    """
    chosen = settings()
    office = Office.create(chosen, name)
    if as_json:
        say_json({"archive": str(chosen.archive), "name": name, "fonds": office.folder.fonds})
        return
    say(f"已为{name}建立存档：{chosen.archive}")
