"""number block, revise, joint: blocks, corrections before 核发, papers under another organ's number."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.commands.number.showing import (
    code_argument,
    number_argument,
    reason_option,
    tell,
    year_option,
)
from gongwen.cli.machine import say_json
from gongwen.cli.options import DAY, PERSON, Count, archive_option, facts_option, json_option, settings
from gongwen.cli.output import say
from gongwen.model import DocumentNumber
from gongwen.office import numbers
from gongwen.office.desk.request import IssueRequest
from gongwen.office.draft import draft_from_file
from gongwen.office.wiring import Office


@click.command("block", cls=ChineseCommand)
@code_argument
@year_option
@option("--count", type=Count(1, 1000), metavar="个数", required=True, help="预留几个号")
@option("--new-series", is_flag=True, help="确实启用一个没有编过号的机关代字")
@reason_option
@archive_option
@json_option
def block(code: str, year: int, count: int, new_series: bool, reason: str, as_json: bool) -> None:
    """预留一段：一次留下连着的几个号，给以后的公文用。

    核发时用 --number 写明用哪个号；手工用掉的补登；没有用完的，作废第一个号时
    加 --rest，一次作废。没有用的号列在 number gaps 里。同样的话再说一次，还是
    那一段；另要一段，原因写得不同。

    例：
      gongwen number block 绍市软件办 --year 2015 --count 6 --reason 发六个区县的通知
    """
    office = Office(settings())
    reserved = numbers.block(
        office.holdings_of(code), code, year, count, reason=reason, new_series=new_series
    )
    if as_json:
        say_json({"numbers": [str(number) for number in reserved.numbers], "reason": reserved.reason})
    else:
        say(f"已预留　{reserved}，共 {reserved.count} 个号（{reserved.reason}）")


@click.command("revise", cls=ChineseCommand)
@number_argument
@click.argument("template", metavar="模板", help="模板的代号或名称，见 gongwen template list")
@facts_option
@option("--signatory", type=PERSON, metavar="姓名", required=True, help="签发人")
@option("--signed-on", type=DAY, metavar="日期", required=True, help="签发日期，如 2015-06-23")
@reason_option
@archive_option
@json_option
def revise(
    number: DocumentNumber,
    template: str,
    facts: Path,
    signatory: str,
    signed_on: dt.date,
    reason: str,
    as_json: bool,
) -> None:
    """改正：核发以前发现印错，改好再印，字号不变。

    改正前的稿和已经印的留着备查，再拿改正前的稿来办不予编号。内容有实质改动的，
    应退回签发人。改好后用 gongwen number resume 文号 印制、核发。

    例：
      gongwen number revise 绍市软件办〔2015〕4号 notice \\
          --facts examples/绍兴市2015.toml --signatory 王建国 \\
          --signed-on 2015-06-23 --reason 电话号码印错
    """
    office = Office(settings())
    made = draft_from_file(office.workshop, template, facts)
    request = IssueRequest(
        made.document, signatory, signed_on, made.findings, new_series=True, source=made.source
    )
    parts = office.issue_parts(office.holdings_of(number.issuer_code))
    tell(numbers.revise(parts, number, request, reason), as_json)


@click.command("joint", cls=ChineseCommand)
@number_argument
@option("--title", metavar="标题", required=True, help="公文标题")
@option("--lead", metavar="机关", required=True, help="主办机关的名称")
@option("--date", "day", type=DAY, metavar="日期", help="成文日期，如 2015-06-01")
@option("--note", metavar="备注", default="", help="如本机关留存的一份放在哪里")
@archive_option
@json_option
def joint(
    number: DocumentNumber, title: str, lead: str, day: dt.date | None, note: str, as_json: bool
) -> None:
    """联合发文（协办）：登记一份别的机关主办、本机关会签的公文。

    用的是主办机关的字号，不占本机关的号。

    例：
      gongwen number joint 绍市国资委〔2015〕12号 --title 关于联合检查的通知 \\
          --lead 绍兴市人民政府国有资产监督管理委员会 --date 2015-05-04
    """
    office = Office(settings())
    record = numbers.joint(
        office.holdings(), number, title=title, lead_issuer=lead, date_of_issue=day, note=note
    )
    if as_json:
        say_json({"number": str(record.number), "title": record.title, "lead_issuer": record.lead_issuer})
    else:
        say(f"已登记　{record.number}　联合发文（协办）：{record.title}（主办{record.lead_issuer}）")
