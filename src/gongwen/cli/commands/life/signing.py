"""review, countersign, approve, recheck, send-back: what is signed, and what is returned."""

from __future__ import annotations

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.commands.life.acting import acting, paper_argument, say_taken
from gongwen.office.life import signing
from gongwen.office.life.desk import Act, LifeDesk


@click.command("review", cls=ChineseCommand)
@paper_argument
@acting
def review(desk: LifeDesk, act: Act, name: str, as_json: bool) -> None:
    """审核：文秘审过，可以送签。

    稿子改动了内容，审核、会签、签发都要重来；不同意的用 gongwen send-back 退回。

    例：
      gongwen review 稿2026-0001 --by 陈静 --opinion 拟同意，请签发
    """
    say_taken(desk, signing.review(desk, name, act), as_json=as_json)


@click.command("countersign", cls=ChineseCommand)
@paper_argument
@option("--organ", metavar="机关", required=True, help="会签的机关，照发文机关的写法")
@acting
def countersign(desk: LifeDesk, act: Act, name: str, organ: str, as_json: bool) -> None:
    """会签：联合行文，联署机关的负责人逐家签字。

    少一家也不编号。成文日期是最后一家签字的日期。

    例：
      gongwen countersign 稿2026-0001 --organ 绍兴市文化广电新闻出版局 --by 赵刚 \\
          --on 2026-01-08 --opinion 同意 --scan 会签页.pdf
    """
    say_taken(desk, signing.countersign(desk, name, organ, act), as_json=as_json)


@click.command("approve", cls=ChineseCommand)
@paper_argument
@option("--chief", is_flag=True, help="签发的是主要负责人；上行文由主要负责人签发")
@acting
def approve(desk: LifeDesk, act: Act, name: str, chief: bool, as_json: bool) -> None:
    """签发：本机关负责人签字。谁也不签发自己拟的稿。

    领导在纸上签的，由经办人代录，写明签字的人、日期，附扫描件；
    代录的和本人办的，记录里分得清。

    例：
      gongwen approve 稿2026-0001 --by 王建国 --on 2026-01-08 \\
          --opinion 发 --scan 签发页.pdf
    """
    say_taken(desk, signing.approve(desk, name, act, chief=chief), as_json=as_json)


@click.command("recheck", cls=ChineseCommand)
@paper_argument
@acting
def recheck(desk: LifeDesk, act: Act, name: str, as_json: bool) -> None:
    """复核：编号以前，核对签字是否齐全、内容、文种、格式。

    例：
      gongwen recheck 稿2026-0001 --by 陈静
    """
    say_taken(desk, signing.recheck(desk, name, act), as_json=as_json)


@click.command("send-back", cls=ChineseCommand)
@paper_argument
@option(
    "--to", "target", metavar="步骤", required=True, help="退回到哪一步：拟稿、审核、会签、签发、复核、登记…"
)
@option("--reason", metavar="原因", required=True, help="为什么退回")
@acting
def send_back(desk: LifeDesk, act: Act, name: str, target: str, as_json: bool) -> None:
    """退回：回到前面的一步，写明原因；那一步和后面的都重新办。

    退回的步骤不删，留在记录里。已经编的号还是这份公文的。

    例：
      gongwen send-back 稿2026-0001 --to 拟稿 --reason 第三段的数字与附件不符
    """
    say_taken(desk, signing.send_back(desk, name, target, act), as_json=as_json)


@click.command("drop", cls=ChineseCommand)
@paper_argument
@option("--reason", metavar="原因", required=True, help="为什么不发了")
@acting
def drop(desk: LifeDesk, act: Act, name: str, as_json: bool) -> None:
    """停办：这份公文不发了，写明原因；稿子和记录都留着。

    编了号的，先作废那个号（gongwen number void）。

    例：
      gongwen draft drop 稿2026-0001 --reason 事项并入年度工作要点
    """
    say_taken(desk, signing.abandon(desk, name, act), as_json=as_json)
