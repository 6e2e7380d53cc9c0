"""correct, revoke, repeal: a new paper that refers to an issued one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.commands.life.acting import described_paper, desk_of, recorded_option, workshop
from gongwen.cli.machine import findings_described, say_json
from gongwen.cli.options import DAY, FILE, NUMBER, PERSON, archive_option, json_option, out_option
from gongwen.cli.outcome import tell, tell_findings, while_interrupted
from gongwen.cli.output import say
from gongwen.model import DocumentNumber
from gongwen.office.draft import rendered, write_files
from gongwen.office.life import referring
from gongwen.office.life.referring import Referring

Function = Callable[..., Any]
_number = click.argument("number", metavar="文号", type=NUMBER, help="核发过的公文")
_drafter = option("--drafter", type=PERSON, metavar="姓名", help="拟稿人；不写就是记录的人自己")
_reason = option("--reason", metavar="理由", required=True, help="为什么，接在“因”后面")
_STANDING = "没有登记，或已经登记；原样再办一次即可，不会登记两份"


def _shared(function: Function) -> Function:
    for add in (json_option, archive_option, out_option, recorded_option, _drafter):
        function = add(function)
    return function


@click.command("correct", cls=ChineseCommand)
@_number
@option("--with", "changed", type=FILE, metavar="文件", required=True, help="改好的稿子（.txt）或改好的事实")
@_shared
def correct(
    number: DocumentNumber, changed: Path, drafter: str | None, recorded: str | None, out: Path, as_json: bool
) -> None:
    """更正：另发公文，更正已核发的。原件不动。

    给出改好的稿子或事实，改了的各段自动写进更正通知；得到一个新的稿号，
    照常审核、签发、编号。

    例：
      gongwen correct 绍市软件办〔2026〕1号 --with 改好.txt --drafter 李明
    """
    while_interrupted(_STANDING)
    desk = desk_of(recorded)
    done = referring.correct(desk, workshop(), number, changed, drafter=drafter or "")
    _tell(done, out, as_json=as_json)


@click.command("revoke", cls=ChineseCommand)
@_number
@_reason
@_shared
def revoke(
    number: DocumentNumber, reason: str, drafter: str | None, recorded: str | None, out: Path, as_json: bool
) -> None:
    """撤销：另发公文，撤销已核发的；被撤销的自始无效。原件不动。

    例：
      gongwen revoke 绍市软件办〔2026〕1号 --reason 与上位规定抵触 --drafter 李明
    """
    while_interrupted(_STANDING)
    desk = desk_of(recorded)
    done = referring.revoke(desk, workshop(), number, reason=reason, drafter=drafter or "")
    _tell(done, out, as_json=as_json)


@click.command("repeal", cls=ChineseCommand)
@_number
@option("--from", "effective_on", type=DAY, metavar="日期", required=True, help="从哪天起失效")
@_reason
@_shared
def repeal(
    number: DocumentNumber,
    effective_on: dt.date,
    reason: str,
    drafter: str | None,
    recorded: str | None,
    out: Path,
    as_json: bool,
) -> None:
    """废止：另发公文，废止已核发的；被废止的从所写的日期起失效。原件不动。

    例：
      gongwen repeal 绍市软件办〔2026〕1号 --from 2026-12-31 --reason 任务已经完成
    """
    while_interrupted(_STANDING)
    desk = desk_of(recorded)
    done = referring.repeal(desk, workshop(), number, effective_on, reason=reason, drafter=drafter or "")
    _tell(done, out, as_json=as_json)


def _tell(done: Referring, out: Path, *, as_json: bool) -> None:
    paper = done.entered.paper
    title = done.draft.document.body.title
    copies = write_files(rendered(done.draft.document, workshop().presses), out, f"草稿 {title}")
    changes = [change.marked() for change in done.changes]
    if as_json:
        files = [str(copy.path) for copy in copies]
        said = {"repeated": not done.entered.new, "files": files, "changes": changes}
        say_json({**described_paper(paper), **said, "findings": findings_described(done.draft.findings)})
        return
    said_first = "已登记" if done.entered.new else "此前已登记"
    say(f"{said_first}　{paper.draft_id}　{title}（{paper.refers_to}）", *map(str, copies))
    tell(*(f"改动　{change}" for change in changes))
    tell_findings(done.draft.findings)
