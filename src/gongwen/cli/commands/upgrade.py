"""upgrade: an archive made by an older program becomes one of this program."""

from __future__ import annotations

import click

from gongwen.cli.chinese import ChineseCommand
from gongwen.cli.machine import say_json
from gongwen.cli.options import archive_option, json_option, settings
from gongwen.cli.output import say
from gongwen.office.wiring import upgraded


@click.command(cls=ChineseCommand, name="upgrade")
@archive_option
@json_option
def command(as_json: bool) -> None:
    """升级存档的数据库：先备份并核对，再升级。

    新版程序打开旧版建的存档时会要求升级。备份放在存档的 upgrades/ 里，
    确认无误后可以移走。升级中途断电，再运行一次即可。各件的文件不改动。

    例：
      gongwen upgrade --archive /srv/公文
    """
    report = upgraded(settings())
    if as_json:
        say_json({"steps": list(report.steps), "backup": report.backup and str(report.backup)})
    else:
        say(str(report))
