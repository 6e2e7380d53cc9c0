"""number list, adopt, void, resume, gaps: the ledger of 发文字号."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import click

from gongwen.cli.chinese import ChineseGroup, option
from gongwen.cli.issuing import copied, issuing
from gongwen.cli.machine import say_json
from gongwen.cli.options import DAY, NUMBER, YEAR, archive_option, json_option, out_option, settings
from gongwen.cli.output import say, say_table
from gongwen.model import DocumentNumber
from gongwen.office import numbers
from gongwen.office.issue import resume as resume_issue
from gongwen.office.wiring import Office, Organ
from gongwen.records.values import NumberRecord

_HAS_FINDINGS = 6
_Records = tuple[NumberRecord, ...]
_number = click.argument("number", metavar="文号", type=NUMBER, help="发文字号，如 绍市软件办〔2015〕3号")
_reason = option("--reason", metavar="原因", required=True, help="写明原因，记进登记")


@click.group(cls=ChineseGroup, name="number")
@archive_option
def command() -> None:
    """发文字号：查看、补登、作废、续办。

    例：
      gongwen number list --year 2015
    """


@command.command("list")
@option("--code", metavar="代字", default="", help="只看这个机关代字")
@option("--year", type=YEAR, metavar="年份", default=None, help="只看这一年")
@archive_option
@json_option
def list_(code: str, year: int | None, as_json: bool) -> None:
    """列出字号，每个号都说明去向，空号也列出。

    先列本机关的；代存的其他机关另列，示例机关注明“示例”。

    例：
      gongwen number list --code 绍市软件办 --year 2015
    """
    office = Office(settings(), writing=False)
    _show([(organ, numbers.listing(organ.holdings, code, year or 0)) for organ in office.organs()], as_json)


@command.command("gaps")
@archive_option
@json_option
def gaps(as_json: bool) -> int:
    """列出还要由人决定的字号：预留而没有办完的，和没有登记的空号。

    有这样的号时以 6 退出。预留的号可以续办或作废，空号可以补登或作废。

    例：
      gongwen number gaps
    """
    office = Office(settings(), writing=False)
    found = [(organ, numbers.open_numbers(organ.holdings)) for organ in office.organs()]
    _show(found, as_json)
    return _HAS_FINDINGS if any(records for _, records in found) else 0


@command.command("adopt")
@_number
@_reason
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
    _tell(record, as_json)


@command.command("void")
@_number
@_reason
@archive_option
@json_option
def void(number: DocumentNumber, reason: str, as_json: bool) -> None:
    """作废一个没有核发的字号。作废的号永不再用，已核发的不能作废。

    例：
      gongwen number void 绍市软件办〔2015〕4号 --reason 领导决定不发
    """
    office = Office(settings())
    _tell(numbers.void(office.holdings_of(number.issuer_code), number, reason), as_json)


@command.command("resume")
@_number
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


def _show(found: Iterable[tuple[Organ, _Records]], as_json: bool) -> None:
    listed = [(organ, records) for organ, records in found if records]
    if as_json:
        say_json([_described(record, organ) for organ, records in listed for record in records])
        return
    if not listed:
        say("没有这样的字号")
    for place, (organ, records) in enumerate(listed):
        say(*([""] if place else []), str(organ))
        rows = [(str(record.number), record.state.value, _rest(record)) for record in records]
        say_table(("文号", "状态", "说明"), rows)


def _rest(record: NumberRecord) -> str:
    return record.explanation().partition("：")[2] or record.explanation()


def _tell(record: NumberRecord, as_json: bool) -> None:
    if as_json:
        say_json(_described(record))
    else:
        say(f"已登记　{record}")


def _described(record: NumberRecord, organ: Organ | None = None) -> dict[str, object]:
    whose = {"organ": organ.name, "sample": organ.sample} if organ else {}
    return {
        **whose,
        "number": str(record.number),
        "state": record.state.value,
        "title": record.title,
        "reason": record.reason,
        "date_of_issue": record.date_of_issue,
        "signatory": record.signatory,
        "signed_on": record.signed_on,
        "operator": record.operator,
        "item": record.item_id,
        "explanation": record.explanation(),
    }
