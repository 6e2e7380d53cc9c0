"""audit: the tamper-evident logs for people, and a head noted on paper held against them."""

from __future__ import annotations

from dataclasses import asdict

import click

from gongwen.cli.chinese import ChineseCommand, option
from gongwen.cli.commands.archive.proving import EVENT_COLUMNS, cells, described
from gongwen.cli.machine import findings_described, say_json
from gongwen.cli.options import YEAR, Count, archive_option, json_option, settings
from gongwen.cli.outcome import tell_findings
from gongwen.cli.output import say, say_table
from gongwen.errors import UsageError
from gongwen.office.keeping.proving.heads import LEAST_DIGITS, against_note, chain_heads
from gongwen.office.keeping.proving.reading import audited
from gongwen.office.wiring import Office

_DAMAGED = 8


@click.command(cls=ChineseCommand, name="audit")
@option("--year", type=YEAR, metavar="年度", help="只看这一年的记录")
@option("--on", "name", metavar="文号或件", default="", help="只看这个文号、件或稿号的")
@option("--against", "noted", metavar="摘要", default="", help="抄在纸上的末条摘要，至少前 8 位")
@option("--count", type=Count(1, 10_000_000), metavar="条数", help="抄下摘要时有多少条")
@archive_option
@json_option
def command(year: int | None, name: str, noted: str, count: int | None, as_json: bool) -> int:
    """审计：看登记、办理记录、归档记录；核对抄在纸上的末条摘要。

    每条记录都连着上一条的摘要，改动、插入、删去都看得出；末尾被整段截去，要对照抄下的末条摘要才看得出。
    对不上时以 8 退出。

    例：
      gongwen audit --year 2015
      gongwen audit --on 绍市软件办〔2015〕3号
      gongwen audit --against 838127f71c46de19 --count 4
    """
    office = Office(settings(), writing=False)
    if noted or count:
        return _against(office, noted, count, as_json)
    found = audited(office, year or 0, name)
    if as_json:
        say_json(
            {
                "entries": [described(event) for event in found.events],
                "heads": [asdict(head) for head in found.heads],
                "findings": findings_described(found.findings),
            }
        )
    else:
        say_table(EVENT_COLUMNS, list(map(cells, found.events)))
        names = _names(office)
        say(f"共 {len(found.events)} 条", *(head.told_of(names[head.fonds]) for head in found.heads))
    tell_findings(found.findings)
    return _DAMAGED if found.findings else 0


def _names(office: Office) -> dict[str, str]:
    """Return what staff call every fonds by its code: its organ."""
    return {organ.holdings.ledger.fonds: str(organ) for organ in office.organs()}


def _against(office: Office, noted: str, count: int | None, as_json: bool) -> int:
    digits = "".join(noted.split())
    if not count or len(digits) < LEAST_DIGITS:
        raise UsageError(
            "要写明抄下的摘要和条数",
            rule=f"摘要至少抄前 {LEAST_DIGITS} 位",
            advice="例如：gongwen audit --against 838127f71c46de19 --count 4",
        )
    holdings = office.all_holdings()
    head, findings = against_note(holdings, digits, count)
    if as_json:
        heads = [asdict(one) for each in holdings for one in chain_heads(each)]
        told = findings_described(findings)
        say_json({"noted": asdict(head), "fits": not findings, "heads": heads, "findings": told})
    elif not findings:
        say(f"相符：{head.told_of(_names(office)[head.fonds])}")
    tell_findings(findings)
    return _DAMAGED if findings else 0
