"""allocate: a signed paper gets its number."""

from __future__ import annotations

import datetime as dt

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.commands.life.acting import COPIES, acting, paper_argument, say_taken
from gongwen.cli.options import DAY, NUMBER
from gongwen.model import DocumentNumber
from gongwen.office.life import numbering
from gongwen.office.life.desk import Act, LifeDesk
from gongwen.office.life.numbering import Allocation


@click.command("allocate", cls=ChineseCommand)
@paper_argument
@option("--copies", type=COPIES, metavar="份数", default=None, help="印制份数；不写就是拟稿时写的份数")
@option("--recipients", metavar="范围", default="", help="分送范围；不写就是主送机关")
@option("--date", "date_of_issue", type=DAY, metavar="日期", default=None, help="另定的成文日期，要写原因")
@option("--date-reason", metavar="原因", default="", help="为什么另定成文日期，如会议通过的日期")
@option("--new-series", is_flag=True, help="确实启用一个没有编过号的机关代字")
@option("--lead-number", type=NUMBER, metavar="文号", default=None, help="协办的公文：主办机关的文号，附副本")
@acting
def allocate(
    desk: LifeDesk,
    act: Act,
    name: str,
    copies: int | None,
    recipients: str,
    date_of_issue: dt.date | None,
    date_reason: str,
    new_series: bool,
    lead_number: DocumentNumber | None,
    as_json: bool,
) -> None:
    """登记：签发、复核过的公文编发文字号，定成文日期。

    没有签发的不编号；联合行文少一家会签也不编号。成文日期由签发和会签的日期
    算出（最后一个机关签的那天），写进正文；要另定，写明原因。同一份公文再办
    一次，还是这个号。协办的公文不占本机关的号：用 --lead-number 登记主办机关
    的文号，用 --scan 附上它的副本。

    例：
      gongwen allocate 稿2026-0001 --copies 30 --recipients 各区、县（市）
      gongwen allocate 稿2026-0002 --lead-number 绍市文广〔2026〕7号 --scan 副本.pdf
    """
    if lead_number is not None:
        taken = numbering.enter_lead_number(desk, name, lead_number, date_of_issue, act)
    else:
        asked = Allocation(copies or 0, recipients, new_series, date_of_issue, date_reason)
        taken = numbering.allocate(desk, name, asked, act)
    say_taken(desk, taken, as_json=as_json)
