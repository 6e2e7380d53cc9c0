"""directory show, participants: what the lists say on a date, or for a year."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.commands.directory.group import EDITION, LIST, put_workbook, today
from gongwen.cli.machine import say_json
from gongwen.cli.options import (
    DAY,
    FILE,
    YEAR,
    archive_option,
    json_option,
    outside_archives,
    settings,
)
from gongwen.cli.output import say, say_table
from gongwen.model.directory import LISTS, Enterprise, ListName, cells_of
from gongwen.office.directory.showing import ShownList, expanded, participation, shown_lists
from gongwen.office.directory.workbook import participants_workbook
from gongwen.office.wiring import Office


@click.command("show", cls=ChineseCommand)
@click.argument("list_name", metavar="[名录]", type=LIST, required=False, help="只看哪一个名录")
@option(
    "--on", type=DAY, metavar="日期", default=None, help="只看这一天有效的，如 2015-06-23；不写就全部列出"
)
@option("--edition", type=EDITION, metavar="版次", default=None, help="看第几版；不写就是现在的")
@option("--expand", metavar="统称", default="", help="展开一个统称，列出这一天的成员；不写日期就是今天")
@archive_option
@json_option
def show(list_name: str | None, on: dt.date | None, edition: int | None, expand: str, as_json: bool) -> None:
    """列出名录，撤销的也列出；写了日期，只列那天有效的。

    例：
      gongwen directory show 行政区划 --on 2015-06-23
      gongwen directory show --expand 各区、县（市） --on 2012-06-23
    """
    directory = Office(settings(), writing=False).directory(edition=edition)
    if expand:
        members = expanded(directory, expand, on or today())
        if as_json:
            say_json({"name": expand, "on": on or today(), "members": list(members)})
        else:
            say(*members)
        return
    lists = shown_lists(directory, on, ListName(list_name) if list_name else None)
    if as_json:
        shown = {one.name.value: [dict(row) for row in one.rows] for one in lists}
        say_json({"edition": directory.edition, "on": on, "lists": shown})
        return
    _show(lists, directory.edition)


def _show(lists: tuple[ShownList, ...], edition: int) -> None:
    if not lists:
        say(
            "名录还是空的；请用 gongwen directory template 写出工作簿，填好后用 gongwen directory import 导入"
        )
    for place, one in enumerate(lists):
        filled = {heading for row in one.rows for heading in row}
        headings = [column.heading for column in LISTS[one.name] if column.heading in filled]
        say(*([""] if place else []), f"{one.name.value}（第{edition}版，{len(one.rows)} 行）")
        if headings:
            say_table(headings, [[row.get(heading, "") for heading in headings] for row in one.rows])


@click.command("participants", cls=ChineseCommand)
@option("--year", type=YEAR, metavar="年份", required=True, help="哪一年")
@option(
    "--out",
    type=FILE,
    metavar="文件",
    callback=outside_archives,
    help="把名单写成 .xlsx，一家一行，供批量拟稿用",
)
@archive_option
@json_option
def participants(year: int, out: Path | None, as_json: bool) -> None:
    """列出某一年参加软件正版化工作的企业：由阶段目标和企业级次得出。

    企业另有计划年度的，只在那一年参加。

    例：
      gongwen directory participants --year 2016
      gongwen directory participants --year 2016 --out 2016年名单.xlsx
    """
    found = participation(Office(settings(), writing=False).directory(), year)
    if out:
        put_workbook(participants_workbook(found), out, as_json)
        return
    if as_json:
        goals = [cells_of(ListName.GOALS, goal) for goal in found.goals]
        rows = [cells_of(ListName.ENTERPRISES, one) for one in found.enterprises]
        say_json({"year": year, "goals": goals, "enterprises": rows})
        return
    for goal in found.goals:
        say(f"{goal.span}：{goal.tier.value}企业" + (f"（{goal.goal}）" if goal.goal else ""))
    say(f"{year}年参加的企业 {len(found.enterprises)} 家")
    say_table(("企业", "级次", "上级企业", "所在区县", "计划年度"), [_row(one) for one in found.enterprises])


def _row(one: Enterprise) -> tuple[str, ...]:
    planned = f"{one.planned_year}年" if one.planned_year else ""
    return one.name, one.tier.value, one.parent, one.county, planned
