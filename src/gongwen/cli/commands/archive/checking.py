"""archive verify, reindex: whether what is kept is still as it was, and found."""

from __future__ import annotations

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.machine import findings_described, say_json
from gongwen.cli.options import OneOf, archive_option, json_option, settings
from gongwen.cli.outcome import tell_findings, while_interrupted
from gongwen.cli.output import progress, say
from gongwen.office import archive as office_archive
from gongwen.office.search import reindex as reindex_items
from gongwen.office.wiring import ENGINES, Office

_HAS_FINDINGS, _DAMAGED = 6, 8


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
