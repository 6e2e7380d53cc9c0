"""archive verify, history: whether what is kept is still as it was, and what was checked when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.machine import findings_described, say_json
from gongwen.cli.options import FILE, archive_option, json_option, outside_archives, settings
from gongwen.cli.outcome import tell, while_interrupted
from gongwen.cli.output import progress, say, say_table
from gongwen.office.keeping.proving.entering import entered
from gongwen.office.keeping.proving.history import Event, history
from gongwen.office.keeping.proving.report import write_report
from gongwen.office.keeping.proving.values import Check, ItemProof, OrganProof, Property
from gongwen.office.keeping.proving.whole import count_of, prove, prove_item
from gongwen.office.wiring import Office

EVENT_COLUMNS = ("时间", "经办", "全宗", "做了什么", "对象", "内容")
_HAS_FINDINGS, _DAMAGED = 6, 8


@click.command("verify", cls=ChineseCommand)
@option("--item", "name", metavar="文号或件", default="", help="只核对这一件，逐项列出")
@option(
    "--report",
    type=FILE,
    metavar="文件夹",
    callback=outside_archives,
    help="把四性检测报告（逐件、逐项）写到这里，XLSX 和 PDF",
)
@archive_option
@json_option
def verify(name: str, report: Path | None, as_json: bool) -> int:
    """核对存档（四性检测）：每一件的真实性、完整性、可用性、安全性，登记及其副本，数据库，检索。

    件一字不动。核对了什么、结果怎样，记进归档记录；存档不能写时不记，并说明。
    有损坏时以 8 退出；没有损坏、但有空号等待办事项时以 6 退出。没有检测的记「未检测」。

    例：
      gongwen archive verify
      gongwen archive verify --item 绍市软件办〔2015〕3号
      gongwen archive verify --report 检测报告
    """
    while_interrupted("核对没有做完，没有记入归档记录；件没有改动")
    office = Office(settings(), writing=False)
    if name:
        proofs: tuple[OrganProof, ...] = (prove_item(office, name)[0],)
    else:
        with progress(2 * count_of(office), "核对存档") as step:
            proofs = prove(office, step)
    noted = entered(settings(), proofs, item=bool(name))
    written = write_report(office.workshop, proofs, report, office.holdings().ledger.today) if report else ()
    if as_json:
        say_json([_described(proof, noted) for proof in proofs])
    else:
        say(*_item_lines(proofs[0].proofs[0]) if name else _lines(proofs), *map(str, written))
        if not noted:
            tell("这次核对没有记入归档记录（存档不能写，或损坏得不能再写）")
    return _code(proofs)


@click.command("history", cls=ChineseCommand)
@click.argument("name", metavar="文号或件", default="", help="发文字号或件标识；不写就列出历次核对")
@archive_option
@json_option
def history_(name: str, as_json: bool) -> None:
    """历次核对：什么时候核对过、结果怎样；写了一件，就列出对它做过的每一件事。

    例：
      gongwen archive history
      gongwen archive history 绍市软件办〔2015〕3号
    """
    events = history(Office(settings(), writing=False), name)
    if as_json:
        say_json([described(event) for event in events])
        return
    say_table(EVENT_COLUMNS, list(map(cells, events)))
    say(f"共 {len(events)} 条")


def cells(event: Event) -> tuple[str, ...]:
    """Return an event as a line of EVENT_COLUMNS."""
    return (event.day, event.operator, event.fonds, event.done, event.subject, event.said)


def described(event: Event) -> dict[str, object]:
    """Return an event for a script."""
    return {
        "at": event.at.isoformat(),
        "operator": event.operator,
        "fonds": event.fonds,
        "verb": event.verb,
        "subject": event.subject,
        "details": dict(event.details),
    }


def _code(proofs: Sequence[OrganProof]) -> int:
    if not all(proof.sound for proof in proofs):
        return _DAMAGED
    return _HAS_FINDINGS if any(proof.findings for proof in proofs) else 0


def _lines(proofs: Sequence[OrganProof]) -> Iterator[str]:
    for proof in proofs:
        gaps = f"（另有 {proof.gaps} 个空号）" if proof.gaps else ""
        counts = f"{proof.items} 件，{proof.numbers} 个字号{gaps}，{proof.entries} 条登记"
        yield f"{proof}：{counts}，{_verdict(proof)}"
        yield from map(str, proof.findings)


def _item_lines(one: ItemProof) -> Iterator[str]:
    yield f"{one.name}　{one.title}（{one.item_id}，{one.files} 个文件，{one.bytes} 字节）"
    for quality in Property:
        yield f"{quality.value}　{one.shown(quality)}"
        yield from (f"  {check}" for check in one.of(quality))
    yield "带 * 的编号未与 DA/T 70-2018 的文本核对过"


def _verdict(proof: OrganProof) -> str:
    if not proof.sound:
        return "有损坏"
    return "完好" if not proof.findings else "完好，有待办事项"


def _described(proof: OrganProof, noted: bool) -> dict[str, object]:
    return {
        "organ": proof.name,
        "items": proof.items,
        "numbers": proof.numbers,
        "gaps": proof.gaps,
        "entries": proof.entries,
        "sound": proof.sound,
        "recorded": noted,
        "findings": findings_described(proof.findings),
        "heads": [
            {
                "chain": head.chain,
                "fonds": head.fonds,
                "year": head.year,
                "count": head.count,
                "hash": head.hash,
            }
            for head in proof.heads
        ],
        "proofs": [_proof(one) for one in proof.proofs],
    }


def _proof(one: ItemProof) -> dict[str, object]:
    return {
        "item": one.item_id,
        "name": one.name,
        "title": one.title,
        "files": one.files,
        "bytes": one.bytes,
        "verdicts": {quality.value: one.verdict(quality).value for quality in Property},
        "checks": [_check(check) for check in one.checks],
    }


def _check(check: Check) -> dict[str, object]:
    return {
        "id": check.kind.id,
        "confirmed": check.kind.confirmed,
        "property": check.kind.quality.value,
        "name": check.kind.name,
        "verdict": check.verdict.value,
        "reason": check.reason,
    }
