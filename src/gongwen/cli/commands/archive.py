"""archive list, show, verify, reindex: what is kept."""

from __future__ import annotations

from dataclasses import replace

import click

from gongwen.cli.chinese import ChineseGroup, option
from gongwen.cli.machine import findings_described, say_json
from gongwen.cli.options import OneOf, archive_option, json_option, settings
from gongwen.cli.outcome import tell_findings, while_interrupted
from gongwen.cli.output import progress, say, say_table
from gongwen.errors import NotFoundError
from gongwen.model import chinese_date
from gongwen.office import archive as office_archive
from gongwen.office.archive import ShownItem, Verification
from gongwen.office.directory.checking import check_editions
from gongwen.office.life.referring import effects_on
from gongwen.office.search import reindex as reindex_items
from gongwen.office.wiring import ENGINES, Office, Organ
from gongwen.records.values import ItemRecord

_HAS_FINDINGS, _DAMAGED = 6, 8


@click.group(cls=ChineseGroup, name="archive")
@archive_option
def command() -> None:
    """存档：查看、核对、重建检索。

    例：
      gongwen archive list
    """


@command.command("list")
@archive_option
@json_option
def list_(as_json: bool) -> None:
    """列出存档里的件：先列本机关的，代存的其他机关另列。

    例：
      gongwen archive list
    """
    office = Office(settings(), writing=False)
    kept = [(organ, office_archive.listed(organ.holdings)) for organ in office.organs()]
    if as_json:
        say_json([_described(item, organ) for organ, items in kept for item in items])
        return
    for organ, items in kept:
        if items:
            say(str(organ))
            rows = [
                (str(item.number), chinese_date(item.date_of_issue), item.item_id, item.title)
                for item in items
            ]
            say_table(("文号", "成文日期", "件", "标题"), rows)
            say("")
    say(f"共 {sum(len(items) for _, items in kept)} 件")


@command.command("show")
@click.argument("name", metavar="文号或件", help="发文字号，或件标识")
@archive_option
@json_option
def show(name: str, as_json: bool) -> None:
    """显示一件：著录、文件、放在哪里。

    例：
      gongwen archive show 绍市软件办〔2015〕3号
    """
    office = Office(settings(), writing=False)
    organ, found = _found(office, name)
    item = found.item
    effects = effects_on(office.life(organ.holdings.ledger.fonds), item.number)
    if as_json:
        say_json(
            {
                **_described(item, organ),
                "location": found.location,
                "files": found.names,
                "metadata": found.metadata,
                "effects": effects,
            }
        )
        return
    rows = [
        ("文号", str(item.number)),
        ("标题", item.title),
        ("文种", item.kind),
        ("发文机关", "、".join(item.organs)),
        ("成文日期", chinese_date(item.date_of_issue)),
        ("签发", f"{item.signatory}　{chinese_date(item.signed_on)}"),
        ("全宗", str(organ)),
        ("件", item.item_id),
        ("件摘要", item.digest),
        *(("后来", effect) for effect in effects),
        ("位置", found.location),
        ("文件", "、".join(found.names)),
    ]
    say_table(("项目", "内容"), rows)


@command.command("verify")
@archive_option
@json_option
def verify(as_json: bool) -> int:
    """核对存档：每一件的每个字节、登记及其副本、名录的各版次；只看，不改动任何东西。

    有损坏时以 8 退出；没有损坏、但有空号等待办事项时以 6 退出。

    例：
      gongwen archive verify
    """
    while_interrupted("核对没有做完；核对不改动任何东西")
    office = Office(settings(), writing=False)
    organs = office.organs()
    checked = []
    with progress(len(organs), "核对存档") as step:
        for place, organ in enumerate(organs):
            result = office_archive.verify(organ.holdings)
            checked.append((organ, result if place else _with_lists(result)))
            step(organ.name)
    if as_json:
        say_json([_summary(organ, result) for organ, result in checked])
    else:
        for organ, result in checked:
            counts = f"{result.items} 件，{result.numbers} 个字号{_gaps(result)}，{result.entries} 条登记"
            say(f"{organ}：{counts}，{_verdict(result)}", *map(str, result.findings))
    if not all(result.sound for _, result in checked):
        return _DAMAGED
    return _HAS_FINDINGS if any(result.findings for _, result in checked) else 0


def _with_lists(result: Verification) -> Verification:
    """Return what was found in our own holdings with what is wrong with the editions of the lists."""
    return replace(result, findings=(*result.findings, *check_editions()))


@command.command("reindex")
@option(
    "--engine",
    type=OneOf(*ENGINES),
    metavar="引擎",
    help=f"只重建这一种：{'、'.join(ENGINES)}；不写就全部重建",
)
@archive_option
@json_option
def reindex(engine: str | None, as_json: bool) -> int:
    """由存档里的件重建检索。

    有的件不见了或读不懂时，其余的照样重建，这几件只能按标题、文号等查到，
    最后列出来，以 8 退出。

    例：
      gongwen archive reindex
    """
    while_interrupted("检索没有重建完，可能查不全；请再运行一次")
    office = Office(settings())
    engines = (engine,) if engine else ENGINES
    total = sum(len(office_archive.listed(organ.holdings)) for organ in office.organs())
    with progress(total, "重建检索") as step:
        done = reindex_items(office, engines, step)
    if as_json:
        findings = findings_described(done.findings)
        say_json({"engines": engines, "items": done.items, "findings": findings})
    else:
        say(f"已重建检索（{'、'.join(engines)}），共 {done.items} 件")
    tell_findings(done.findings)
    return _DAMAGED if done.findings else 0


def _found(office: Office, name: str) -> tuple[Organ, ShownItem]:
    missing: NotFoundError | None = None
    for organ in office.organs():
        try:
            return organ, office_archive.shown(organ.holdings, name)
        except NotFoundError as error:
            missing = missing or error
    raise missing or NotFoundError(f"存档里没有「{name}」")


def _gaps(result: Verification) -> str:
    return f"（另有 {result.gaps} 个空号）" if result.gaps else ""


def _verdict(result: Verification) -> str:
    if not result.sound:
        return "有损坏"
    return "完好" if not result.findings else "完好，有待办事项"


def _summary(organ: Organ, result: Verification) -> dict[str, object]:
    return {
        "organ": organ.name,
        "items": result.items,
        "numbers": result.numbers,
        "gaps": result.gaps,
        "entries": result.entries,
        "sound": result.sound,
        "findings": findings_described(result.findings),
    }


def _described(item: ItemRecord, organ: Organ) -> dict[str, object]:
    return {
        "item": item.item_id,
        "number": str(item.number),
        "title": item.title,
        "kind": item.kind,
        "organs": item.organs,
        "date_of_issue": item.date_of_issue,
        "signatory": item.signatory,
        "signed_on": item.signed_on,
        "digest": item.digest,
        "fonds": organ.name,
        "sample": organ.sample,
    }
