"""number adopt, void, resume: what becomes of a number."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.commands.number.showing import number_argument, reason_option, tell, tell_all
from gongwen.cli.issuing import copied, issuing
from gongwen.cli.machine import say_json
from gongwen.cli.options import DAY, archive_option, json_option, out_option, settings
from gongwen.cli.output import say
from gongwen.model import DocumentNumber
from gongwen.office import numbers
from gongwen.office.issue import resume as resume_issue
from gongwen.office.wiring import Office


@click.command("adopt", cls=ChineseCommand)
@number_argument
@reason_option
@option("--title", metavar="标题", default="", help="公文标题")
@option("--date", "day", type=DAY, metavar="日期", help="成文日期，如 2015-06-01")
@option("--leave-gap", is_flag=True, help="前面空出一百个以上的号也登记")
@archive_option
@json_option
def adopt(
    number: DocumentNumber, reason: str, title: str, day: dt.date | None, leave_gap: bool, as_json: bool
) -> None:
    """补登：登记一个手工编过的字号。

    启用本系统前手工编过的号，先在这里补登，以后的号就从它们后面接着编。
    还没有到的年份不能补登；前面会空出一百个以上的号时，要加 --leave-gap。

    例：
      gongwen number adopt 绍市软件办〔2015〕1号 --reason 启用本系统前手工编号
    """
    office = Office(settings())
    holdings = office.holdings_of(number.issuer_code)
    record = numbers.adopt(
        holdings, number, reason=reason, title=title, date_of_issue=day, leave_gap=leave_gap
    )
    tell(record, as_json)


@click.command("void", cls=ChineseCommand)
@number_argument
@reason_option
@option("--rest", is_flag=True, help="文号是预留的一段的第一个号：作废这一段里没有用的")
@archive_option
@json_option
def void(number: DocumentNumber, reason: str, rest: bool, as_json: bool) -> None:
    """作废一个没有核发的字号。作废的号永不再用，已核发的不能作废。

    预留的一段没有用完，写第一个号加 --rest，没有用的一次作废。

    例：
      gongwen number void 绍市软件办〔2015〕4号 --reason 领导决定不发
    """
    office = Office(settings())
    holdings = office.holdings_of(number.issuer_code)
    if rest:
        tell_all(numbers.void_rest(holdings, number, reason), as_json)
    else:
        tell(numbers.void(holdings, number, reason), as_json)


@click.command("resume", cls=ChineseCommand)
@number_argument
@out_option
@archive_option
@json_option
def resume(number: DocumentNumber, out: Path, as_json: bool) -> None:
    """续办一个预留的字号：断电或中断之后，把没有办完的公文办完。

    例：
      gongwen number resume 绍市软件办〔2015〕4号
    """
    office = Office(settings())
    holdings = office.holdings_of(number.issuer_code)
    with issuing(reserved=True) as step:
        report = resume_issue(office.issue_parts(holdings, step), number)
    copies = copied(holdings, report, out)
    if as_json:
        say_json(
            {"number": str(number), "item": report.item_id, "files": [str(copy.path) for copy in copies]}
        )
    else:
        say(str(report), *map(str, copies))
