"""archive dispose: a list is proposed, a second person agrees, then it is carried out."""

from __future__ import annotations

from pathlib import Path

import click

from gongwen.cli.chinese import ChineseCommand, ChineseGroup, option
from gongwen.cli.machine import say_json
from gongwen.cli.options import (
    FILE,
    PERSON,
    YEAR,
    archive_option,
    fonds_option,
    json_option,
    outside_archives,
    settings,
)
from gongwen.cli.outcome import tell, while_interrupted
from gongwen.cli.output import progress, say, say_table
from gongwen.errors import NotFoundError, UsageError, disk_errors
from gongwen.office.keeping.arranging.listing import acts_head
from gongwen.office.keeping.disposing.register import NOT_COVERED, register_book
from gongwen.office.registers.keeping import write_book
from gongwen.office.wiring import Office
from gongwen.records.keeping.arranging.values import DisposalRecord

number_argument = click.argument("number", metavar="清册号", help="如 销毁清册〔2046〕1号")


@click.group("dispose", cls=ChineseGroup)
@archive_option
def dispose() -> None:
    """销毁到期的件：一个人提出，另一个人批准，然后销毁；清册永久保存。

    例：
      gongwen archive dispose list
    """


@dispose.command("list", cls=ChineseCommand)
@fonds_option
@archive_option
@json_option
def list_(fonds: str, as_json: bool) -> None:
    """列出各次销毁清册，办到哪一步。

    例：
      gongwen archive dispose list
    """
    found = Office(settings(), writing=False).organ(fonds).holdings.keeping.disposals()
    if as_json:
        say_json([_described(one) for one in found])
        return
    rows = [
        (one.number, one.state.value, str(len(one.lines)), one.proposer, one.approver, one.reason)
        for one in found
    ]
    if rows:
        say_table(("清册", "办到", "件数", "提出", "批准", "理由"), rows)
    say(f"共 {len(found)} 份清册")


@dispose.command("propose", cls=ChineseCommand)
@option("--year", type=YEAR, metavar="年度", help="这一年度到期、没有暂缓的件")
@option("--items", metavar="件", multiple=True, help="档号、文号或件标识，可写几次")
@option("--reason", metavar="理由", required=True, help="鉴定意见，如 保管期满，没有继续保存的价值")
@option("--by", type=PERSON, metavar="姓名", help="谁提出；不写就是经办人")
@fonds_option
@archive_option
@json_option
def propose(
    year: int | None, items: tuple[str, ...], reason: str, by: str | None, fonds: str, as_json: bool
) -> None:
    """提出销毁清册：只能列到期、没有暂缓的件。登记了「存档」岗位的，由岗位上的人提出。

    例：
      gongwen archive dispose propose --year 2015 --reason 保管期满，没有继续保存的价值
    """
    if (year is None) == (not items):
        raise UsageError("--year 和 --items 写一个，也只写一个")
    _say(Office(settings()).disposal_desk(fonds).propose(items, year, reason, by or ""), as_json=as_json)


@dispose.command("show", cls=ChineseCommand)
@number_argument
@option(
    "--out", type=FILE, metavar="文件夹", callback=outside_archives, help="另打出清册，XLSX 和 PDF，送签用"
)
@fonds_option
@archive_option
@json_option
def show(number: str, out: Path | None, fonds: str, as_json: bool) -> None:
    """显示一份清册：列了哪些件，谁提出，谁批准，办到哪一步。

    例：
      gongwen archive dispose show 销毁清册〔2046〕1号 --out 送签
    """
    office = Office(settings(), writing=False)
    organ = office.organ(fonds)
    found = organ.holdings.keeping.disposal(number)
    _say(found, as_json=as_json)
    if out is not None:
        book = register_book(found, organ.name, acts_head(organ.holdings))
        tell(*map(str, write_book(office.workshop, book, out)))


@dispose.command("agree", cls=ChineseCommand)
@number_argument
@option("--by", type=PERSON, metavar="姓名", help="谁批准；不写就是经办人")
@option("--scan", type=FILE, metavar="文件", help="签了字的鉴定意见；提出的人代记批准时必须有")
@fonds_option
@archive_option
@json_option
def agree(number: str, by: str | None, scan: Path | None, fonds: str, as_json: bool) -> None:
    """批准一份清册。必须是提出以外的另一个人；登记了「签发」岗位的，由岗位上的人或主要负责人批准。

    例：
      gongwen archive dispose agree 销毁清册〔2046〕1号 --by 李明
    """
    desk = Office(settings()).disposal_desk(fonds)
    _say(desk.agree(number, by or "", _read(scan) if scan else b""), as_json=as_json)


@dispose.command("withdraw", cls=ChineseCommand)
@number_argument
@option("--reason", metavar="原因", required=True, help="为什么撤回")
@fonds_option
@archive_option
@json_option
def withdraw(number: str, reason: str, fonds: str, as_json: bool) -> None:
    """撤回一份还没有开始销毁的清册。

    例：
      gongwen archive dispose withdraw 销毁清册〔2046〕1号 --reason 有一件要留
    """
    _say(Office(settings()).disposal_desk(fonds).withdraw(number, reason), as_json=as_json)


@dispose.command("carry-out", cls=ChineseCommand)
@number_argument
@fonds_option
@archive_option
@json_option
def carry_out(number: str, fonds: str, as_json: bool) -> None:
    """照批准的清册销毁：先把清册存成一件，再逐件抹去文件，检索里只留目录上的一行。

    销毁以前再查一遍：批准了没有，到期没有，有没有暂缓；有一件不对，什么也不销毁。
    销毁了的找不回来。中断了再运行一次，接着做完。

    例：
      gongwen archive dispose carry-out 销毁清册〔2046〕1号
    """
    while_interrupted("销毁没有做完；销毁了的已经记下，请再运行一次接着做")
    office = Office(settings())
    total = len(office.organ(fonds).holdings.keeping.disposal(number).lines)
    with progress(total, "销毁") as step:
        found = office.destroyer(fonds).carry_out(number, step)
    _say(found, as_json=as_json)


def _say(found: DisposalRecord, *, as_json: bool) -> None:
    if as_json:
        say_json(_described(found))
        return
    rows = [
        (
            line.reference_code,
            line.number,
            line.title,
            line.term,
            str(line.due),
            "已销毁" if line.gone else "",
        )
        for line in found.lines
    ]
    say_table(("档号", "文号", "题名", "期限", "到期", ""), rows)
    approved = f"，{found.approver}批准" if found.approver else ""
    register = f"，清册存为件 {found.register}" if found.register else ""
    people = f"{found.proposer}提出{approved}"
    say(f"{found.number}　{found.state.value}　{len(found.lines)} 件　{people}{register}")
    say(NOT_COVERED)


def _described(found: DisposalRecord) -> dict[str, object]:
    return {
        "number": found.number,
        "state": found.state.value,
        "reason": found.reason,
        "proposer": found.proposer,
        "proposed_on": found.proposed_on,
        "approver": found.approver,
        "agreed_on": found.agreed_on,
        "register": found.register,
        "lines": [
            {
                "item": line.item_id,
                "reference_code": line.reference_code,
                "title": line.title,
                "due": line.due,
                "gone": line.gone,
            }
            for line in found.lines
        ],
        "not_covered": NOT_COVERED,
    }


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise NotFoundError(f"没有文件 {path}", advice="请核对路径")
    with disk_errors("读鉴定意见"):
        return path.read_bytes()
