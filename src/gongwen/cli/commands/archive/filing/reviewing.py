"""archive review, hold, release-hold: what is due, and what must be kept all the same."""

from __future__ import annotations

import datetime as dt

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.machine import say_json
from gongwen.cli.options import DAY, archive_option, fonds_option, json_option, settings
from gongwen.cli.output import say, say_table
from gongwen.office.keeping.disposing.reviewing import Review, ReviewLine
from gongwen.office.keeping.disposing.reviewing import review as review_units
from gongwen.office.wiring import Office
from gongwen.records.keeping.arranging.values import UnitRecord

_WAITING = 6

name_argument = click.argument("name", metavar="件", help="档号、文号或件标识")


@click.command("review", cls=ChineseCommand)
@option("--on", type=DAY, metavar="日期", help="看哪一天的情况；不写就是今天")
@fonds_option
@archive_option
@json_option
def review(on: dt.date | None, fonds: str, as_json: bool) -> int:
    """保管期限：哪些到期要鉴定，哪些暂缓，哪些永久的该移交档案馆。

    期限从年度的次年 1 月 1 日算起；永久的满二十年移交（设区的市）。有要办的，以 6 退出。

    例：
      gongwen archive review --on 2046-01-05
    """
    holdings = Office(settings(), writing=False).organ(fonds).holdings
    found = review_units(holdings, on or holdings.keeping.today)
    if as_json:
        say_json(_described(found))
    else:
        if found.lines:
            say_table(("档号", "题名", "期限", "从哪天起", "情况", ""), list(map(_row, found.lines)))
        say(f"{found.on}：要看的 {len(found.lines)} 件，其余 {found.others} 件{_next(found)}")
    return _WAITING if found.waiting else 0


@click.command("hold", cls=ChineseCommand)
@name_argument
@option("--reason", metavar="原因", required=True, help="为什么不能销毁，如 诉讼、审计要用")
@fonds_option
@archive_option
@json_option
def hold(name: str, reason: str, fonds: str, as_json: bool) -> None:
    """暂缓销毁一件，解除以前到期也不销毁。

    例：
      gongwen archive hold WS·2015-D10-0003 --reason 企业提起诉讼
    """
    _say(Office(settings()).disposal_desk(fonds).hold(name, reason), "已暂缓", as_json=as_json)


@click.command("release-hold", cls=ChineseCommand)
@name_argument
@option("--reason", metavar="原因", required=True, help="为什么可以解除")
@fonds_option
@archive_option
@json_option
def release(name: str, reason: str, fonds: str, as_json: bool) -> None:
    """解除暂缓。

    例：
      gongwen archive release-hold WS·2015-D10-0003 --reason 诉讼已结案
    """
    _say(Office(settings()).disposal_desk(fonds).lift(name, reason), "已解除暂缓", as_json=as_json)


def _say(unit: UnitRecord, done: str, *, as_json: bool) -> None:
    if as_json:
        say_json({"item": unit.item_id, "reference_code": str(unit.code)})
    else:
        say(f"{done}　{unit.code}　{unit.title}")


def _row(line: ReviewLine) -> tuple[str, ...]:
    unit = line.unit
    return (
        str(unit.code),
        unit.title,
        unit.term.value,
        str(line.since or ""),
        line.standing.value,
        line.said,
    )


def _next(found: Review) -> str:
    return f"，下一次要看的是 {found.next_due}" if found.next_due else ""


def _described(found: Review) -> dict[str, object]:
    return {
        "on": found.on,
        "lines": [
            {
                "item": line.unit.item_id,
                "reference_code": str(line.unit.code),
                "title": line.unit.title,
                "term": line.unit.term.value,
                "since": line.since,
                "standing": line.standing.value,
                "said": line.said,
            }
            for line in found.lines
        ],
        "others": found.others,
        "next_due": found.next_due,
    }
