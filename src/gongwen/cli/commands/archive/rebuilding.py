"""archive rebuild: the database made anew from items and copies alone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.machine import findings_described, say_json
from gongwen.cli.options import FILE, archive_option, json_option, settings
from gongwen.cli.outcome import tell_findings, while_interrupted
from gongwen.cli.output import progress, say
from gongwen.office.keeping.rebuilding.whole import RebuildReport
from gongwen.office.keeping.rebuilding.whole import rebuild as rebuild_archive

_DAMAGED = 8


@click.command("rebuild", cls=ChineseCommand)
@option("--to", type=FILE, metavar="新文件夹", help="重建到别处，连同全部文件；不写就在原处换掉坏了的数据库")
@archive_option
@json_option
def rebuild(to: Path | None, as_json: bool) -> int:
    """重建数据库：只凭件和登记、办理、归档三种记录的副本，做出一个新的数据库。

    数据库不见了或损坏时用；是好的就不动它。坏的数据库移到 upgrades，不删。
    没有核发的草稿的文字、名录、保存的检索不在副本里，由备份恢复，最后列出来。

    例：
      gongwen archive rebuild
      gongwen archive rebuild --to /home/office/重建的存档
    """
    while_interrupted("重建没有做完，件和副本没有改动；请再办一次")
    with progress(3, "重建数据库") as step:
        done = rebuild_archive(settings(), to, dt.datetime.now(dt.UTC), step)
    if as_json:
        say_json(_described(done))
    else:
        say(f"已重建 {done.root}：{done.fonds} 个机关，{done.entries} 条记录，{done.items} 件编入检索")
        if done.aside:
            say(f"损坏的数据库移到了 {done.aside}")
        say("副本没有写、要由备份恢复或人工核对的：", *(f"  {one}" for one in done.untold))
        say("请运行 gongwen archive verify 核对")
    tell_findings(done.findings)
    return _DAMAGED if done.findings else 0


def _described(done: RebuildReport) -> dict[str, object]:
    return {
        "archive": str(done.root),
        "fonds": done.fonds,
        "entries": done.entries,
        "items": done.items,
        "untold": done.untold,
        "aside": str(done.aside) if done.aside else "",
        "findings": findings_described(done.findings),
    }
