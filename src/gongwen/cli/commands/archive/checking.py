"""archive verify, reindex: whether what is kept is still as it was, and found."""

from __future__ import annotations

from dataclasses import replace

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.machine import findings_described, say_json
from gongwen.cli.options import OneOf, archive_option, json_option, settings
from gongwen.cli.outcome import tell_findings, while_interrupted
from gongwen.cli.output import progress, say
from gongwen.office import archive as office_archive
from gongwen.office.archive import Verification
from gongwen.office.directory.checking import check_editions
from gongwen.office.search import reindex as reindex_items
from gongwen.office.wiring import ENGINES, Office, Organ

_HAS_FINDINGS, _DAMAGED = 6, 8


@click.command("verify", cls=ChineseCommand)
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


@click.command("reindex", cls=ChineseCommand)
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
