"""release, distribute: the paper is frozen and kept, then sent."""

from __future__ import annotations

from pathlib import Path

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.commands.life.acting import COPIES, acting, paper_argument, say_taken
from gongwen.cli.issuing import copied
from gongwen.cli.options import Count, out_option
from gongwen.cli.output import say
from gongwen.office.life import releasing
from gongwen.office.life.desk import Act, LifeDesk


@click.command("release", cls=ChineseCommand)
@paper_argument
@out_option
@acting
def release(desk: LifeDesk, act: Act, name: str, out: Path, as_json: bool) -> None:
    """核发：印好、盖好章的公文存档，编入检索；从此不再改动。

    存档的一件里有正本、定稿、签字的扫描件、改正前的稿子和办理记录。
    中途断电或被中断，原样再办一次即可办完。

    例：
      gongwen release 稿2026-0001 --by 陈静
    """
    done = releasing.release(desk, name, act)
    copies = copied(desk.holdings, done.report, out)
    files = [str(copy.path) for copy in copies]
    say_taken(desk, done.taken, as_json=as_json, item=done.report.item_id, files=files)
    if not as_json:
        say(str(done.report), *map(str, copies))


@click.command("distribute", cls=ChineseCommand)
@paper_argument
@option("--to", metavar="单位", default="", help="分送给谁")
@option("--copies", type=COPIES, metavar="份数", default=None, help="送了几份")
@option("--how", metavar="方式", default="", help="怎样送的，如 机要、专人、邮寄、传真")
@option("--receipt", metavar="签收", default="", help="谁签收的，或回执号")
@option("--keep", type=Count(0, 99999), metavar="份数", default=None, help="送完了：留作存本的份数")
@acting
def distribute(
    desk: LifeDesk,
    act: Act,
    name: str,
    to: str,
    copies: int | None,
    how: str,
    receipt: str,
    keep: int | None,
    as_json: bool,
) -> None:
    """分送：记下给谁送了几份；最后记存本的份数。

    印制的份数等于分送加存本的份数，对不上的不记，并写明各是几份。

    例：
      gongwen distribute 稿2026-0001 --to 越城区 --copies 5 \\
          --how 机要 --receipt 李红
      gongwen distribute 稿2026-0001 --keep 3
    """
    if (keep is None) == (not to):
        raise click.UsageError("--to 和 --keep 写一个")
    if keep is not None:
        taken = releasing.keep(desk, name, keep, act)
    else:
        taken = releasing.distribute(desk, name, to, copies or 0, act, how=how, receipt=receipt)
    say_taken(desk, taken, as_json=as_json)
