"""archive append, place, describe: what is added to an item, known of it, corrected, after it was kept."""

from __future__ import annotations

from pathlib import Path

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.machine import say_json
from gongwen.cli.options import FILE, Count, OneOf, archive_option, json_option, settings
from gongwen.cli.outcome import tell, while_interrupted
from gongwen.cli.output import say
from gongwen.office.keeping import appending as beside
from gongwen.office.keeping.adding import AddParts
from gongwen.office.keeping.correcting import describe as correct
from gongwen.office.keeping.pieces import in_any
from gongwen.office.wiring import Office

_FINDINGS = 6


@click.command("append", cls=ChineseCommand)
@click.argument("name", metavar="文号或件", help="发文字号，或件标识")
@click.argument("paths", metavar="文件…", nargs=-1, required=True, type=FILE, help="放到旁边的文件")
@option(
    "--as",
    "purpose",
    type=OneOf(*beside.PURPOSES),
    metavar="什么",
    required=True,
    help=f"补的是什么：{'、'.join(beside.PURPOSES)}",
)
@option("--note", metavar="文字", default="", help="附记")
@option("--rest", type=Count(0, 3600), metavar="秒", default=5, help="同 archive add")
@archive_option
@json_option
def append(name: str, paths: tuple[Path, ...], purpose: str, note: str, rest: int, as_json: bool) -> int:
    """把后来的东西放到一件旁边：盖章的扫描件、发文稿纸、收文处理单……；原来的那一件不动。

    每次成一个小包，读得出的文字和那一件一起检索。整理归档以后不再追加。

    例：
      gongwen archive append 绍市软件办〔2015〕3号 盖章.pdf --as 用印扫描件
    """
    while_interrupted("不是已经追加好，就是没有追加；再运行一次，不会有两份")
    done = beside.append(_parts_for(name), name, paths, purpose, note.strip(), float(rest))
    said = "此前已经追加，没有再放一份" if done.repeated else "已追加"
    if as_json:
        files = list(done.record.names.values())
        described = {"item": done.item.item_id, "bag": done.record.bag_id, "purpose": purpose, "files": files}
        say_json({**described, "repeated": done.repeated, "troubles": done.troubles})
    else:
        say(f"{done.item.name}：{purpose}{said}（{done.record.bag_id}）")
        tell(*(f"读不全｜{trouble}" for trouble in done.troubles))
    return _FINDINGS if done.troubles else 0


@click.command("place", cls=ChineseCommand)
@click.argument("name", metavar="文号或件", help="发文字号，或件标识")
@option("--cabinet", metavar="柜", required=True, help="哪个柜，如 三")
@option("--box", metavar="盒", default="", help="哪个盒，如 12")
@archive_option
def place(name: str, cabinet: str, box: str) -> None:
    """记下纸质的那一份放在哪个柜、哪个盒；搬了再记一次。

    例：
      gongwen archive place 绍市软件办〔2015〕3号 --cabinet 三 --box 12
    """
    parts = _parts_for(name)
    one = beside.place(parts, name, cabinet, box)
    say(f"{one.name}：放在 {parts.holdings.keeping.place_of(one.item_id)}")


@click.command("describe", cls=ChineseCommand)
@click.argument("name", metavar="文号或件", help="发文字号，或件标识")
@option("--title", metavar="标题", help="标题")
@option("--number", metavar="文号", help="发文字号；没有就写 ''")
@option("--date", metavar="日期", help="成文日期，如 2015-06-23")
@option("--kind", metavar="文种", help="文种，如 通知")
@option("--organ", "organs", metavar="机关", multiple=True, help="发文机关；几个机关就写几次，主办的在前")
@option("--confirm", is_flag=True, help="其余认出的都看过，是对的")
@option("--reason", metavar="原因", default="看过原件", help="为什么改；不写就是“看过原件”")
@archive_option
def describe(
    name: str,
    title: str | None,
    number: str | None,
    date: str | None,
    kind: str | None,
    organs: tuple[str, ...],
    confirm: bool,
    reason: str,
) -> None:
    """改正收存的一件的著录，或者确认认出的都对；原件不动，改了什么、谁改的都记下来。

    例：
      gongwen archive describe 2026-r-6c1e8f00a1b2c3d4 --date 2015-06-23 --confirm
    """
    written = {"title": title, "number": number, "date": date, "kind": kind}
    elements = {key: text for key, text in written.items() if text is not None}
    if organs:
        elements["organs"] = "、".join(organs)
    record = correct(_parts_for(name), name, elements, reason, confirm=confirm)
    left = record.description.unsure
    say(f"{record.item_id}：著录已改好" + (f"，还有 {len(left)} 处待核" if left else "，没有待核的"))
    tell(*(f"待核｜{doubt}" for doubt in left))


def _parts_for(name: str) -> AddParts:
    """Return what works on the holdings that have this item; NotFoundError when none has it."""
    office = Office(settings())
    organ, _ = in_any(office.organs(), name)
    return office.add_parts(organ.holdings)
