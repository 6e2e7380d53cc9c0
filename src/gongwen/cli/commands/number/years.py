"""number copy, close, reopen: further copies of a lost paper, and the end of a year."""

from __future__ import annotations

from pathlib import Path

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.commands.number.showing import code_argument, number_argument, reason_option, year_option
from gongwen.cli.machine import say_json
from gongwen.cli.options import Count, archive_option, json_option, out_option, settings
from gongwen.cli.output import say
from gongwen.model import DocumentNumber
from gongwen.office import numbers
from gongwen.office.wiring import Office
from gongwen.records.values import SeriesRecord


@click.command("copy", cls=ChineseCommand)
@number_argument
@reason_option
@option("--copies", type=Count(1, 9999), metavar="份数", default="1", help="补印几份，记进登记；不写就是一份")
@out_option
@archive_option
@json_option
def copy(number: DocumentNumber, reason: str, copies: int, out: Path, as_json: bool) -> None:
    """补印：核发过的公文遗失了，再印几份。

    从存档里原样取出，与核发时逐字节相同，还是那个字号；每次补印记一笔。

    例：
      gongwen number copy 绍市软件办〔2015〕3号 --reason 新昌县遗失 --copies 2
    """
    office = Office(settings())
    holdings = office.holdings_of(number.issuer_code)
    files = numbers.copy(holdings, number, out, copies=copies, reason=reason)
    if as_json:
        say_json({"number": str(number), "copies": copies, "files": [str(file.path) for file in files]})
    else:
        say(f"已登记　{number}　补印 {copies} 份：{reason}", *map(str, files))


@click.command("close", cls=ChineseCommand)
@code_argument
@year_option
@reason_option
@archive_option
@json_option
def close(code: str, year: int, reason: str, as_json: bool) -> None:
    """封账：一年的字号都有了去向，从此不再编号、补登、作废。

    上一年的账在封账以前一直可以补登。还有预留的号或空号时不封，一次列全。

    例：
      gongwen number close 绍市软件办 --year 2015 --reason 2015年度整理完毕
    """
    office = Office(settings())
    _tell(numbers.close(office.holdings_of(code), code, year, reason), as_json)


@click.command("reopen", cls=ChineseCommand)
@code_argument
@year_option
@reason_option
@archive_option
@json_option
def reopen(code: str, year: int, reason: str, as_json: bool) -> None:
    """重新开账：封账以后发现漏登，写明原因打开，补登后再封。

    例：
      gongwen number reopen 绍市软件办 --year 2015 --reason 漏登一份手工编号的通知
    """
    office = Office(settings())
    _tell(numbers.reopen(office.holdings_of(code), code, year, reason), as_json)


def _tell(record: SeriesRecord, as_json: bool) -> None:
    if as_json:
        say_json(
            {
                "issuer_code": record.issuer_code,
                "year": record.year,
                "highest": record.highest,
                "closed": record.closed_at is not None,
                "reason": record.reason,
            }
        )
    else:
        say(f"已登记　{record}")
